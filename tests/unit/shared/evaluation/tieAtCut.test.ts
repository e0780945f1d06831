/** What settles a tie at the last candidate's rank: any choice among the tied bids, in any order, beside those that are candidates anyway. */
import { beforeAll, expect, it } from 'vitest';
import * as day from '../../../../electron/rehearsal/day.ts';
import { settlesTie, type TieAtCut, tieAtCut } from '../../../../shared/evaluation/tieAtCut.ts';
import type { Motion } from '../../../../shared/journal/motion.ts';
import { type Play, playTo, smallProject, verdictOn } from '../../../simulator/room.ts';
import { threeTied } from '../../../simulator/tied.ts';

let play: Play;
let tie: TieAtCut;
beforeAll(async () => {
  play = await threeTied('choices');
  tie = tieAtCut(day.state(play.room))!;
});

it('names who is clear, who is tied, and how many places there are', () => {
  const { clear, tied, places } = tie;
  expect({ clear, tied, places }).toEqual({ clear: ['B1'], tied: ['B2', 'B3', 'B4'], places: 2 });
});

it.each([
  ['the order of the bids', ['B1', 'B2', 'B3'], true],
  ['another choice, another order', ['B1', 'B4', 'B2'], true],
  ['a tied bid before one that is clear', ['B2', 'B1', 'B3'], false],
  ['without one that is clear', ['B2', 'B3', 'B4'], false],
  ['too few', ['B1', 'B2'], false],
  ['too many', ['B1', 'B2', 'B3', 'B4'], false],
  ['one bid twice', ['B1', 'B2', 'B2'], false],
  ['a bid that nobody knows', ['B1', 'B2', 'B9'], false],
] as const)('%s', (_, candidates, fits) => {
  expect(settlesTie(tie, candidates)).toBe(fits);
  const motion: Motion = { kind: 'settle-tie', candidates: [...candidates], reason: '抽签' };
  expect(verdictOn(play.room, 'E2', 'move', { motion })).toBe(fits ? null : 'TIE_CHOICE');
});

it('is none where a shared rank makes no more candidates than there should be', async () => {
  const data = smallProject({ change: { candidates: 2 } });
  const { room } = await playTo('consolidation', 'no tie', data, { scores: () => '20' });
  expect(tieAtCut(day.state(room))).toBeNull();
  const motion: Motion = { kind: 'settle-tie', candidates: ['B1', 'B2'], reason: '抽签' };
  expect(verdictOn(room, 'E2', 'move', { motion })).toBe('TIE_CHOICE');
});
