/** What a sentence may not say under a regime: the terms of the other one. */
import { TERMS } from '../shared/evaluation/terms.ts';
import type { Regime } from '../shared/project/model.ts';

export const REGIMES: readonly Regime[] = ['tendering', 'procurement'];
const other = (regime: Regime): Regime => (regime === 'tendering' ? 'procurement' : 'tendering');

/** Every string of a tree, by its path. */
export function* leaves(tree: object, path: readonly string[] = []): Generator<readonly [string, string]> {
  for (const [key, value] of Object.entries(tree) as [string, unknown][])
    if (typeof value === 'string') yield [[...path, key].join('.'), value];
    else if (typeof value === 'object' && value !== null) yield* leaves(value, [...path, key]);
}

/** Beside the terms themselves: what they are made of. */
const STEMS: Readonly<Record<Regime, readonly string[]>> = {
  tendering: ['否决', '招标人', '招标代理', '标段', '推选负责人', '详细评审', '初步评审'],
  procurement: ['采购', '废标', '投标无效', '评标组长', '符合性'],
};

/** Terms of a regime that the other one has not, nor as a part of one of its own. */
export function ownTerms(regime: Regime): string[] {
  const others = [...leaves(TERMS[other(regime)])].map(([, term]) => term);
  const own = [...leaves(TERMS[regime])].map(([, term]) => term);
  return [...own.filter((term) => others.every((one) => !one.includes(term))), ...STEMS[regime]];
}

/** Terms that nothing says under this regime. */
export const foreignTerms = (regime: Regime): string[] => ownTerms(other(regime));
