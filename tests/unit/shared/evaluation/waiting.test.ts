/** Since when the room, or a member, waits: since the act that changed what is waited for, not since the phase began. */
import { describe, expect, it } from 'vitest';
import * as day from '../../../../electron/rehearsal/day.ts';
import { does, enter } from '../../../../electron/rehearsal/people.ts';
import { keyWaitsFor, memberWaitsSince, waitingSince } from '../../../../shared/evaluation/waiting.ts';
import type { ActType, Phase } from '../../../../shared/journal/acts.ts';
import {
  arrived,
  attempt,
  MEMBERS,
  type Play,
  playTo,
  playToScores,
  scoreAndSubmit,
  seatOf,
} from '../../../simulator/room.ts';

const since = ({ room, entries }: Play, of?: Phase) => waitingSince(day.state(room), entries, of);
const own = ({ room, entries }: Play, me: string, on: 'seat' | 'recusal' | 'key') =>
  memberWaitsSince(day.state(room), entries, me, on);
/** When the newest act of the type was recorded. */
const newest = ({ entries }: Play, type: ActType) => entries.findLast(({ act }) => act.type === type)?.at;
const begun = ({ room }: Play) => day.state(room).phaseSince;
const commits = ({ room }: Play, who: string) =>
  does(room.world, seatOf(room, who), 'commit', { text: room.world.pkg.digest, recording: true });

describe('the room waits', () => {
  it('for sheets since the last one came, and for what comes after the last sheet since then', async () => {
    const play = await playToScores('sheets');
    expect(since(play)).toBe(begun(play));
    for (const who of MEMBERS) {
      scoreAndSubmit(play.room, who);
      expect(since(play)).toBe(newest(play, 'submit'));
      expect(since(play)).not.toBe(begun(play));
    }
    day.releaseAll(play.room);
    expect(since(play)).toBe(newest(play, 'release'));
    day.proceed(play.room);
    expect(since(play)).toBe(begun(play));
  });

  it('for people since the last one was admitted, then for commitments since the last one', async () => {
    const play = await arrived('arrived');
    expect(since(play)).toBe(newest(play, 'admit'));
    day.proceed(play.room);
    day.tellNames(play.room);
    expect(since(play)).toBe(newest(play, 'announce'));
    commits(play, 'E1');
    expect(since(play)).toBe(newest(play, 'commit'));
    const first = since(play);
    day.commit(play.room);
    expect(since(play)).toBe(newest(play, 'commit'));
    expect(since(play)).not.toBe(first);
  });

  it('for votes, for readers, for signatures since the last one', async () => {
    const play = await playTo('chair', 'votes');
    for (const who of ['E1', 'E2', 'E3']) {
      does(play.room.world, seatOf(play.room, who), 'ballot', { round: 1, chair: 'E1' });
      expect(since(play)).toBe(newest(play, 'ballot'));
    }
    expect(since(play, 'reading')).toBe(begun(play));
    day.proceed(play.room);
    day.read(play.room);
    expect(since(play)).toBe(newest(play, 'read'));
    const late = await playTo('consolidation', 'signatures');
    day.conclude(late.room);
    expect(since(late)).toBe(newest(late, 'outcome'));
    await day.report(late.room, async () => 'ab'.repeat(32));
    expect(since(late)).toBe(newest(late, 'report'));
    does(late.room.world, seatOf(late.room, 'E2'), 'sign', { report: 'ab'.repeat(32) });
    expect(since(late)).toBe(newest(late, 'sign'));
  });

  it('anew after a pause, and not since an act without effect', async () => {
    const play = await playTo('chair', 'pause');
    const vote = { round: 1, chair: 'E1' };
    expect(attempt(play.room, 'E1', 'ballot', vote).code).toBeNull();
    const voted = since(play);
    expect(attempt(play.room, 'E1', 'ballot', vote)).toMatchObject({
      appended: true,
      code: expect.anything(),
    });
    expect(newest(play, 'ballot')).not.toBe(voted);
    expect(since(play)).toBe(voted);
    const { world, supervisor } = play.room;
    does(world, supervisor, 'pause', { reason: '午餐', present: ['E1'] });
    expect(since(play)).toBe(voted);
    does(world, supervisor, 'resume', { present: ['E1'] });
    expect(since(play)).toBe(newest(play, 'resume'));
  });
});

describe('a member waits', () => {
  it('since his own admission, whoever came after him', async () => {
    const play = await arrived('seated');
    const admission = play.entries.filter(({ act }) => act.type === 'admit')[1]!.at;
    expect(own(play, 'E2', 'seat')).toBe(admission);
    expect(own(play, 'E5', 'seat')).not.toBe(admission);
    await enter(play.room.world, play.room.supervisor, 'E2', '9');
    expect(own(play, 'E2', 'seat')).toBe(newest(play, 'admit'));
  });

  it('for a substitute since he recused himself', async () => {
    const play = await playTo('commitment', 'recused');
    day.tellNames(play.room);
    day.commit(play.room, ['E3']);
    expect(own(play, 'E3', 'recusal')).toBe(newest(play, 'recuse'));
    expect(own(play, 'E3', 'recusal')).not.toBe(newest(play, 'commit'));
    expect(own(play, 'E1', 'recusal')).toBeNull();
  });

  it('for those whose seats have not confirmed the key that he dealt', async () => {
    const play = await playTo('scoring', 'dealt');
    const { room } = play;
    expect(keyWaitsFor(day.state(room), 'E1')).toEqual([]);
    expect(own(play, 'E1', 'key')).toBe(begun(play));
    const dealing = await seatOf(room, 'E1').keeper.dealing(day.state(room));
    does(room.world, seatOf(room, 'E1'), 'deal', dealing!);
    expect(keyWaitsFor(day.state(room), 'E1')).toEqual(['E2', 'E3', 'E4', 'E5']);
    expect(own(play, 'E1', 'key')).toBe(newest(play, 'deal'));
    for (const { type, body } of await seatOf(room, 'E3').keeper.answers(day.state(room)))
      does(room.world, seatOf(room, 'E3'), type, body as never);
    expect(keyWaitsFor(day.state(room), 'E1')).toEqual(['E2', 'E4', 'E5']);
    expect(own(play, 'E1', 'key')).toBe(newest(play, 'share-ok'));
    expect(own(play, 'E2', 'key')).toBe(begun(play));
  });
});
