import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Item } from '../../../../shared/project/model.ts';
import { readTypedScore } from '../../../../shared/scoring/typedScore.ts';

const item: Item = { id: 'T1', name: '施工方案', by: 'experts', max: '30', min: '6', step: '0.5' };
const read = (typed: string): string => {
  const answer = readTypedScore(item, typed);
  return answer.ok ? answer.value : answer.refusals[0]!.code;
};

it.each([
  ['8', '8'],
  ['08.50', '8.5'],
  ['８．５', '8.5'],
  ['8。5', '8.5'],
  [' 30 ', '30'],
  ['6.', '6'],
  ['5.5', 'SCORE_OUT_OF_RANGE'],
  ['30.5', 'SCORE_OUT_OF_RANGE'],
  ['8.25', 'SCORE_OUT_OF_RANGE'],
  ['-8', 'SCORE_FORM'],
  ['8e0', 'SCORE_FORM'],
  ['八', 'SCORE_FORM'],
  ['', 'SCORE_FORM'],
])('reads %j as %s', (typed, expected) => {
  expect(read(typed)).toBe(expected);
});

it('gives a score of the range back as it was typed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 12, max: 60 }), (halves) => {
      const score = halves % 2 === 0 ? `${halves / 2}` : `${(halves - 1) / 2}.5`;
      expect(read(score)).toBe(score);
    }),
  );
});
