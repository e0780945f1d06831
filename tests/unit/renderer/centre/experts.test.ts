/** What the centre shows of the experts, against numbers that a person can work out. */
import { beforeAll, describe, expect, it } from 'vitest';
import * as day from '../../../../electron/rehearsal/day.ts';
import { does } from '../../../../electron/rehearsal/people.ts';
import { expertSheet } from '../../../../renderer/centre/expertSheet.ts';
import { expertsView } from '../../../../renderer/centre/expertsView.ts';
import type { Entry } from '../../../../shared/journal/entry.ts';
import type { RoomState } from '../../../../shared/journal/state.ts';
import { playTo, seatOf, smallProject } from '../../../simulator/room.ts';

/** The plan of B1; everything else gets 10 of everybody. */
const PLAN: Readonly<Record<string, string>> = { E1: '20', E2: '21', E3: '22', E4: '23', E5: '40' };
const scores = (expert: string, bid: string, item: string): string =>
  bid === 'B1' && item === 'T1' ? PLAN[expert]! : '10';

let state: RoomState;
let entries: readonly Entry[];
beforeAll(async () => {
  const play = await playTo('consolidation', 'experts at the centre', smallProject(), { scores });
  const change = { round: 1, bid: 'B1', item: 'T1', from: '40', to: '32.5', reason: '看错一档' } as const;
  does(play.room.world, seatOf(play.room, 'E5'), 'change', { ...change, ground: 'outlier' });
  state = day.state(play.room);
  entries = play.entries;
});

describe('each expert against the others', () => {
  it('has exact sums, mean, distance and spread', () => {
    const e5 = expertsView(state, entries).find(({ who }) => who === 'E5')!;
    // Sums of B1: 30, 31, 32, 33 and 42.5; their median is 32, the distances 2, 1, 0, 1, 10.5.
    expect(e5.bids[0]).toEqual({ bid: 'B1', sum: '42.5', others: '31.5', distance: '11', spread: '1' });
    expect(e5.bids[1]).toEqual({ bid: 'B2', sum: '20', others: '20', distance: '0', spread: '0' });
    // His own sums are 42.5, 20 and 20.
    expect(e5.spread).toBe('0');
    const e1 = expertsView(state, entries).find(({ who }) => who === 'E1')!;
    expect(e1.bids[0]).toMatchObject({ sum: '30', others: '34.625', distance: '-4.625', spread: '1' });
  });

  it('from the first act on his sheet to its submission', () => {
    for (const { first, submitted } of expertsView(state, entries))
      expect(Date.parse(submitted!)).toBeGreaterThan(Date.parse(first!));
  });
});

describe('an expert’s sheet', () => {
  it('has every score, what it was before a change with ground and reason, and the middle of all', () => {
    const sheet = expertSheet(state, 'E5')!;
    expect(sheet.bids).toEqual(['B1', 'B2', 'B3']);
    expect(sheet.rows.map(({ item }) => item.id)).toEqual(['T1', 'T2']);
    const { value, median } = sheet.rows[0]!.cells.get('B1')!;
    expect(value).toMatchObject({
      original: '40',
      score: '32.5',
      changes: [{ from: '40', to: '32.5', ground: 'outlier', reason: '看错一档' }],
    });
    expect(median).toBe('22');
    expect(Object.fromEntries(sheet.sums)).toEqual({ B1: '42.5', B2: '20', B3: '20' });
  });

  it('is not there for who is no member', () => {
    expect(expertSheet(state, 'nobody')).toBeNull();
  });
});
