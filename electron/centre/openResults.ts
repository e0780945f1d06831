/** Held results, opened with the centre's key: handed to a window for its own fold, or written out part by part. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import type { centreContract, EXPORTS } from '../../shared/bridge/centre.ts';
import type { RoomPackage } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { type StandingKind, standingOf } from '../../shared/verdict/standing.ts';
import type { Verdict } from '../../shared/verdict/verdict.ts';
import { bytesSource } from '../archive/content.ts';
import type { FileSet } from '../archive/fileSet.ts';
import { batch } from '../host/followers.ts';
import { readCentreIdentities } from '../package/centreKeys.ts';
import { openPackage } from '../package/openPackage.ts';
import { journalLines, PATHS } from '../sealing/contents.ts';
import { bagInZip, decryptResult } from '../sealing/openResult.ts';
import { packageOf } from '../station/station.ts';
import type { CentreStore } from '../sync/centreStore.ts';
import { writeNew } from './writeNew.ts';

type Opened = z.infer<typeof centreContract.commands.openResult.answer>;
type What = (typeof EXPORTS)[number];

export interface OpenResults {
  /** Refuses `RESULT_UNKNOWN`, `DECRYPTION` and whatever is wrong with the bag or the package. */
  open(ciphertext: string): Promise<Result<Opened>>;
  lines(ciphertext: string, from: number): Promise<Result<{ from: number; lines: string[] }>>;
  /** The opened bag itself, for what is made of its parts. */
  bag(ciphertext: string): Promise<Result<OpenBag>>;
  /** Names of what is not verified say so. */
  exportTo(ciphertext: string, what: What, folder: string): Promise<Result<{ files: string[] }>>;
}

export interface OpenBag {
  readonly ciphertext: string;
  readonly zip: Uint8Array;
  readonly files: FileSet;
  readonly lines: readonly string[];
  readonly room: RoomPackage;
  readonly opened: Opened;
}

/** What each export writes, by the payload path it comes from; the whole bag is the zip itself. */
const PARTS: Readonly<Record<Exclude<What, 'bag'>, readonly string[]>> = {
  pdf: [PATHS.report, PATHS.annex],
  xlsx: [PATHS.workbook],
  json: [PATHS.result, PATHS.ranking],
};

/** How a file's name says that its result is not verified, wherever the file goes. */
const SAID: Readonly<Record<Exclude<StandingKind, 'received'>, string>> = {
  verifying: 'NOT-VERIFIED',
  partly: 'PARTLY-CHECKED',
  failed: 'FAILED',
  incomplete: 'INCOMPLETE',
  second: 'SECOND-RESULT',
};

const damaged = refusal('BAG_FORM', '归档包内容不完整', 'The bag is not whole');

/** @param options.keys the centre's key folder */
export function openResults(options: {
  readonly crypto: CryptoPort;
  readonly store: CentreStore;
  readonly keys: string;
  readonly centreKey: Uint8Array;
}): OpenResults {
  const { crypto, store } = options;
  /** One at a time: a result can be large, and a clerk looks at one. */
  let kept: OpenBag | null = null;

  async function bag(ciphertext: string): Promise<Result<OpenBag>> {
    if (kept?.ciphertext === ciphertext) return accept(kept);
    const file = store.file(ciphertext);
    if (!file.ok) return file;
    const identities = await readCentreIdentities(options.keys);
    if (!identities.ok) return identities;
    const zip = await decryptResult(new Uint8Array(await readFile(file.value)), identities.value);
    if (!zip.ok) return zip;
    const files = await bagInZip(zip.value);
    if (!files.ok) return files;
    const journal = await files.value.bytes(`data/${PATHS.journal}`);
    const packed = await files.value.bytes(`data/${PATHS.package}`);
    if (!journal.ok || !packed.ok) return refuse(damaged);
    const lines = journalLines(journal.value);
    const pkg = await openPackage(bytesSource(packed.value), crypto, options.centreKey);
    if (lines === null) return refuse(damaged);
    if (!pkg.ok) return pkg;
    const opened = { package: packageOf(crypto, pkg.value), entries: lines.length };
    kept = { ciphertext, zip: zip.value, files: files.value, lines, room: pkg.value.room, opened };
    return accept(kept);
  }

  /** What the exported files' names begin with. */
  async function exportName(ciphertext: string, name: string): Promise<string> {
    const state = store.results().find((one) => one.ciphertext === ciphertext)?.state ?? 'verifying';
    const text = await store.verdict(ciphertext);
    const standing = standingOf(state, text.ok ? (JSON.parse(text.value) as Verdict) : null);
    return standing.kind === 'received' ? name : `${name}-${SAID[standing.kind]}`;
  }

  return {
    bag,
    async open(ciphertext) {
      const found = await bag(ciphertext);
      return found.ok ? accept(found.value.opened) : found;
    },
    async lines(ciphertext, from) {
      const found = await bag(ciphertext);
      return found.ok ? accept({ from, lines: batch(found.value.lines.slice(from - 1)) }) : found;
    },
    async exportTo(ciphertext, what, folder) {
      const found = await bag(ciphertext);
      if (!found.ok) return found;
      const { files, zip, opened } = found.value;
      const start = await exportName(ciphertext, opened.package.name);
      const written: string[] = [];
      const parts = what === 'bag' ? [] : PARTS[what].filter((path) => files.names.includes(`data/${path}`));
      if (what === 'bag') {
        const done = await writeNew(join(folder, `${start}.zip`), zip);
        return done.ok ? accept({ files: [done.value] }) : done;
      }
      for (const path of parts) {
        const bytes = await files.bytes(`data/${path}`);
        if (!bytes.ok) return bytes;
        const name = path.split('/').at(-1)!;
        const done = await writeNew(join(folder, `${start}-${name}`), bytes.value);
        if (!done.ok) return done;
        written.push(done.value);
      }
      return written.length > 0
        ? accept({ files: written })
        : refuse(
            refusal(
              'EXPORT_NONE',
              '该结果没有此项内容（评标未形成排序的，没有评分表）',
              'This result has no such part: an evaluation without a ranking has no score tables',
            ),
          );
    },
  };
}
