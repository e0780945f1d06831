/** What a fail has to say: a reason, and the place in the bid; or, in standard words before the reason, that the bid has nothing on this. */
import type { Language } from '../refusal.ts';

/** The standard words where no place can be marked. */
export const NOTHING_IN_BID: Readonly<Record<Language, string>> = {
  zh: '投标文件中没有相应内容',
  en: 'The bid has nothing on this',
};

const STOP: Readonly<Record<Language, string>> = { zh: '。', en: '. ' };
const OPENINGS = (['zh', 'en'] as const).map((language) => NOTHING_IN_BID[language] + STOP[language]);

export interface FailReason {
  /** In the expert's own words. */
  readonly reason: string;
  /** The bid has nothing on this, so there is no place. */
  readonly nothing: boolean;
}

/** The reason as it stands in the record. */
export const writeFailReason = ({ reason, nothing }: FailReason, language: Language): string =>
  nothing ? `${NOTHING_IN_BID[language]}${STOP[language]}${reason}` : reason;

/** A reason of the record, for whoever decides anew. */
export function readFailReason(text: string): FailReason {
  const opening = OPENINGS.find((one) => text.startsWith(one));
  return opening === undefined
    ? { reason: text, nothing: false }
    : { reason: text.slice(opening.length), nothing: true };
}

/** What a fail still lacks; null where it is whole. @param placed whether a place in the bid is marked */
export const failLacks = ({ reason, nothing }: FailReason, placed: boolean): 'reason' | 'place' | null =>
  reason.trim() === '' ? 'reason' : placed || nothing ? null : 'place';
