import { describe, expect, it } from 'vitest';
import { afterChange, changed, FROM_SCORES, GOOD, refusalsOf } from './goodFolder.ts';

const SCORE = '{kind: deviation, above: "1.2", below: "0.8", floor: "0", units: exact}';
const codes = (found: readonly string[]): ReadonlySet<string> => new Set(found.map((f) => f.split(' ')[0]!));

describe('wrong form', () => {
  it.each(['1e2', '+1', '.5', '5.', '1,000', '', 'NaN', '１', ' 1'])('NOT_A_DECIMAL: %j', (text) => {
    expect(afterChange('full: "100"', `full: "${text}"`)).toEqual(['NOT_A_DECIMAL project.yaml:17']);
  });

  it.each(['-1', '1.0', '3.5', '', 'three'])('NOT_A_COUNT: %j', (text) => {
    expect(afterChange('candidates: 3', `candidates: "${text}"`)).toEqual(['NOT_A_COUNT project.yaml:15']);
  });

  it.each(['2026-02-29', '2026-13-01', '2026-5-18', '18.05.2026', ''])('NOT_A_DATE: %j', (text) => {
    expect(afterChange('evaluatedOn: 2026-05-18', `evaluatedOn: "${text}"`)).toEqual([
      'NOT_A_DATE project.yaml:14',
    ]);
  });

  it.each([
    '2026-05-18T09:30:00',
    '2026-05-18T09:30+08:00',
    '2026-05-18 09:30:00+08:00',
    '2026-05-18T24:00:00Z',
  ])('NOT_A_DATE: opened %j', (text) => {
    expect(afterChange('2026-05-18T09:30:00+08:00', text)).toEqual(['NOT_A_DATE project.yaml:13']);
  });

  it('in tables', () => {
    expect(refusalsOf(changed('scores.csv', '21.5', '21,5'.replace(',', 'x')))).toEqual([
      'NOT_A_DECIMAL scores.csv:3',
    ]);
    expect(refusalsOf(changed('integrity/records.csv', 'M01,2', 'M01,2.0'))).toEqual([
      'NOT_A_COUNT integrity/records.csv:2',
    ]);
    expect(refusalsOf(changed('integrity/records.csv', '2026-05-19', '2026-05-32'))).toEqual([
      'NOT_A_DATE integrity/records.csv:3',
    ]);
    expect(refusalsOf(changed('integrity/enterprises.csv', '2020-01-01', 'x'))).toEqual([
      'NOT_A_DATE integrity/enterprises.csv:2',
    ]);
  });
});

describe('VALUE: not one of the allowed words', () => {
  it.each([
    ['kind: works', 'kind: work'],
    ['regime: tendering', 'regime: Tendering'],
    ['method: comprehensive', 'method: best'],
    ['over: item', 'over: items'],
    ['stage: form', 'stage: final'],
    ['by: price', 'by: prices'],
    ['kind: mean', 'kind: median'],
    ['kind: deviation', 'kind: gap'],
    ['units: exact', 'units: half'],
    ['from: records', 'from: files'],
    ['ties: [price', 'ties: [name'],
    ['pass: "24"', 'scale: worst'],
    ['pass: "24"', 'scale: worst\n    max: "40"'],
    ['applies: true', 'applies: maybe'],
    ['  bonus', '  over: all\n  bonus'],
    ['from: records', 'from: records\n  convert: worst'],
  ])('%s -> %s', (from, to) => {
    expect(codes(afterChange(from, to))).toEqual(new Set(['VALUE']));
  });

  it.each([
    ['committee.csv', 'owner', 'chair'],
    ['bids.csv', ',none', ','],
    ['reviews.csv', 'yes', 'true'],
    ['integrity/enterprises.csv', ',listed\n', ',expired\n'],
    ['committee.csv', 'E9,丁', ',丁'],
  ])('in %s: %s -> %s', (file, from, to) => {
    const texts = changed(file, from, to, changed('project.yaml', 'reserves: [E9]\n', ''));
    const found = refusalsOf(texts).filter((refusal) => !/^(SCORE|REVIEW)_MISSING/.test(refusal));
    expect(codes(found)).toEqual(new Set(['VALUE']));
  });
});

