/** Every document of a sealed result, made from the journal alone: by the room when it seals, and again by whoever verifies. */
import { evaluation } from '../../shared/evaluation/outcome.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import { foldTo } from '../../shared/journal/fold.ts';
import type { RoomPackage, RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { annexModel, reportModel } from '../../shared/report/index.ts';
import { reportPdf, resultJson, scoreTablesXlsx } from '../report/index.ts';
import { PATHS, rankingFile, recordingFile } from './contents.ts';

const ranked = (state: RoomState) => (state.outcome?.kind === 'ranked' ? evaluation(state) : null);

/** The report as it is made at entry `head`: the bytes whose digest the members sign. */
export async function reportAt(
  crypto: CryptoPort,
  pkg: RoomPackage,
  entries: readonly Entry[],
  head: number,
): Promise<Uint8Array> {
  const state = foldTo(crypto, pkg, entries, head);
  const timeOf = (seq: number): string => entries[seq - 1]!.at;
  return reportPdf(reportModel({ state, evaluation: ranked(state), timeOf }), {
    head: state.head,
    at: state.at!,
  });
}

/** The documents of a closed room by payload path: report, annex of signatures and dissents, tables, the manifest of a room without a recording. */
export async function documentsOf(
  crypto: CryptoPort,
  pkg: RoomPackage,
  entries: readonly Entry[],
): Promise<Map<string, Uint8Array>> {
  const state = foldTo(crypto, pkg, entries);
  const timeOf = (seq: number): string => entries[seq - 1]!.at;
  const made = new Map<string, Uint8Array>();
  if (state.report !== null) {
    made.set(PATHS.report, await reportAt(crypto, pkg, entries, state.report.head.seq));
    made.set(
      PATHS.annex,
      await reportPdf(annexModel({ state, timeOf }), { head: state.head, at: state.at! }),
    );
  }
  const result = ranked(state);
  made.set(PATHS.ranking, rankingFile(state));
  made.set(PATHS.result, new TextEncoder().encode(resultJson(state, result)));
  if (result !== null) made.set(PATHS.workbook, await scoreTablesXlsx(state, result));
  // What was recorded is evidence of its own, which no journal makes again.
  if (!state.opening!.recording.due) made.set(PATHS.recording, recordingFile(false, []));
  return made;
}
