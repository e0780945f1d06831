import type { Article } from '../evaluation/law.ts';
import type { Spot } from './places.ts';

/** A sentence on what the law forbids, before article and place are written into it. */
export interface LawFinding {
  readonly zh: string;
  readonly en: string;
  readonly by: Article;
  readonly at: Spot;
}
