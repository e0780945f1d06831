/**
 * SIGKILL, EIO and ENOSPC at the host's writes, syncs and renames while it appends and seals: whatever was acknowledged is there, the folder opens whole,
 * and the host that is started again comes to the same sealed result.
 */
import { execFileSync, spawnSync } from 'node:child_process';
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

const WRITER = join(import.meta.dirname, 'hostWriter.ts');
/** SQLite's, and those of files that are put in place whole. */
const CALLS = ['pwrite64', 'write', 'fsync', 'rename'] as const;
const FAULTS = ['signal=KILL', 'error=EIO', 'error=ENOSPC'] as const;
/** How many places a call is hit at, for each fault: spread over all there are; in a soak every one. */
const PLACES = rounds(1, 100_000);

const hasStrace = spawnSync('strace', ['-e', 'trace=none', 'true']).status === 0;
if (!hasStrace) console.log('There is no strace here, or it may not trace: no system call is made to fail.');

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

/** Everything that the host writes, the folders whose new names are synced among it. */
const filesOf = (folder: string): string[] => [
  folder,
  join(folder, 'sealed'),
  ...[
    ...['', '-wal', '-journal'].flatMap((part) => [`journal.db${part}`, `seat.db${part}`]),
    'signatures.json.tmp',
    `sealed/${sample.name}.age.tmp`,
    `sealed/${sample.name}.seal.json.tmp`,
  ].map((name) => join(folder, name)),
];

/** Runs the writer with a fault at the n-th of a system call on the room's files, or only counting them. */
function traced(
  folder: string,
  options: readonly string[],
): { out: string; trace: string; status: number | null } {
  const log = join(work, 'trace.log');
  const paths = filesOf(folder).flatMap((path) => ['-P', path]);
  // The kernel stops the writer at the calls that are asked for alone, not at every one.
  const args = [
    '-f',
    '--seccomp-bpf',
    '-qq',
    '-o',
    log,
    ...paths,
    ...options,
    process.execPath,
    WRITER,
    folder,
    ...task,
  ];
  const done = spawnSync('strace', args, { encoding: 'utf8' });
  return { out: done.stdout, trace: readFileSync(log, 'utf8'), status: done.status };
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
    const counting = folderFor('counting');
    const { trace, out } = traced(counting, ['-e', `trace=${CALLS.join(',')}`]);
    expect(out.trim().split('\n').at(-1)).toBe('sealed');
    for (const call of CALLS) {
      const total = trace.split('\n').filter((line) => line.includes(` ${call}(`)).length;
      expect(total, call).toBeGreaterThan(0);
      for (const [f, fault] of FAULTS.entries()) {
        const places = Math.min(PLACES, total);
        for (let place = 0; place < places; place++) {
          // The samples of the three faults lie at different thirds, so that appending and sealing are both hit.
          const when =
            places === total
              ? place + 1
              : 1 + Math.floor(((place + (f + Math.random()) / 3) / places) * total);
          const folder = folderFor(`${call}-${fault}-${when}`);
          const hit = traced(folder, ['-e', `trace=${call}`, '-e', `inject=${call}:${fault}:when=${when}`]);
          await reopens(
            folder,
            acknowledged(hit.out),
            `${call} ${fault} at ${when}: ${hit.out.split('\n').at(-2)}`,
          );
          if (fault !== 'signal=KILL') {
            expect(hit.out.trim().split('\n').at(-1), `${call} ${fault} at ${when}`).toMatch(
              /^(refused DISK_|refused JOURNAL_|sealed)/,
            );
          }
          rmSync(folder, { recursive: true });
        }
      }
    }
  });
});

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
