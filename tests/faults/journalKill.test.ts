/** kill -9 of the writer at random moments: an act acknowledged survives a kill, and a group is there whole or not at all. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { openJournal } from '../../electron/store/journalStore.ts';
import { entryHash, entryLine } from '../../shared/journal/entry.ts';
import { rounds } from '../rounds.ts';
import { signedChain } from '../signedChain.ts';
import { groupAfter } from './writerGroups.ts';

const ROUNDS = rounds(200, 5000);
/** Two writers are killed side by side, each over its own journals; a new journal now and then keeps verification short. */
const LANES = 2;
const ROUNDS_PER_JOURNAL = 5;

const WRITER = join(import.meta.dirname, 'journalWriter.ts');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kill-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Park and Miller's generator: the same moments in every run, as far as a machine repeats itself. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

interface Acknowledged {
  readonly seq: number;
  readonly hash: string;
}

/** A last line without its end was cut by the kill: nobody has read it. */
const acknowledgedIn = (file: string): Acknowledged[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => ({ seq: Number(line.split(' ')[0]), hash: line.split(' ')[1]! }));

function write(journal: string, answers: string): { child: ChildProcess; dead: Promise<string | null> } {
  const file = openSync(answers, 'w');
  const child = spawn(process.execPath, [WRITER, journal], { stdio: ['ignore', file, 'inherit'] });
  closeSync(file);
  return { child, dead: new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal))) };
}

/** Most are killed while they write; every fifth at any moment of its life, opening and verifying included. */
async function killOnce(journal: string, answers: string, random: () => number): Promise<Acknowledged[]> {
  const { child, dead } = write(journal, answers);
  if (random() < 0.2) await pause(random() * 300);
  else {
    while (statSync(answers).size === 0 && child.exitCode === null) await pause(2);
    await pause(random() * 10);
  }
  child.kill('SIGKILL');
  expect(await dead, 'the writer ended by itself').toBe('SIGKILL');
  return acknowledgedIn(answers);
}

/** What the writer writes is the same in every round, so it is made once. */
const chain = signedChain(crypto);
const expected: { readonly line: string; readonly hash: string }[] = [];
function expectedUpTo(length: number): typeof expected {
  while (expected.length < length) {
    const entry = chain.next();
    expected.push({ line: entryLine(entry), hash: entryHash(crypto, entry) });
  }
  return expected.slice(0, length);
}

/** Kills a lane's rounds; answers how many groups were acknowledged. */
async function lane(number: number): Promise<number> {
  const random = seeded(20_260_518 + number);
  let acknowledged = 0;
  let before = 0;
  for (let round = 0; round < ROUNDS / LANES; round++) {
    const journal = join(folder, `lane-${number}-${Math.floor(round / ROUNDS_PER_JOURNAL)}.sqlite`);
    if (round % ROUNDS_PER_JOURNAL === 0) before = 0;
    const answers = await killOnce(journal, join(folder, `lane-${number}.answers`), random);
    const reopened = openJournal(journal, { crypto });
    if (!reopened.ok) throw new Error(`round ${round}: ${JSON.stringify(reopened.refusals)}`);
    const lines = [...reopened.value.lines()];
    reopened.value.close();
    expect(lines).toEqual(expectedUpTo(lines.length).map(({ line }) => line));
    for (const { seq, hash } of answers) expect(hash).toBe(expected[seq - 1]!.hash);
    const last = answers.at(-1)?.seq ?? before;
    expect([last, last + groupAfter(last)], `round ${round}: the last answer was for ${last}`).toContain(
      lines.length,
    );
    acknowledged += answers.length;
    before = lines.length;
  }
  return acknowledged;
}

describe('a writer killed at a random moment', () => {
  it(`has lost nothing that it acknowledged, ${ROUNDS} times over`, async () => {
    const lanes = await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number + 1)));
    // Otherwise the kills came too early to show anything.
    expect(lanes.reduce((sum, acknowledged) => sum + acknowledged, 0)).toBeGreaterThan(ROUNDS);
  });
});
