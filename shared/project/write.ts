import { stringify } from 'yaml';
import type { Decisions, ProjectData } from './model.ts';
import {
  BIDS,
  COMMITTEE,
  type Columns,
  ENTERPRISES,
  INTEGRITY_SCORES,
  RECORDS,
  REVIEWS,
  SCORES,
  SUPERVISORS,
} from './tables.ts';

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** CSV with a byte order mark: without one Excel on a Chinese desktop takes UTF-8 for GB18030. */
function csv<T extends object>(columns: Columns<T>, rows: readonly T[]): string {
  const names = Object.keys(columns) as (keyof T & string)[];
  const lines = rows.map((row) => names.map((name) => cell(String(row[name]))).join(','));
  return `\uFEFF${[names.join(','), ...lines].map((line) => `${line}\r\n`).join('')}`;
}

const yaml = (value: unknown): string =>
  stringify(value, {
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    lineWidth: 0,
    aliasDuplicateObjects: false,
  });

/**
 * A project and its decisions as the files of a project folder, path and text: the inverse of reading one. The supervisors' table is
 * there only where there are supervisors, reviews only where any were recorded.
 */
export function folderTexts(data: ProjectData, decisions: Decisions): ReadonlyMap<string, string> {
  const { integrity } = data;
  const texts = new Map([
    ['project.yaml', yaml(data.project)],
    ['committee.csv', csv(COMMITTEE, data.committee)],
    ['bids.csv', csv(BIDS, data.bids)],
    ['scores.csv', csv(SCORES, decisions.scores)],
  ]);
  if (data.supervisors.length > 0) texts.set('supervisors.csv', csv(SUPERVISORS, data.supervisors));
  if (decisions.reviews !== undefined) {
    const reviews = decisions.reviews.map((review) => ({ ...review, pass: review.pass ? 'yes' : 'no' }));
    texts.set('reviews.csv', csv<object>(REVIEWS, reviews));
  }
  if (integrity !== undefined)
    texts.set('integrity/enterprises.csv', csv(ENTERPRISES, integrity.enterprises));
  if (integrity?.rulebook !== undefined) texts.set('integrity/rulebook.yaml', yaml(integrity.rulebook));
  if (integrity?.records !== undefined) texts.set('integrity/records.csv', csv(RECORDS, integrity.records));
  if (integrity?.scores !== undefined)
    texts.set('integrity/scores.csv', csv(INTEGRITY_SCORES, integrity.scores));
  return texts;
}
