import { describe, expect, it } from 'vitest';
import { enterpriseScore } from '../../../../shared/integrity/enterpriseScore.ts';
import type {
  IntegrityRecord,
  Rulebook,
  RulebookItem,
  RulebookPart,
} from '../../../../shared/project/model.ts';
import { printed } from '../../../../shared/scoring/exact.ts';

const part = (id: string, more: Partial<RulebookPart> = {}): RulebookPart => ({
  id,
  name: id,
  weight: '1',
  base: '80',
  min: '0',
  max: '100',
  ...more,
});
const item = (code: string, points: string, more: Partial<RulebookItem> = {}): RulebookItem => ({
  code,
  part: 'm',
  name: code,
  points,
  months: 12,
  ...more,
});
const book = (items: readonly RulebookItem[], parts: readonly RulebookPart[] = [part('m')]): Rulebook => ({
  format: 'sealroom-rulebook/1',
  parts,
  items,
});
const record = (code: string, date: string, more: Partial<IntegrityRecord> = {}): IntegrityRecord => ({
  record: `${code} ${date}`,
  enterprise: 'C1',
  item: code,
  count: 1,
  date,
  ends: '',
  department: '',
  document: '',
  ...more,
});
const DAY = '2026-05-18';
const score = (rules: Rulebook, records: readonly IntegrityRecord[], day = DAY): string =>
  printed(enterpriseScore(rules, records, day).score);

it('is the base without records', () => {
  const parts = [part('m', { weight: '0.6' }), part('q', { weight: '0.4', base: '90' })];
  expect(score(book([], parts), [])).toBe('84');
});

describe('a record counts', () => {
  const rules = book([item('M1', '1')]);
  it.each([
    ['on its own day', record('M1', DAY), '81'],
    ['not before', record('M1', '2026-05-19'), '80'],
    ['on the last day of its months', record('M1', '2025-05-19'), '81'],
    ['not on the day after', record('M1', '2025-05-18'), '80'],
    ['the day before it was repaired', record('M1', '2026-01-01', { ends: '2026-05-19' }), '81'],
    ['not from the day of repair', record('M1', '2026-01-01', { ends: DAY }), '80'],
  ])('%s', (_, entry, expected) => {
    expect(score(rules, [entry])).toBe(expected);
  });

  it('until the last day of a month that has no such day', () => {
    const month = book([item('M1', '1', { months: 1 })]);
    const last = [record('M1', '2026-01-31')];
    expect(score(month, last, '2026-02-27')).toBe('81');
    expect(score(month, last, '2026-02-28')).toBe('80');
  });

  it('as often as it says', () => {
    expect(score(rules, [record('M1', DAY, { count: 3 }), record('M1', '2026-05-01')])).toBe('84');
    expect(score(rules, [record('M1', DAY, { count: 0 })])).toBe('80');
  });
});

describe('limits', () => {
  it('cap an item on both sides', () => {
    const rules = book([item('M1', '4', { cap: '6' }), item('M2', '-4', { cap: '6' })]);
    expect(score(rules, [record('M1', DAY, { count: 2 })])).toBe('86');
    expect(score(rules, [record('M2', DAY, { count: 2 })])).toBe('74');
  });

  it('cut a part after its items are added up, before it is weighted', () => {
    const parts = [
      part('m', { weight: '0.5', max: '90', min: '60' }),
      part('q', { weight: '0.5', base: '80' }),
    ];
    const rules = book([item('M1', '20'), item('M2', '-5'), item('Q1', '-50', { part: 'q' })], parts);
    expect(score(rules, [record('M1', DAY), record('M2', DAY)])).toBe('85');
    expect(score(rules, [record('M2', DAY, { count: 9 }), record('Q1', DAY)])).toBe('45');
  });
});

it('says of every record why it counts or not', () => {
  const rules = book([item('M1', '1')]);
  const records = [
    record('M1', '2026-05-01'),
    record('M1', '2026-06-01'),
    record('M1', '2020-01-01'),
    record('M1', '2026-05-01', { ends: '2026-05-02' }),
  ];
  const [first] = enterpriseScore(rules, records, DAY).parts[0]!.items;
  expect(first!.records.map(({ standing }) => standing)).toEqual(['counts', 'not-yet', 'expired', 'ended']);
  expect(first!.records[0]!.until).toBe('2027-05-01');
});
