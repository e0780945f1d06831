/** The report for reading: made of this machine's own copy of the journal, once for each report that the chair has put before the members. */
import { createHash } from 'node:crypto';
import type { Entry } from '../../shared/journal/entry.ts';
import type { RoomPackage, RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { reportAt } from './documents.ts';

/** A stretch of a document as windows get it. */
export interface DocumentPart {
  /** Bytes of the whole document. */
  readonly total: number;
  readonly base64: string;
}

/** The bytes from `from` on, at most `length`; fewer at the end, none beyond it. */
export const partOf = (bytes: Uint8Array, from: number, length: number): DocumentPart => ({
  total: bytes.length,
  base64: Buffer.from(bytes.subarray(from, from + length)).toString('base64'),
});

/** Refuses `NO_REPORT` where there is none, and where the committee has gone back since. `hash`: SHA-256 of the whole, as the members sign it. */
export type ReportReader = (
  from: number,
  length: number,
) => Promise<Result<DocumentPart & { readonly hash: string }>>;

export function reportReader(machine: {
  readonly crypto: CryptoPort;
  pkg(): RoomPackage;
  /** Null where nothing is kept of the room (yet, or any longer). */
  room(): RoomState | null;
  /** All that this machine holds of the journal. */
  entries(): readonly Entry[];
}): ReportReader {
  let made: { readonly head: string; readonly pdf: Promise<{ bytes: Uint8Array; hash: string }> } | null =
    null;

  async function make(seq: number): Promise<{ bytes: Uint8Array; hash: string }> {
    const bytes = await reportAt(machine.crypto, machine.pkg(), machine.entries(), seq);
    return { bytes, hash: createHash('sha256').update(bytes).digest('hex') };
  }

  return async (from, length) => {
    const report = machine.room()?.report ?? null;
    if (report === null) return refuse(noReport);
    if (made?.head !== report.head.hash) {
      const now = { head: report.head.hash, pdf: make(report.head.seq) };
      made = now;
      // One that could not be made is made again when it is asked for again.
      now.pdf.catch(() => {
        if (made === now) made = null;
      });
    }
    const { bytes, hash } = await made.pdf;
    return accept({ ...partOf(bytes, from, length), hash });
  };
}

const noReport = refusal('NO_REPORT', '评标报告尚未编制', 'The evaluation report has not been made yet');
