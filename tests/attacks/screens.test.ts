import { describe, expect, it } from 'vitest';
import * as day from '../../electron/rehearsal/day.ts';
import { does, enter } from '../../electron/rehearsal/people.ts';
import type { Segment } from '../../shared/recording/manifest.ts';
import { segmentName } from '../../shared/recording/track.ts';
import { segmentInFile } from '../playback/segmentFile.ts';
import { goTo, scoreAndSubmit, seatOf } from '../simulator/room.ts';

import {
  abort,
  admittedAt,
  checkAtCentre,
  complete,
  exchange,
  explainTheRest,
  folder,
  nobody,
  ownKey,
  recorded,
  recordScreen,
  released,
  sessionOf,
  verdictOn,
} from './recordedScreen.ts';

describe('in a completed room', () => {
  it('a screen opens with the scores, and is whole', async () => {
    const { play, row } = await released('whole');
    await complete(play);
    expect((await verdictOn(play, [row])).check).toMatchObject({ result: 'PASS', count: 1 });
    expect(await checkAtCentre(play, row)).toMatchObject({ state: 'fits' });
  });

  it('a screen that the host has exchanged for a file of nobody’s is named with its time', async () => {
    const { play, row } = await released('exchanged');
    await complete(play);
    const { check, notes } = await verdictOn(play, [exchange(play, row)]);
    expect(check).toMatchObject({ result: 'FAIL', reason: { code: 'SEGMENT_LOCKED' } });
    expect(notes).toContain(`recording ${segmentName(row)}: `);
    expect(notes).toContain(`(${row.from} to ${row.to})`);
    expect(notes).not.toMatch(/stay closed/);
    expect(await checkAtCentre(play, exchange(play, row))).toMatchObject({
      state: 'fault',
      refusals: [{ code: 'SEGMENT_LOCKED' }],
    });
  });

  it('a screen that its seat has encrypted to nobody is named', async () => {
    const { play, row } = await released('to nobody', () => nobody);
    await complete(play);
    expect((await verdictOn(play, [row])).check).toMatchObject({
      result: 'FAIL',
      reason: { code: 'SEGMENT_LOCKED', where: segmentName(row) },
    });
  });

  it('the screen of a replaced member stays closed, and no other', async () => {
    const play = await recorded('replaced');
    await goTo(play.room, 'scoring');
    await day.exchangeKeys(play.room);
    const row = recordScreen(play, 'E5', ownKey(play, 'E5'));
    explainTheRest(play, 'E5');
    const act = does(play.room.world, seatOf(play.room, 'E5'), 'recuse', {
      ground: 'tie',
      reason: '系亲属关系',
    });
    await day.substitute(play.room, 'E5', { kind: 'recusal', act });
    await goTo(play.room, 'scoring').catch(() => undefined);
    day.commit(play.room);
    day.read(play.room);
    day.review(play.room);
    await goTo(play.room, 'scoring');
    await day.exchangeKeys(play.room);
    day.scoreAll(play.room);
    const other = recordScreen(play, 'E1', ownKey(play, 'E1'));
    explainTheRest(play, 'E1');
    day.releaseAll(play.room);
    await complete(play);
    const kept = await verdictOn(play, [row, other]);
    expect(kept.check).toMatchObject({ result: 'PASS', count: 2 });
    expect(kept.notes).toMatch(/1 segments of recorded screens stay closed/);
    expect(await checkAtCentre(play, row)).toMatchObject({ state: 'digest' });
    expect((await verdictOn(play, [row, exchange(play, other)])).check).toMatchObject({
      result: 'FAIL',
      reason: { code: 'SEGMENT_LOCKED', where: segmentName(other) },
    });
  });

  it('a screen whose key stayed at a seat that its expert has left is named, and can be checked by nobody', async () => {
    const play = await recorded('left');
    const row = recordScreen(play, 'E1', nobody);
    explainTheRest(play, 'E1');
    play.room.seats.set('E1', await enter(play.room.world, play.room.supervisor, 'E1', '9'));
    await goTo(play.room, 'scoring');
    await day.exchangeKeys(play.room);
    day.scoreAll(play.room);
    const after = recordScreen(play, 'E1', ownKey(play, 'E1'));
    explainTheRest(play, 'E1');
    day.releaseAll(play.room);
    await complete(play);
    expect((await verdictOn(play, [row, after])).check).toMatchObject({
      result: 'NOT CHECKED',
      reason: { code: 'NOT_CHECKED', where: segmentName(row) },
    });
    expect((await verdictOn(play, [row, exchange(play, after)])).check).toMatchObject({
      result: 'FAIL',
      reason: { code: 'SEGMENT_LOCKED', where: segmentName(after) },
    });
  });
});

