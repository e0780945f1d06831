/**
 * The one shape in which this product says no. A refusal is a value, never an exception: it carries a code that programs may rely
 * on and a sentence, in both languages, that the person in front of the screen can act on.
 */
export interface Refusal {
  /** Stable, upper-case: `SCORE_MISSING`, `NOT_MEMBER`. */
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** Where the cause stands: `scores.csv:12`, `entry 41`, `data/bids/B1/tech.pdf`. */
  readonly where?: string;
}

export type Language = 'zh' | 'en';

/** Either a value or the refusals that kept it from being made; never both, never a half-made value. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

export const accept = <T>(value: T): Result<T> => ({ ok: true, value });

export const refuse = (...refusals: readonly Refusal[]): Result<never> => ({ ok: false, refusals });

export function refusal(code: string, zh: string, en: string, where?: string): Refusal {
  return where === undefined ? { code, zh, en } : { code, zh, en, where };
}

/** One line for a terminal: `CODE: sentence (where)`. */
export function refusalLine(r: Refusal, language: Language): string {
  return `${r.code}: ${r[language]}${r.where === undefined ? '' : ` (${r.where})`}`;
}
