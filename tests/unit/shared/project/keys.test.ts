import { describe, expect, it } from 'vitest';
import { afterChange, changed, GOOD, readTexts, refusalsOf } from './goodFolder.ts';

const MISSING = ['KEY_MISSING project.yaml:1'];
const SCORE = 'score: {kind: deviation, above: "1.2", below: "0.8", floor: "0", units: exact}';
const BENCHMARK =
  'benchmark: {kind: mean, drop: [{bids: 6, high: 1, low: 0}], within: "0.15", times: "0.97"}';

describe('FORMAT', () => {
  it('a name or version that is not known', () => {
    expect(afterChange('sealroom-project/1', 'sealroom-project/2')).toEqual(['FORMAT project.yaml:1']);
    expect(refusalsOf(changed('integrity/rulebook.yaml', 'sealroom-rulebook/1', 'rules'))).toEqual([
      'FORMAT integrity/rulebook.yaml:1',
    ]);
  });
});

describe('KEY_MISSING', () => {
  it.each([
    'format: sealroom-project/1\n',
    'code: DEMO-2026-001\n',
    'name: 某县第二中学教学楼施工\n',
    'kind: works\n',
    'regime: tendering\n',
    'opened: 2026-05-18T09:30:00+08:00\n',
    'evaluatedOn: 2026-05-18\n',
    'candidates: 3\n',
    'method: comprehensive\n',
    'full: "100"\n',
    ', stage: form',
    ', by: price',
    ', max: "30"',
    '    name: 投标报价\n',
    'experts: 3, ',
    'bids: 6, ',
    'kind: mean, ',
    'kind: deviation, ',
    'above: "1.2", ',
    '  applies: true\n',
  ])('%s', (text) => {
    expect(afterChange(text, '').filter((found) => found.startsWith('KEY_MISSING'))).toEqual(MISSING);
  });

  it('from, where the integrity method applies', () => {
    expect(afterChange('  from: records\n', '')).toEqual(MISSING);
  });

  it('benchmark and score, where an item is by price', () => {
    expect(afterChange(`  ${BENCHMARK}\n`, '')).toEqual(MISSING);
    expect(afterChange(`  ${SCORE}\n`, '')).toEqual(MISSING);
  });

  it('price, where the method is lowestPrice', () => {
    const lowest = changed('project.yaml', 'method: comprehensive', 'method: lowestPrice');
    const unpriced = changed(
      'project.yaml',
      'price:\n  bonus',
      'integrity:\n  applies: false\nrest:\n  bonus',
      lowest,
    );
    expect(refusalsOf(unpriced)).toContain('KEY_MISSING project.yaml:1');
  });

  it('a ceiling, where the benchmark is a blend', () => {
    const blend = changed('project.yaml', '{kind: mean,', '{kind: blend, share: "0.3",');
    expect(refusalsOf(blend)).toEqual([]);
    expect(refusalsOf(changed('project.yaml', 'ceiling: "38000000.00"\n', '', blend))).toEqual(MISSING);
  });

  it('max, on a group with scale: best', () => {
    expect(afterChange('pass: "24"', 'scale: best')).toEqual(MISSING);
  });

  it('in the rulebook', () => {
    expect(refusalsOf(changed('integrity/rulebook.yaml', ', weight: "0.6"', ''))).toEqual([
      'KEY_MISSING integrity/rulebook.yaml:1',
    ]);
  });
});

describe('KEY_UNKNOWN', () => {
  it.each([
    ['a key that nothing knows', 'lot: "1"', 'lots: "1"', 4],
    ['drop with lowest', 'kind: mean, drop', 'kind: lowest, drop', 38],
    ['units with ratio', SCORE, 'score: {kind: ratio, units: exact}', 39],
    ['max on a group without scale', 'pass: "24"', 'max: "24"', 26],
    ['missing with from: records', 'from: records', 'from: records\n  missing: zero', 43],
    ['a step on an item that is not by experts', 'by: price, max', 'by: price, step: "1", max', 32],
    ['a bonus for a kind of firm that is none', 'bonus: {small', 'bonus: {large', 37],
    ['a rounding point that is none', 'rounding: {mean', 'rounding: {means', 18],
    ['a merge key', 'lot: "1"', '<<: {lot: "1"}', 4],
  ])('%s', (_, from, to, line) => {
    const found = afterChange(from, to);
    expect(new Set(found)).toEqual(new Set([`KEY_UNKNOWN project.yaml:${line}`]));
  });
});

describe('keys that are optional', () => {
  it.each([
    'lot: "1"\n',
    'currency: CNY\n',
    'owner: 某县教育局\n',
    'notice: [某公共资源交易平台, 2026-04-20]\n',
    'reserves: [E9]\n',
    'thresholds: {outlier: "3", lowPrice: {mean: "0.5"}}\n',
    'ceiling: "38000000.00"\n',
    'rounding: {mean: 2, price: 2, integrity: 2, total: 2}\n',
    'aggregate: {over: item, trim: [{experts: 3, high: 1, low: 1}]}\n',
    'ties: [price, "group:tech"]\n',
    '    pass: "24"\n',
    ', min: "1"',
    ', step: "0.5"',
    ', objective: true',
    '  bonus: {small: "0.03"}\n',
    'drop: [{bids: 6, high: 1, low: 0}], ',
    'within: "0.15", ',
    ', times: "0.97"',
    'floor: "0", ',
    ', units: exact',
  ])('%s', (text) => {
    const found = afterChange(text, '').filter((refusal) => !/^(SCORE|REVIEW)_MISSING/.test(refusal));
    expect(found).toEqual([]);
  });

  it('take the contract’s values where they are absent', () => {
    const result = readTexts(changed('project.yaml', ', floor: "0", units: exact', ''));
    expect(result.ok && result.value.data.project.price).toMatchObject({
      over: 'responsive',
      score: { floor: '0', units: 'exact' },
    });
    expect(result.ok && result.value.data.project.integrity).toEqual({
      applies: true,
      from: 'records',
      convert: 'proportion',
    });
  });

  it('cap, in the rulebook', () => {
    expect(refusalsOf(changed('integrity/rulebook.yaml', ', cap: "6"', ''))).toEqual([]);
  });

  it('the whole of integrity: it then does not apply', () => {
    const texts = changed('project.yaml', 'integrity:\n  applies: true\n  from: records\n', '');
    expect(refusalsOf(texts)).toEqual(['INTEGRITY_WEIGHT project.yaml:35']);
  });

  it('groups, under lowestPrice', () => {
    const lowest = GOOD['project.yaml']!.replace('method: comprehensive', 'method: lowestPrice')
      .replace(/groups:[\s\S]*price:\n {2}bonus/, 'price:\n  bonus')
      .replace(', "group:tech"', '')
      .replace('applies: true', 'applies: false');
    expect(refusalsOf({ ...GOOD, 'project.yaml': lowest, 'scores.csv': 'expert,bid,item,score\n' })).toEqual(
      [],
    );
  });
});
