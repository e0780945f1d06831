/**
 * What a value check found. The rules of value (`SCORE_MISSING`, `FULL` and so on) are pure and live here once; who knows where the data
 * was written, the folder reader, turns `at` into a file and a line.
 */
export type FindingTable =
  | 'project'
  | 'committee'
  | 'bids'
  | 'reviews'
  | 'scores'
  | 'integrity/enterprises'
  | 'integrity/records'
  | 'integrity/scores'
  | 'integrity/rulebook';

export interface FindingPlace {
  readonly table: FindingTable;
  /** 0-based index into that table's array in the data; absent where something is missing from the table. */
  readonly row?: number;
  /** YAML path, for `project` and `integrity/rulebook`: `['full']`, `['groups', 0, 'items', 1, 'max']`. */
  readonly path?: readonly (string | number)[];
}

export interface Finding {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly at: FindingPlace;
}
