/**
 * SIGKILL, EIO and ENOSPC at the host's writes, syncs and renames while it appends and seals: whatever was acknowledged is there, the folder opens whole,
 * and the host that is started again comes to the same sealed result.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { tlsIdentity } from '../../electron/link/tlsIdentity.ts';
import { PATHS } from '../../electron/sealing/contents.ts';
import { readHeld } from '../../electron/sealing/openResult.ts';
import { verifyResult } from '../../electron/sealing/verifyResult.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { rounds } from '../rounds.ts';
import { sure } from '../sure.ts';
import { linesOf, type SealedSample, sealedSample } from '../tamper/sealedRoom.ts';
import { type Fault, hasStrace, type Traced, traced } from './strace.ts';

const WRITER = join(import.meta.dirname, 'hostWriter.ts');
/**
 * What the host writes: SQLite does, on the main thread; Node does, what is put in place whole. `told`: what the host says last of a call that failed. SQLite
 * puts its log away when all is sealed, and may fail in that. Of the others none may fail unheard, and each sync is a promise of its own.
 */
const WRITTEN = [
  {
    told: /^(refused DISK_|refused JOURNAL_|sealed)/,
    everywhere: null,
    files: ['', '-wal', '-journal'].flatMap((part) => [`journal.db${part}`, `seat.db${part}`]),
    calls: ['pwrite64', 'fsync', 'ftruncate', 'unlink'],
  },
  {
    told: /^refused DISK_/,
    everywhere: 'fsync',
    files: ['', 'sealed', 'signatures.json.tmp', 'sealed/NAME.age.tmp', 'sealed/NAME.seal.json.tmp'],
    calls: ['write', 'fsync', 'rename'],
  },
] as const;
const FAULTS: readonly Fault[] = ['signal=KILL', 'error=EIO', 'error=ENOSPC'];
/** How many places a call is hit at, for each fault: spread over all there are; in a soak every one. */
const PLACES = rounds(1, 100_000);

let work: string;
let sample: SealedSample;
/** A room's folder before the opening: keys made, nothing in the journal. */
let fresh: string;
let task: string[];

beforeAll(async () => {
  if (!hasStrace) return;
  work = mkdtempSync(join(tmpdir(), 'syscalls-'));
  sample = await sealedSample('syscalls');
  fresh = join(work, 'fresh');
  mkdirSync(fresh);
  sure(await tlsIdentity(fresh));
  const seed = base64url.encode(sample.host.secretKey);
  writeFileSync(join(fresh, 'host.key'), JSON.stringify({ format: 'sealroom-host-key/1', seed }));
  const acts = join(work, 'task.json');
  writeFileSync(acts, JSON.stringify({ lines: linesOf(sample), signatures: sample.result.signatures }));
  const pkg = join(work, 'package.sealroom');
  writeFileSync(pkg, sample.payload.get(PATHS.package)!);
  task = [pkg, acts];
});
afterAll(() => work && rmSync(work, { recursive: true, force: true }));

function write(
  folder: string,
  files: readonly string[],
  calls: readonly string[],
  at?: { readonly fault: Fault; readonly when: number },
): Traced {
  const paths = files.map((file) => join(folder, file.replace('NAME', sample.name)));
  return traced([WRITER, folder, ...task], paths, calls, at);
}

function folderFor(name: string): string {
  const folder = join(work, name);
  cpSync(fresh, folder, { recursive: true });
  return folder;
}

const acknowledged = (out: string): number =>
  out.split('\n').filter((line) => line.startsWith('acknowledged')).length;

describe.runIf(hasStrace)('a system call of the host fails', () => {
  test('at its writes, syncs and renames; it reopens whole, and seals', {
    timeout: 6 * 3600_000,
  }, async () => {
    for (const { files, calls, told, everywhere } of WRITTEN) {
      const counted = write(folderFor(`counting-${calls.join('-')}`), files, calls);
      expect(counted.out.trim().split('\n').at(-1)).toBe('sealed');
      for (const call of calls) {
        const total = counted.made(call);
        expect(total, call).toBeGreaterThan(0);
        for (const [f, fault] of FAULTS.entries()) {
          const count = call === everywhere && fault === 'error=EIO' ? total : PLACES;
          for (const when of places(total, f, count)) await fails(files, call, { fault, when }, told);
        }
      }
    }
  });
});

/** The samples of the three faults lie at different thirds, so that appending and sealing are both hit. */
function places(total: number, third: number, wanted: number): number[] {
  const count = Math.min(wanted, total);
  const at = (place: number): number =>
    Math.floor(((place + (third + Math.random()) / FAULTS.length) / count) * total);
  return Array.from({ length: count }, (_, place) => 1 + (count === total ? place : at(place)));
}

async function fails(
  files: readonly string[],
  call: string,
  at: { readonly fault: Fault; readonly when: number },
  told: RegExp,
): Promise<void> {
  const folder = folderFor(`${call}-${at.fault}-${at.when}`);
  const { out, hit } = write(folder, files, [call], at);
  const said = out.trim().split('\n').at(-1);
  const what = `${call} ${at.fault} at ${at.when}: ${said}`;
  expect(hit, what).toBe(true);
  await reopens(folder, acknowledged(out), what);
  if (at.fault !== 'signal=KILL') expect(said, what).toMatch(told);
  rmSync(folder, { recursive: true });
}

/** The host is started again, without a fault: it finds what it acknowledged, and comes to the sealed result. */
async function reopens(folder: string, before: number, what: string): Promise<void> {
  const out = execFileSync(process.execPath, [WRITER, folder, ...task], { encoding: 'utf8' });
  expect(out.trim().split('\n').at(-1), what).toBe('sealed');
  const total = linesOf(sample).length;
  // At most what was acknowledged is not said again, and nothing is said twice.
  const again = out.match(/acknowledged (\d+)/)?.[1];
  expect(again === undefined ? total : Number(again) - 1, what).toBeGreaterThanOrEqual(before);
  expect(existsSync(join(folder, 'sealed', `${sample.name}.seal.json`)), what).toBe(true);
  const verdict = await verifyResult(crypto, {
    recordings: null,
    held: sure(await readHeld(join(folder, 'sealed', `${sample.name}.age`))),
    seal: readFileSync(join(folder, 'sealed', `${sample.name}.seal.json`), 'utf8'),
    identities: [sample.identity],
    trust: sample.centre,
  });
  expect(verdict.result, what).toBe('verified');
}
