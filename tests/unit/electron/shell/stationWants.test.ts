import { expect, it } from 'vitest';
import { NOTHING, stationWants } from '../../../../electron/shell/stationWants.ts';
import type { RoomStatus } from '../../../../shared/bridge/room.ts';

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
  line: null,
  quit: null,
  pin: false,
  kept: null,
  stop: null,
});

it('a seat is to be recorded while its station says so, and not while the room is paused', () => {
  expect(stationWants('seat', { tell: 'status', value: status({ due: true, paused: false }) })).toEqual({
    ...NOTHING,
    recordingDue: true,
  });
  expect(stationWants('seat', { id: 1, ok: true, value: status({ due: true, paused: false }) })).toEqual({
    ...NOTHING,
    recordingDue: true,
  });
  expect(stationWants('seat', { tell: 'status', value: status({ due: true, paused: true }) })).toEqual(
    NOTHING,
  );
  expect(stationWants('seat', { tell: 'status', value: status({ due: false, paused: false }) })).toEqual(
    NOTHING,
  );
});

it('a seat is watched while its station says for which monitor', () => {
  const value = status({ due: false, paused: false }, { monitor: 1, rate: 'low' });
  expect(stationWants('seat', { tell: 'status', value })).toEqual({ ...NOTHING, watched: true });
});

const line = (state: RoomStatus['lines'][number]['state']): RoomStatus['lines'][number] => ({
  number: 1,
  session: 'A'.repeat(43),
  by: 'seat',
  with: { kind: 'agency' },
  since: '2026-05-18T09:30:00+08:00',
  state,
  call: null,
  problem: null,
  offer: null,
});

const roomStatus = (lines: RoomStatus['lines']): RoomStatus => ({
  awaited: [],
  quit: null,
  stage: 'open',
  address: 'wss://127.0.0.1:1',
  tls: '0'.repeat(64),
  person: null,
  session: null,
  seats: [],
  unsigned: [],
  outbox: { state: 'shut', sent: 0, total: 0, problem: null, receipt: null },
  gateway: { on: false, sent: 0, problem: null },
  devices: [],
  monitor: null,
  lines,
  disk: { free: 0, total: 0, warn: false, problem: null },
  clock: { now: '2026-05-18T09:30:00+08:00', seats: [] },
  head: { seq: 0, hash: '0'.repeat(64) },
  stop: null,
});

it('somebody speaks at the room’s window from when a call is taken until it is over, and at no other window', () => {
  const told = (lines: RoomStatus['lines']) => ({ tell: 'status', value: roomStatus(lines) });
  const speaks = { ...NOTHING, speaks: true };
  expect(stationWants('room', told([line('over'), line('accepted')]))).toEqual(speaks);
  for (const state of ['ringing', 'declined', 'over', 'failed'] as const)
    expect(stationWants('room', told([line(state)])), state).toEqual(NOTHING);
  expect(stationWants('seat', told([line('accepted')]))).toBeNull();
  expect(stationWants('centre', told([line('accepted')]))).toBeNull();
});

it.each([
  ['another answer', { id: 1, ok: true, value: { recording: { due: true, paused: false } } }],
  ['a question', { id: 1, ask: 'status', params: status({ due: true, paused: false }) }],
  ['another event', { tell: 'journal', value: { from: 1, lines: [] } }],
  ['a status of another form', { tell: 'status', value: { recording: { due: true, paused: false } } }],
  ['nothing', null],
])('%s says nothing of it', (_, message) => {
  expect(stationWants('seat', message)).toBeNull();
});
