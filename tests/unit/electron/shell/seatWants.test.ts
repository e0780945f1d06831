import { expect, it } from 'vitest';
import { seatWants } from '../../../../electron/shell/seatWants.ts';

const status = (
  recording: { due: boolean; paused: boolean },
  watched: { monitor: number; rate: 'low' } | null = null,
) => ({
  stage: 'seated',
  seat: '01',
  link: { up: true, since: '2026-05-18T09:30:00+08:00', attempt: 0, problem: null },
  documents: { received: 0, total: 0, verified: true },
  person: null,
  session: null,
  acts: { saved: 0, received: 0 },
  sheetKey: true,
  refused: [],
  head: { seq: 0, hash: '0'.repeat(64) },
  recording: {
    ...recording,
    rate: { screen: 5, camera: 15 },
    segmentSeconds: 120,
    tracks: [],
    bytesPerHour: 0,
    hoursLeft: null,
    warn: false,
    unsent: 0,
  },
  watched,
  quit: null,
  pin: false,
  stop: null,
});

it('a seat is to be recorded while its station says so, and not while the room is paused', () => {
  expect(seatWants({ tell: 'status', value: status({ due: true, paused: false }) })).toEqual({
    recordingDue: true,
    watched: false,
  });
  expect(seatWants({ id: 1, ok: true, value: status({ due: true, paused: false }) })).toEqual({
    recordingDue: true,
    watched: false,
  });
  expect(seatWants({ tell: 'status', value: status({ due: true, paused: true }) })).toEqual({
    recordingDue: false,
    watched: false,
  });
  expect(seatWants({ tell: 'status', value: status({ due: false, paused: false }) })).toEqual({
    recordingDue: false,
    watched: false,
  });
});

it('a seat is watched while its station says for which monitor', () => {
  const value = status({ due: false, paused: false }, { monitor: 1, rate: 'low' });
  expect(seatWants({ tell: 'status', value })).toEqual({ recordingDue: false, watched: true });
});

it.each([
  ['another answer', { id: 1, ok: true, value: { recording: { due: true, paused: false } } }],
  ['a question', { id: 1, ask: 'status', params: status({ due: true, paused: false }) }],
  ['another event', { tell: 'journal', value: { from: 1, lines: [] } }],
  ['a status of another form', { tell: 'status', value: { recording: { due: true, paused: false } } }],
  ['nothing', null],
])('%s says nothing of it', (_, message) => {
  expect(seatWants(message)).toBeNull();
});