describe('of a file that its seat could not close', () => {
  it('the row says what stands in it: time that was not recorded cannot be told away', async () => {
    const play = await recorded('open');
    const session = sessionOf(play, 'E1');
    const { room, admitted } = { room: day.state(play.room).room!, admitted: admittedAt(play, session) };
    await goTo(play.room, 'scoring');
    await day.exchangeKeys(play.room);
    const of = { session, track: 'screen', segment: 1, room, from: admitted, seconds: 60 } as const;
    const more = { pieceMs: 250, point: ownKey(play, 'E1'), mime: 'video/webm' };
    const { row, heads } = segmentInFile(folder, { ...of, ...more, webm: new Uint8Array(24_000) }, 'open');
    const { from, to, pieces } = row;
    const body = {
      track: 'screen',
      segment: 1,
      pieces: pieces.length,
      head: heads.at(-1)!,
      from,
      to,
    } as const;
    does(play.room.world, seatOf(play.room, 'E1'), 'recording-head', body);
    explainTheRest(play, 'E1');
    abort(play);
    expect((await verdictOn(play, [row])).check).toMatchObject({
      result: 'FAIL',
      reason: { code: 'RECORDING_HOLE' },
    });
    const spread = pieces.map(([length, , mono], i): Segment['pieces'][number] => [
      length,
      admitted + (i + 1) * 3900,
      mono,
    ]);
    const began = new Date(admitted - 1000).toISOString();
    for (const told of [{ pieces: spread }, { from: began }, { mime: 'video/mp4' }])
      expect((await verdictOn(play, [{ ...row, ...told }])).check, Object.keys(told).join()).toMatchObject({
        result: 'FAIL',
        reason: { code: 'SEGMENT_ALTERED', where: segmentName(row) },
      });
  });
});

describe('in an aborted room', () => {
  it('a screen stays closed where the scores never came out', async () => {
    const play = await recorded('aborted');
    await goTo(play.room, 'scoring');
    await day.exchangeKeys(play.room);
    scoreAndSubmit(play.room, 'E1');
    const row = recordScreen(play, 'E1', ownKey(play, 'E1'));
    explainTheRest(play, 'E1');
    abort(play);
    const { check, notes } = await verdictOn(play, [row]);
    expect(check).toMatchObject({ result: 'PASS', count: 1 });
    expect(notes).toMatch(/1 segments of recorded screens stay closed/);
  });

  it('a screen opens where they had come out before', async () => {
    const { play, row } = await released('aborted late');
    abort(play);
    expect((await verdictOn(play, [row])).check).toMatchObject({ result: 'PASS', count: 1 });
    expect((await verdictOn(play, [exchange(play, row)])).check).toMatchObject({
      result: 'FAIL',
      reason: { code: 'SEGMENT_LOCKED' },
    });
  });

  it('a screen of a round that came out opens, and that of the one that was broken off stays closed', async () => {
    const { play, row } = await released('aborted again');
    const { room } = play;
    day.proceed(room);
    const act = does(room.world, seatOf(room, room.minds.chair), 'back', {
      to: 'scoring',
      reason: '评分标准理解有误',
    });
    does(room.world, room.supervisor, 'witness', { act });
    await day.exchangeKeys(room);
    const again = recordScreen(play, 'E1', ownKey(play, 'E1', 2), 2);
    explainTheRest(play, 'E1');
    abort(play);
    const { check, notes } = await verdictOn(play, [row, again]);
    expect(check).toMatchObject({ result: 'PASS', count: 2 });
    expect(notes).toMatch(/1 segments of recorded screens stay closed/);
    expect((await verdictOn(play, [exchange(play, row), again])).check).toMatchObject({
      result: 'FAIL',
      reason: { code: 'SEGMENT_LOCKED', where: segmentName(row) },
    });
  });
});
