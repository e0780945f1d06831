/** After the release: who may change what, and on which ground. */
import { describe, expect, it } from 'vitest';
import * as day from '../../electron/rehearsal/day.ts';
import { does } from '../../electron/rehearsal/people.ts';
import { cellKey } from '../../shared/evaluation/committee.ts';
import {
  attempt,
  goTo,
  MEMBERS,
  playTo,
  playToScores,
  roundIn,
  scoreAndSubmit,
  seatOf,
  send,
  signed,
  smallProject,
  verdictOn,
} from '../simulator/room.ts';

/** Released sheets, one of E5's scores being what no sheet allows. */
async function withFault(seed: string, score: string) {
  const play = await playToScores(seed, MEMBERS.slice(0, 4));
  const { room } = play;
  const cell = cellKey('B1', 'T1');
  day.scoreCell(room, seatOf(room, 'E5'), cell, score);
  scoreAndSubmit(room, 'E5');
  day.releaseAll(room);
  day.proceed(room);
  const value = () => roundIn(room).sheets.get('E5')!.values.get(cell)!;
  return { room, value };
}

describe('a value that can be read only now', () => {
  it.each([
    ['99', 'out-of-range'],
    ['-1', 'out-of-range'],
    ['7.25', 'off-step'],
  ])('of %s is flagged as %s; its author cannot mend it alone, a majority can', async (score, fault) => {
    const { room, value } = await withFault(`fault ${score}`, score);
    expect(value()).toMatchObject({ original: score, score: null, fault });
    const change = {
      round: 1,
      bid: 'B1',
      item: 'T1',
      from: score,
      to: '20',
      ground: 'outlier',
      reason: '笔误',
    } as const;
    expect(verdictOn(room, 'E5', 'change', change)).toBe('CHANGE_FAULT');
    const mend = {
      kind: 'mend',
      round: 1,
      member: 'E5',
      bid: 'B1',
      item: 'T1',
      score: '20',
      reason: '笔误',
    } as const;
    expect(verdictOn(room, 'S1', 'move', { motion: mend })).toBe('OFFICE');
    expect(verdictOn(room, 'E5', 'move', { motion: { ...mend, score: '41' } })).toBe('SCORE_OUT_OF_RANGE');
    expect(verdictOn(room, 'E5', 'move', { motion: { ...mend, member: 'E4' } })).toBe('MEND_SOUND');
    const motion = does(room.world, seatOf(room, 'E5'), 'move', { motion: mend });
    for (const who of ['E5', 'E1']) {
      does(room.world, seatOf(room, who), 'vote', { motion, yes: true, reason: '' });
      expect(attempt(room, who, 'vote', { motion, yes: true, reason: '' }).code).toBe('VOTE_TWICE');
    }
    expect(value().score).toBeNull();
    expect(verdictOn(room, 'E1', 'outcome', { kind: 'ranked', reason: '', ranking: null, matters: '' })).toBe(
      'CELL_FAULTY',
    );
    does(room.world, seatOf(room, 'E2'), 'vote', { motion, yes: true, reason: '' });
    expect(value()).toMatchObject({ original: score, score: '20', fault });
  });
});

describe('a change in consolidation', () => {
  const changeOf = (room: day.Room, who: string, item = 'T1') => {
    const from = roundIn(room).sheets.get(who)!.values.get(cellKey('B1', item))!.score!;
    return { round: 1, bid: 'B1', item, from, to: '30', reason: '理由' };
  };

  it('without a ground that the law knows is refused under procurement', async () => {
    const project = smallProject({ regime: 'procurement' });
    const { room } = await playTo('consolidation', 'r87 64', project, { scores: () => '20' });
    for (const ground of ['objective-differs', 'outlier', 'tender-clause'] as const)
      expect(verdictOn(room, 'E5', 'change', { ...changeOf(room, 'E5'), ground }), ground).toBe(
        'CHANGE_GROUND',
      );
    expect(
      verdictOn(room, 'E5', 'change', { ...changeOf(room, 'E5', 'T2'), ground: 'objective-differs' }),
    ).toBe('CHANGE_GROUND');
  });

  it('of somebody else’s score, from a value that it is not, or out of range is refused', async () => {
    const { room } = await playToScores('others score');
    await goTo(room, 'consolidation');
    const change = { ...changeOf(room, 'E5'), ground: 'tender-clause' } as const;
    expect(verdictOn(room, 'E5', 'change', change)).toBeNull();
    expect(verdictOn(room, 'E5', 'change', { ...change, from: '0.5' })).toBe('CHANGE_FROM');
    expect(verdictOn(room, 'E5', 'change', { ...change, to: '40.5' })).toBe('SCORE_OUT_OF_RANGE');
    expect(verdictOn(room, 'E5', 'change', { ...change, to: '30.25' })).toBe('SCORE_OUT_OF_RANGE');
    expect(verdictOn(room, 'E5', 'change', { ...change, round: 2 })).toBe('CELL_UNKNOWN');
    expect(send(room, signed(room, seatOf(room, 'S1'), 'change', change)).code).toBe('OFFICE');
  });
});
