/** What a sealed result holds, file by file: everything a stranger needs to replay the room. */

import { evaluation } from '../../shared/evaluation/outcome.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import { entryLine } from '../../shared/journal/entry.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { RecordingLoss } from '../../shared/recording/loss.ts';
import type { Segment } from '../../shared/recording/manifest.ts';

/** Payload paths inside the bag, below `data/`; the format page lists them. */
export const PATHS = {
  journal: 'journal.jsonl',
  package: 'package.sealroom',
  report: 'report.pdf',
  annex: 'annex.pdf',
  ranking: 'tables/ranking.json',
  result: 'tables/result.json',
  workbook: 'tables/scores.xlsx',
  recording: 'recording/manifest.json',
  identities: 'recording/identities.txt',
} as const;

const utf8 = new TextEncoder();

/** The journal as JSON Lines: one canonical entry a line, each line ended by a line feed. */
export const journalFile = (entries: readonly Entry[]): Uint8Array =>
  utf8.encode(entries.map((entry) => `${entryLine(entry)}\n`).join(''));

/** The lines of a journal file; the last one must be ended too, so that a cut inside it shows. Null where it is not UTF-8 or not ended. */
export function journalLines(file: Uint8Array): string[] | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file);
    if (!text.endsWith('\n')) return null;
    return text.slice(0, -1).split('\n');
  } catch {
    return null;
  }
}

/** The contract's answer object, or null where the evaluation ended without a ranking. */
export const rankingFile = (state: RoomState): Uint8Array =>
  utf8.encode(canonicalJson(state.outcome?.kind === 'ranked' ? evaluation(state).answer : null));

/** The recording's manifest; without segments where none was due. */
export const recordingFile = (
  due: boolean,
  segments: readonly Segment[],
  losses: readonly RecordingLoss[] = [],
): Uint8Array =>
  utf8.encode(
    canonicalJson({
      format: 'sealroom-recording/1',
      due,
      segments,
      ...(losses.length === 0 ? {} : { losses }),
    }),
  );

/** The age identity that camera and sound are encrypted to, as stock `age -i` reads it. */
export const identitiesFile = (recipient: string, identity: string): Uint8Array =>
  utf8.encode(`# public key: ${recipient}\n${identity}\n`);
