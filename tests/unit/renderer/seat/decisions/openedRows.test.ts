/** What the consolidation's screen points at, and which grounds it offers: the same that the room's rules know. */
import { describe, expect, it } from 'vitest';
import * as day from '../../../../../electron/rehearsal/day.ts';
import { isLookedAt, openedRows } from '../../../../../renderer/seat/decisions/openedRows.ts';
import { changeGrounds } from '../../../../../shared/evaluation/consolidation.ts';
import type { Regime } from '../../../../../shared/project/model.ts';
import { MEMBERS, playTo, roundIn, smallProject, verdictOn } from '../../../../simulator/room.ts';

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
