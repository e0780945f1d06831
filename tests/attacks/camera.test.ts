/**
 * PROTOCOL, "Recording": camera and sound go to the recipient whose identity the bag holds. A seat that encrypts them to somebody else has recorded
 * nothing that the centre can see, and the room waits for it as for what is missing.
 */
import { expect, test } from 'vitest';
import * as day from '../../electron/rehearsal/day.ts';
import { segmentName } from '../../shared/recording/track.ts';
import { goTo } from '../simulator/room.ts';
import {
  abort,
  checkAtCentre,
  complete,
  explainTheRest,
  lackingOf,
  nobody,
  other,
  recordCamera,
  recorded,
  verdictOn,
} from './recordedScreen.ts';

/** Played to the released scores, with one member's camera in the journal. */
async function filmed(seed: string, point?: Uint8Array) {
  const play = await recorded(seed);
  await goTo(play.room, 'scoring');
  await day.exchangeKeys(play.room);
  day.scoreAll(play.room);
  const row = recordCamera(play, 'E1', point);
  explainTheRest(play, 'E1', 'camera');
  return { play, row };
}

test('what is encrypted to the opening’s recipient is whole for room, verifier and centre', async () => {
  const { play, row } = await filmed('camera');
  day.releaseAll(play.room);
  await complete(play);
  expect(await lackingOf(play, row)).toEqual([]);
  expect((await verdictOn(play, [row])).check).toMatchObject({ result: 'PASS', count: 1 });
  expect(await checkAtCentre(play, row)).toMatchObject({ state: 'fits' });
});

test('what a seat has encrypted to somebody else is lacking in the room, and fails with its name wherever it is looked at', async () => {
  const { play, row } = await filmed('camera to another', nobody);
  day.releaseAll(play.room);
  await complete(play);
  expect(await lackingOf(play, row)).toEqual(['SEGMENT_LOCKED']);
  expect((await verdictOn(play, [row])).check).toMatchObject({
    result: 'FAIL',
    reason: { code: 'SEGMENT_LOCKED', where: segmentName(row) },
  });
  expect(await checkAtCentre(play, row)).toMatchObject({
    state: 'fault',
    refusals: [{ code: 'SEGMENT_LOCKED' }],
  });
});

test('a room that was broken off excuses no camera, as it does its screens', async () => {
  const { play, row } = await filmed('camera broken off', nobody);
  abort(play);
  expect(await lackingOf(play, row)).toEqual(['SEGMENT_LOCKED']);
  const { check, notes } = await verdictOn(play, [row]);
  expect(check).toMatchObject({ result: 'FAIL', reason: { code: 'SEGMENT_LOCKED' } });
  expect(notes).not.toMatch(/stay closed/);
});

test('a host that puts the other identity into the bag is found out by the opening', async () => {
  const { play, row } = await filmed('camera of two', nobody);
  day.releaseAll(play.room);
  await complete(play);
  expect((await verdictOn(play, [row], other)).check).toMatchObject({
    result: 'FAIL',
    reason: { code: 'RECORDING_IDENTITY' },
  });
});
