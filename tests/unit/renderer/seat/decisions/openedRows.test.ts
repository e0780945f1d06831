/** What the consolidation's screen points at, and which grounds it offers: the same that the room's rules know. */
import { describe, expect, it } from 'vitest';
import * as day from '../../../../../electron/rehearsal/day.ts';
import {
  isLookedAt,
  meansOf,
  openEvaluation,
  openedRows,
  sumsOf,
} from '../../../../../renderer/seat/decisions/openedRows.ts';
import { cellKey } from '../../../../../shared/evaluation/committee.ts';
import { changeGrounds } from '../../../../../shared/evaluation/consolidation.ts';
import type { Regime } from '../../../../../shared/project/model.ts';
import { copyOf, MEMBERS, playTo, roundIn, smallProject, verdictOn } from '../../../../simulator/room.ts';

const GROUNDS = ['objective-differs', 'outlier', 'tender-clause'] as const;

/** E5 is far above the others in the plan of B1, E4 far below in that of B2, and E3 differs in the objective item of B1. */
function scores(expert: string, bid: string, item: string): string {
  if (item === 'T1')
    return bid === 'B1' && expert === 'E5' ? '40' : bid === 'B2' && expert === 'E4' ? '1' : '20';
  return bid === 'B1' && expert === 'E3' ? '10' : '12';
}

const played = async (regime: Regime) =>
  (await playTo('consolidation', `opened ${regime}`, smallProject({ regime }), { scores })).room;

describe('opened scores', () => {
  it('are marked where the members differ or one is an outlier, with its side, and are found by it', async () => {
    const rows = openedRows(day.state(await played('tendering')));
    const found = (look: 'all' | 'differs' | 'outlier') =>
      rows.filter((row) => isLookedAt(row, look)).map(({ bid, item }) => `${bid} ${item.id}`);
    expect(found('all')).toEqual(['B1 T1', 'B1 T2', 'B2 T1', 'B2 T2', 'B3 T1', 'B3 T2']);
    expect(found('differs')).toEqual(['B1 T2']);
    expect(found('outlier')).toEqual(['B1 T1', 'B2 T1']);
    const sides = rows.flatMap((row) => [...row.outliers].map(([who, { side }]) => [row.bid, who, side]));
    expect(sides).toEqual([
      ['B1', 'E5', 'high'],
      ['B2', 'E4', 'low'],
    ]);
  });

  it('have the mean of what counts beside them, and every member’s sum below', async () => {
    const state = day.state(await played('tendering'));
    // Of 20, 20, 20, 20 and 40 the highest and a lowest are trimmed; of 12, 12, 10, 12 and 12 as well.
    const means = meansOf(openEvaluation(state));
    expect([means.get(cellKey('B1', 'T1')), means.get(cellKey('B1', 'T2'))]).toEqual(['20', '12']);
    expect(means.size).toBe(6);
    expect(Object.fromEntries(sumsOf(state, 'B1'))).toEqual({
      E1: '32',
      E2: '32',
      E3: '30',
      E4: '32',
      E5: '52',
    });
  });

  it('have no mean and no sum where one score is faulty', async () => {
    const room = await played('tendering');
    const state = copyOf(day.state(room));
    const faulty = state.rounds.at(-1)!.sheets.get('E2')!.values.get(cellKey('B1', 'T1'))!;
    Object.assign(faulty, { score: null, fault: 'out-of-range' });
    expect(openEvaluation(state)).toBeNull();
    expect(meansOf(null).size).toBe(0);
    expect(sumsOf(state, 'B1').has('E2')).toBe(false);
    expect(sumsOf(state, 'B1').get('E1')).toBe('32');
  });

  it.each<Regime>(['tendering', 'procurement'])(
    'may be changed on exactly those grounds that are offered (%s)',
    async (regime) => {
      const room = await played(regime);
      const grounds = changeGrounds(day.state(room));
      const offered = new Set<string>();
      for (const who of MEMBERS)
        for (const { key, bid, item } of openedRows(day.state(room))) {
          const score = roundIn(room).sheets.get(who)!.values.get(key)!.score!;
          const body = { round: 1, bid, item: item.id, from: score, to: score, reason: '理由' };
          const taken = GROUNDS.filter(
            (ground) => verdictOn(room, who, 'change', { ...body, ground }) === null,
          );
          expect(grounds(who, bid, item.id), `${who} ${bid} ${item.id}`).toEqual(taken);
          for (const ground of taken) offered.add(`${who} ${bid} ${item.id} ${ground}`);
        }
      expect(offered).toContain('E5 B1 T1 outlier');
      expect(offered).toContain('E1 B1 T2 objective-differs');
      expect(offered.has('E1 B1 T1 outlier')).toBe(false);
      expect([...offered].some((one) => one.endsWith('tender-clause'))).toBe(regime === 'tendering');
    },
  );
});
