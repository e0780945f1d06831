import { expect, it } from 'vitest';
import { markOf, type TrackLook } from '../../../../../renderer/seat/recording/mark.ts';
import { newTrack, type TroubleKind } from '../../../../../renderer/seat/recording/trackState.ts';
import type { SeatRecording } from '../../../../../shared/bridge/seat.ts';
import { refusal } from '../../../../../shared/refusal.ts';

const said: SeatRecording = {
  due: true,
  paused: false,
  rate: { screen: 5, camera: 15 },
  segmentSeconds: 120,
  tracks: [{ track: 'screen', segment: 1, pieces: 3, last: null, problem: null }],
  bytesPerHour: 0,
  hoursLeft: null,
  warn: false,
  unsent: 0,
};

const look = (data: number | null, trouble: TroubleKind | null = null, late = false): TrackLook => ({
  state: {
    ...newTrack('screen'),
    trouble,
    recorders: [{ id: 1, state: 'running', segment: 1, since: 0, data }],
  },
  devices: [],
  waiting: 0,
  late,
});

it('says “recording” only when every track has given something', () => {
  expect(markOf(said, true, [look(1), look(1)]).state).toBe('recording');
  expect(markOf(said, true, [look(1), look(null)]).state).toBe('starting');
  expect(markOf(said, true, []).state).toBe('starting');
});

it('says nothing where nothing is due, and that it is paused where the room is', () => {
  expect(markOf(null, true, [])).toEqual({ state: 'off', problem: null });
  expect(markOf({ ...said, due: false }, true, [])).toEqual({ state: 'off', problem: null });
  expect(markOf({ ...said, paused: true }, true, [look(null)]).state).toBe('paused');
});

it('one track in trouble is trouble, whatever the other does', () => {
  expect(markOf(said, true, [look(1), look(1, 'camera-lost')])).toEqual({
    state: 'trouble',
    problem: 'camera-lost',
  });
});

it('a station that is gone, refuses or does not answer comes before what a device lacks', () => {
  const full = refusal('DISK_FULL', '磁盘已满', 'The disk is full');
  const refused = { ...said, tracks: [{ ...said.tracks[0]!, problem: full }] };
  expect(markOf(said, false, [look(1, 'no-data')]).problem).toBe('gone');
  expect(markOf(refused, true, [look(1, 'no-data', true)]).problem).toEqual(full);
  expect(markOf(said, true, [look(1, 'no-data', true)]).problem).toBe('late');
});