describe('VALUE: out of range', () => {
  it.each([
    ['full: "100"', 'full: "0"'],
    ['ceiling: "38000000.00"', 'ceiling: "0.00"'],
    ['lot: "1"', 'budget: "-1"'],
    ['lot: "1"', 'lot: ""'],
    ['times: "0.97"', 'times: "0"'],
    ['step: "0.5"', 'step: "0"'],
    ['kind: mean,', 'kind: blend, share: "1.01",'],
    ['kind: mean,', 'kind: blend, share: "0.3", ceilingTimes: "-0.9",'],
    ['within: "0.15"', 'within: "-0.01"'],
    ['above: "1.2"', 'above: "-1.2"'],
    ['below: "0.8"', 'below: "-0.8"'],
    ['bonus: {small: "0.03"}', 'bonus: {small: "-0.03"}'],
    ['bonus: {small: "0.03"}', 'deduct: {small: "1"}'],
    ['bonus: {small: "0.03"}', 'deduct: {consortium: "-0.01"}'],
    ['min: "1"', 'min: "25.5"'],
    ['rounding: {mean: 2', 'rounding: {mean: 1000000'],
    ['tiers: [[优, "20", "25"]]', 'tiers: [[优, "20"]]'],
    [
      '{kind: mean, drop: [{bids: 6, high: 1, low: 0}], within: "0.15", times: "0.97"}',
      '{kind: fixed, value: "0"}',
    ],
    [SCORE, '{kind: points, points: []}'],
    [SCORE, '{kind: points, points: [["0", "30.5"]]}'],
    [SCORE, '{kind: points, points: [["0", "-1"]]}'],
    [SCORE, '{kind: points, points: [["0", "1"], ["0.0", "2"]]}'],
    [SCORE, '{kind: points, points: [["0"]]}'],
    ['pass: "24"', 'scale: best\n    max: "-1"'],
    ['    name: 投标报价\n', '    name: 投标报价\n    pass: "1"\n'],
    ['    name: 投标报价\n', '    name: 投标报价\n    scale: best\n    max: "30"\n'],
  ])('%s -> %s', (from, to) => {
    expect(codes(afterChange(from, to))).toContain('VALUE');
    expect(codes(afterChange(from, to))).not.toContain('KEY_UNKNOWN');
  });

  it('the edges are inside', () => {
    for (const [from, to] of [
      ['within: "0.15"', 'within: "0"'],
      ['kind: mean,', 'kind: blend, share: "1",'],
      ['bonus: {small: "0.03"}', 'deduct: {small: "0", consortium: "0.99"}'],
      [SCORE, '{kind: points, points: [["-0.1", "0"], ["0", "30"]]}'],
      ['min: "1"', 'min: "-1"'],
    ] as const) {
      expect(afterChange(from, to)).toEqual([]);
    }
  });

  it('a price of 0 or less, a bid’s', () => {
    expect(refusalsOf(changed('bids.csv', '35000000', '0.00'))).toEqual(['VALUE bids.csv:2']);
    expect(refusalsOf(changed('bids.csv', '35000000', '-5'))).toEqual(['VALUE bids.csv:2']);
  });

  it('integrity scores and what stands for a missing one, from 0 to 100', () => {
    expect(refusalsOf(changed('integrity/scores.csv', '80.5', '100.01', FROM_SCORES))).toEqual([
      'VALUE integrity/scores.csv:2',
    ]);
    for (const missing of ['100.5', '-1', 'none']) {
      const texts = changed(
        'project.yaml',
        'from: scores',
        `from: scores\n  missing: "${missing}"`,
        FROM_SCORES,
      );
      expect(refusalsOf(texts)).toEqual(['VALUE project.yaml:43']);
    }
  });

  it.each([
    ['weight: "0.6"', 'weight: "1.1"'],
    ['base: "80"', 'base: "101"'],
    ['min: "0"', 'min: "81"'],
    ['min: "0"', 'min: "-1"'],
    ['max: "100"', 'max: "100.5"'],
    ['cap: "6"', 'cap: "-6"'],
  ])('in the rulebook: %s -> %s', (from, to) => {
    expect(codes(refusalsOf(changed('integrity/rulebook.yaml', from, to)))).toContain('VALUE');
  });

  it('a count that is no longer exact as a number', () => {
    expect(refusalsOf(changed('integrity/records.csv', 'M01,2', 'M01,9007199254740993'))).toEqual([
      'VALUE integrity/records.csv:2',
    ]);
  });
});

describe('ENTERPRISE_CODE', () => {
  it.each([
    ['bids.csv', '91370102MA0002100X', '913701'],
    ['bids.csv', '91370102MA0002100X', '91370102MA00021000'],
    ['bids.csv', '91370102MA0002100X', '91370102ma0002100x'],
    ['integrity/enterprises.csv', '91370102MA0002100X', ''],
    ['integrity/records.csv', '91370102MA0002100X', '91370102MA00021OOX'],
  ])('in %s', (file, from, to) => {
    const found = refusalsOf(changed(file, from, to));
    expect(found).toEqual([`ENTERPRISE_CODE ${file}:2`]);
  });

  it('two different wrong codes are not called a repetition', () => {
    const texts = { ...GOOD, 'bids.csv': 'bid,name,enterprise,price,sme\nB1,,x,1,none\nB2,,y,1,none\n' };
    expect(refusalsOf(texts)).toEqual(['ENTERPRISE_CODE bids.csv:2', 'ENTERPRISE_CODE bids.csv:3']);
  });
});
