import { describe, expect, it } from 'vitest';
import type { Group, Item } from '../../../../shared/project/model.ts';
import { evaluate } from '../../../../shared/scoring/index.ts';
import { data, P1, ranked, scores } from './sample.ts';

const item = (id: string, max: string, more: Partial<Item> = {}): Item => ({
  id,
  name: id,
  by: 'experts',
  max,
  ...more,
});
const group = (items: readonly Item[], more: Partial<Group> = {}): Group => ({
  id: 'tech',
  name: '技术标',
  items,
  ...more,
});
const alone = (items: readonly Item[], more: Partial<Group> = {}) => ({ groups: [group(items, more)] });

const given = scores({
  B1: { T1: ['10', '20', '30', '40', '50'], T2: ['5', '4', '3', '2', '1'] },
  B2: { T1: '20', T2: '2' },
  B3: { T1: '10', T2: '1' },
});

describe('the mean of an item', () => {
  const items = [item('T1', '60'), item('T2', '40')];

  it('is over all experts where no trimming is named', () => {
    expect(ranked(data(alone(items)), { scores: given })['B1']!.items).toEqual({ T1: '30', T2: '3' });
  });

  it('leaves out the highest and lowest from so many experts on', () => {
    const trim = [{ experts: 5, high: 2, low: 0 }];
    const of = data({ ...alone(items), aggregate: { over: 'item', trim } });
    expect(ranked(of, { scores: given })['B1']!.items).toEqual({ T1: '20', T2: '2' });
  });

  it('is not trimmed below that number', () => {
    const trim = [{ experts: 6, high: 2, low: 0 }];
    const of = data({ ...alone(items), aggregate: { over: 'item', trim } });
    expect(ranked(of, { scores: given })['B1']!.items).toEqual({ T1: '30', T2: '3' });
  });

  it('is rounded at `mean` before it is added up', () => {
    const thirds = scores(
      {
        B1: { T1: ['1', '1', '2'], T2: ['1', '1', '2'] },
        B2: { T1: '0', T2: '0' },
        B3: { T1: '0', T2: '0' },
      },
      ['E1', 'E2', 'E3'],
    );
    const of = data({ ...alone(items), rounding: { mean: 1 } }, undefined, ['E1', 'E2', 'E3']);
    expect(ranked(of, { scores: thirds })['B1']).toMatchObject({
      items: { T1: '1.3', T2: '1.3' },
      total: '2.6',
    });
    const exact = data(alone(items), undefined, ['E1', 'E2', 'E3']);
    expect(ranked(exact, { scores: thirds })['B1']).toMatchObject({
      items: { T1: '1.333333' },
      total: '2.666667',
    });
  });

  it('does not count what reserves wrote', () => {
    const of = data({ ...alone(items), reserves: ['E5'] });
    expect(ranked(of, { scores: given })['B1']!.items).toEqual({ T1: '25', T2: '3.5' });
  });
});

describe('the mean of sheets', () => {
  const trim = [{ experts: 5, high: 1, low: 1 }];
  const sheet = { aggregate: { over: 'sheet' as const, trim } };

  it('trims whole sheets and shows no single item', () => {
    const of = data({ ...alone([item('T1', '60'), item('T2', '40')]), ...sheet });
    const sheets = scores({
      B1: { T1: ['10', '20', '30', '40', '50'], T2: ['40', '3', '3', '3', '0'] },
      B2: { T1: '0', T2: '0' },
      B3: { T1: '0', T2: '0' },
    });
    // Sums 50, 23, 33, 43, 50: without 23 and one 50, (50 + 33 + 43) / 3.
    expect(ranked(of, { scores: sheets })['B1']).toMatchObject({ items: {}, groups: { tech: '42' } });
  });

  it('adds the items that are not by experts to the mean', () => {
    const of = data({ ...alone([item('T1', '70'), P1]), ...sheet });
    const simple = scores({ B1: { T1: '50' }, B2: { T1: '40' }, B3: { T1: '30' } });
    expect(ranked(of, { scores: simple })['B1']).toMatchObject({
      items: { P1: '30' },
      groups: { tech: '80' },
    });
  });
});

describe('a pass mark', () => {
  it('is held against the experts’ sum before scaling and rounding', () => {
    const of = data({
      ...alone([item('T1', '60'), item('T2', '40')], { pass: '21.995' }),
      rounding: { group: 0 },
    });
    const near = scores({
      B1: { T1: '20', T2: '1.994' },
      B2: { T1: '20', T2: '1.995' },
      B3: { T1: '30', T2: '2' },
    });
    const { answer } = evaluate(of, { scores: near });
    expect(answer.bids[0]).toEqual({ bid: 'B1', status: 'unqualified', reason: 'BELOW_PASS' });
    expect(answer.bids[1]).toMatchObject({ bid: 'B2', status: 'ranked', total: '22' });
  });
});

describe('scaling to the best', () => {
  const scaled = alone([item('T1', '100')], { scale: 'best', max: '80' });

  it('gives the best qualified sum the group’s maximum', () => {
    const of = data(scaled);
    const found = ranked(of, { scores: scores({ B1: { T1: '30' }, B2: { T1: '40' }, B3: { T1: '10' } }) });
    expect([found['B1']!.total, found['B2']!.total, found['B3']!.total]).toEqual(['60', '80', '20']);
    expect(found['B1']!.items).toEqual({});
  });

  it('does not measure by a bid that is out', () => {
    const of = data({ ...scaled, ceiling: '110' });
    const found = ranked(of, { scores: scores({ B1: { T1: '30' }, B2: { T1: '40' }, B3: { T1: '10' } }) });
    expect(found['B1']!.total).toBe('80');
  });

  it('is 0 where the best sum is 0 or less', () => {
    const of = data(alone([item('T1', '100', { min: '-5' })], { scale: 'best', max: '80' }));
    const found = ranked(of, { scores: scores({ B1: { T1: '-1' }, B2: { T1: '0' }, B3: { T1: '-5' } }) });
    expect(Object.values(found).map((entry) => entry.total)).toEqual(['0', '0', '0']);
  });
});

it('refuses to make a mean of fewer scores than there are members', () => {
  expect(() => evaluate(data(), { scores: [] })).toThrow(RangeError);
});
