import { expect, it } from 'vitest';
import { isCounter, visible } from '../../../renderer/station/visible.ts';
import type { SeatStatus } from '../../../shared/bridge/seat.ts';
import type { Entry } from '../../../shared/journal/entry.ts';

const status = (change: object, recording: object = {}): SeatStatus =>
  ({
    stage: 'seated',
    acts: { saved: 7, received: 7 },
    head: { seq: 7, hash: '' },
    recording: {
      due: true,
      paused: false,
      tracks: [{ track: 'screen', segment: 1, pieces: 3, last: null, problem: null }],
      bytesPerHour: 1000,
      hoursLeft: '20',
      warn: false,
      unsent: 10,
      ...recording,
    },
    ...change,
  }) as SeatStatus;

const now = visible(status({}));

it('a recording that counts on looks the same', () => {
  const tracks = [
    { track: 'screen', segment: 2, pieces: 9, last: '2026-05-18T09:30:00+08:00', problem: null },
  ];
  const later = status(
    { head: { seq: 9, hash: 'x' } },
    { tracks, bytesPerHour: 2000, hoursLeft: '19', unsent: 90 },
  );
  expect(visible({ ...later, acts: { saved: 9, received: 9 } })).toBe(now);
});

it.each([
  ['an act that is on its way', status({ acts: { saved: 8, received: 7 } })],
  ['another stage', status({ stage: 'closed' })],
  ['a pause', status({}, { paused: true })],
  ['a disk that runs out', status({}, { warn: true })],
  ['nothing more to be sent', status({}, { unsent: 0 })],
  ['a track without a piece yet', status({}, { tracks: [{ track: 'screen', pieces: 0, problem: null }] })],
  ['a track in trouble', status({}, { tracks: [{ track: 'screen', pieces: 3, problem: { code: 'X' } }] })],
])('%s is seen at once', (_, other) => {
  expect(visible(other)).not.toBe(now);
});

it('only the heads of a recording are no news', () => {
  expect(isCounter({ act: { type: 'recording-head' } } as Entry)).toBe(true);
  expect(isCounter({ act: { type: 'recording-gap' } } as Entry)).toBe(false);
});
