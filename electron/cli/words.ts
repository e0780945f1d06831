import type { Language } from '../../shared/refusal.ts';

/** A text in both languages of the product. */
export type Words = Readonly<Record<Language, string>>;

export const say = (zh: string, en: string): Words => ({ zh, en });
