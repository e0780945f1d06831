import { describe, expect, it } from 'vitest';
import { locator } from '../../../../shared/regulations/places.ts';
import { readRegulations } from '../../../../shared/regulations/regulations.ts';
import { IN_FORCE, REGULATIONS_TEXT } from './lawful.ts';

describe('the file of percentages in force', () => {
  const codesOf = (text: string): string[] => {
    const read = readRegulations(text, 'regulations.yaml');
    return read.ok ? [] : read.refusals.map(({ code, where }) => `${code} ${where}`);
  };

  it('names for every preference a source with its document and day of effect', () => {
    const sources = new Set(IN_FORCE.sources.map(({ id }) => id));
    for (const { source } of IN_FORCE.preferences) expect(sources).toContain(source);
    const newest = IN_FORCE.sources
      .map(({ effective }) => effective)
      .sort()
      .at(-1);
    expect(IN_FORCE.effective).toBe(newest);
  });

  it.each([
    ['another version', REGULATIONS_TEXT.replace('regulations/1', 'regulations/2'), /^FORMAT/],
    ['an unknown key', `${REGULATIONS_TEXT}extra: 1\n`, /^KEY_UNKNOWN/],
    ['a missing key', REGULATIONS_TEXT.replace(/^effective.*\n/m, ''), /^KEY_MISSING/],
    ['a percentage as a float', REGULATIONS_TEXT.replace('"0.30"', '3e-1'), /^NOT_A_DECIMAL/],
    ['a range of one number', REGULATIONS_TEXT.replace('["0.10", "0.20"]', '["0.10"]'), /^VALUE/],
    ['no YAML', '{', /^UNREADABLE/],
  ])('is read strictly: %s', (_what, text, code) => {
    expect(codesOf(text)[0]).toMatch(code);
  });
});

it('a refusal points at the line of the key, or at line 1 where it is missing', () => {
  const locate = locator(
    'a: 1\nties:\n  - price\n  - integrity\n',
    new Map([['committee.csv', 'committee.xlsx']]),
  );
  expect(locate({ key: ['ties', 1] })).toBe('project.yaml:4');
  expect(locate({ key: ['integrity', 'basis'] })).toBe('project.yaml:1');
  expect(locate({ file: 'committee.csv' })).toBe('committee.xlsx:1');
  expect(locate({ file: 'bids/B1' })).toBe('bids/B1:1');
});
