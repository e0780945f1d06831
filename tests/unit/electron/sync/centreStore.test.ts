/** What the centre holds is verified with what belongs to it, whoever put something else there before. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openResults } from '../../../../electron/centre/openResults.ts';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { makeCentreKeys, readCentreKeys } from '../../../../electron/package/centreKeys.ts';
import { identitiesOf } from '../../../../electron/sealing/openResult.ts';
import { type CentreStore, openCentreStore } from '../../../../electron/sync/centreStore.ts';
import { RESULT, SEAL, STATE } from '../../../../electron/sync/heldFiles.ts';
import { canonicalJson } from '../../../../shared/journal/canonical.ts';
import { sure } from '../../../sure.ts';
import { withSignatures } from '../../../tamper/making.ts';
import { type SealedSample, sealedSample } from '../../../tamper/sealedRoom.ts';

const digestOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

let keys: string;
let sample: SealedSample;
let ciphertext: string;
/** The room's own seal, and a well-formed one under which its result cannot pass. */
let [seal, other] = ['', ''];
beforeAll(async () => {
  keys = mkdtempSync(join(tmpdir(), 'centre-keys-'));
  sure(await makeCentreKeys(keys, crypto, (length) => new Uint8Array(randomBytes(length))));
  const identity = identitiesOf(readFileSync(join(keys, 'centre.key'), 'utf8'))[0]!;
  sample = await sealedSample('the centre’s store', {
    keys: sure(await readCentreKeys(keys, crypto)),
    identity,
  });
  ciphertext = digestOf(sample.sealed.ciphertext);
  seal = canonicalJson(sample.sealed.seal);
  other = canonicalJson(withSignatures(sample.sealed.seal, sample.sealed.seal.result.signatures.slice(1)));
});
afterAll(() => rmSync(keys, { recursive: true, force: true }));

let folder: string;
let store: CentreStore;
const faults: unknown[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'centre-store-'));
  await open();
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  expect(faults.splice(0)).toEqual([]);
});

async function open(): Promise<void> {
  store = sure(
    await openCentreStore({
      crypto,
      folder,
      keys,
      now: () => '2026-05-18T19:00:00+08:00',
      changed: () => undefined,
      onFault: (error) => void faults.push(error),
      pause: 50,
    }),
  );
}

const inside = (...names: string[]): string => join(folder, 'results', ciphertext, ...names);
const state = (): string | undefined => store.results().find((one) => one.ciphertext === ciphertext)?.state;

function arrived(bytes: Uint8Array): string {
  const file = join(folder, 'arrived');
  writeFileSync(file, bytes);
  return file;
}

const take = async (): Promise<void> => sure(await store.take(ciphertext, arrived(sample.sealed.ciphertext)));

/** A result that somebody has brought under a seal of his own. */
async function failed(): Promise<void> {
  sure(await store.putSeal(ciphertext, 'brought', other));
  await take();
  await store.idle();
  expect(state()).toBe('failed');
}

test('a result that failed under another’s seal passes under the room’s own, and the other one is kept', async () => {
  await failed();
  sure(await store.putSeal(ciphertext, 'sent', seal));
  expect(state()).toBe('verifying');
  await store.idle();
  expect(store.results()).toMatchObject([{ state: 'received', name: 'sent' }]);
  const earlier = readdirSync(inside('seals'));
  expect(earlier).toEqual([`${digestOf(other)}.json`]);
  expect(readFileSync(inside('seals', earlier[0]!), 'utf8')).toBe(other);
  sure(await store.putSeal(ciphertext, 'brought', other));
  expect([state(), readFileSync(inside('result.seal.json'), 'utf8')]).toEqual(['received', seal]);
  expect(JSON.parse(readFileSync(inside('state.json'), 'utf8')).scoresOut).toBe(true);
});

test('whatever comes for a result that did not pass has it verified again', async () => {
  await failed();
  await take();
  expect(state()).toBe('verifying');
  await store.idle();
  const recorded = randomBytes(10);
  const path = `${'a'.repeat(43)}/camera-00001.age`;
  sure(await store.takeRecording(ciphertext, path, digestOf(recorded), arrived(recorded)));
  expect(state()).toBe('verifying');
  await store.idle();
  expect(state()).toBe('failed');
});

test('a start verifies again what has not passed', async () => {
  await failed();
  writeFileSync(inside('result.seal.json'), seal);
  await open();
  await store.idle();
  expect(state()).toBe('received');
});

test('a recording’s file with other bytes gives its place to the one that is sent, until the result has passed', async () => {
  const [wrong, right] = [randomBytes(10), randomBytes(10)];
  const path = `${'a'.repeat(43)}/camera-00001.age`;
  const send = async (bytes: Uint8Array) =>
    sure(await store.takeRecording(ciphertext, path, digestOf(bytes), arrived(bytes)));
  const holds = (bytes: Uint8Array) => store.hasRecording(ciphertext, path, digestOf(bytes));
  sure(await store.putSeal(ciphertext, 'sent', seal));
  await send(wrong);
  expect([await holds(wrong), await holds(right)]).toEqual([true, false]);
  await send(right);
  expect([await holds(wrong), await holds(right)]).toEqual([false, true]);
  await take();
  await store.idle();
  expect(state()).toBe('received');
  await send(wrong);
  expect(await holds(right)).toBe(true);
});

test.each([
  [true, 'second'],
  [false, 'received'],
])(
  'after a room that was broken off and whose scores were out (%s) the next one is %s',
  async (scoresOut, expected) => {
    const { room, package: digest } = JSON.parse(
      Buffer.from(sample.sealed.seal.result.payload, 'base64url').toString('utf8'),
    );
    const first = { name: 'first', room: digestOf(room), package: digest, ciphertext: digestOf('the first') };
    const kept = { received: '2026-05-18T12:00:00+08:00', state: 'received', refusal: null, payload: '' };
    mkdirSync(join(folder, 'results', first.ciphertext));
    writeFileSync(
      join(folder, 'results', first.ciphertext, 'state.json'),
      JSON.stringify({ ...first, ...kept, outcome: 'aborted', scoresOut, second: null }),
    );
    await open();
    sure(await store.putSeal(ciphertext, 'sent', seal));
    await take();
    await store.idle();
    expect(state()).toBe(expected);
    if (expected === 'received') return;
    sure(await store.acceptSecond(ciphertext, first.room, '经监督部门同意重新评审'));
    await store.idle();
    expect(state()).toBe('received');
  },
);

test.each(['{}', '', '{"name":"sent"'])(
  'a result whose record is damaged (%j) is verified anew, and keeps its package closed for a second one',
  async (damaged) => {
    sure(await store.putSeal(ciphertext, 'sent', seal));
    await take();
    await store.idle();
    const { received, ...before } = store.results()[0]!;
    writeFileSync(inside('state.json'), damaged);
    await open();
    expect(faults.splice(0).map(String)).toEqual([expect.stringContaining(inside('state.json'))]);
    expect(store.results()).toMatchObject([{ ...before, state: 'verifying' }]);
    await store.idle();
    expect(store.results()).toMatchObject([before]);
    await open();
    expect(store.results()).toMatchObject([before]);
    expect(Math.abs(Date.parse(store.results()[0]!.received) - Date.now())).toBeLessThan(600_000);
  },
);

test('one of which nothing is left but a damaged record is told as damaged, and keeps no other from coming', async () => {
  const other = join(folder, 'results', 'a'.repeat(64));
  mkdirSync(other);
  writeFileSync(join(other, 'state.json'), '{}');
  await open();
  expect(faults.splice(0).map(String)).toEqual([expect.stringContaining(join(other, 'state.json'))]);
  sure(await store.putSeal(ciphertext, 'sent', seal));
  await take();
  await store.idle();
  expect(store.results()).toMatchObject([{ ciphertext, state: 'received' }]);
  expect(store.damaged()).toMatchObject([
    { ciphertext: 'a'.repeat(64), name: null, refusal: { zh: expect.stringContaining('仅有收存记录') } },
  ]);
});

test.each([
  ['its seal', [SEAL], '缺少或不能读取：封存凭证。', '现有：加密的评标结果、核验结论、本中心出具的回执；'],
  ['its file', [RESULT], '缺少或不能读取：加密的评标结果。', '现有：封存凭证、核验结论、本中心出具的回执；'],
  ['both of these', [RESULT, SEAL], '加密的评标结果、封存凭证', '现有：核验结论、本中心出具的回执；'],
])(
  'a result whose record and %s are gone is told with what is here, what is not, and what to do, until it has come again',
  async (_, gone, missing, found) => {
    sure(await store.putSeal(ciphertext, 'sent', seal));
    await take();
    await store.idle();
    for (const name of [STATE, ...gone]) rmSync(inside(name));
    await open();
    expect(store.results()).toEqual([]);
    const [damaged] = store.damaged();
    expect(damaged).toMatchObject({ ciphertext, name: 'sent', refusal: { code: 'RESULT_DAMAGED' } });
    for (const words of [missing, found, '移交存储介质', `results/${ciphertext}`])
      expect(damaged!.refusal.zh).toContain(words);
    // The room is asked for it as if it had never come.
    expect(await store.answer(ciphertext)).toEqual({ kind: 'unknown' });
    sure(await store.putSeal(ciphertext, 'sent', seal));
    await take();
    await store.idle();
    expect([store.results(), store.damaged()]).toMatchObject([[{ state: 'received' }], []]);
  },
);

test.each(['is not one', 'cannot be read'])('a seal that %s is as if it were gone', async (how) => {
  sure(await store.putSeal(ciphertext, 'sent', seal));
  await take();
  await store.idle();
  writeFileSync(inside(STATE), '{}');
  rmSync(inside(SEAL));
  if (how === 'is not one') writeFileSync(inside(SEAL), 'nothing');
  else mkdirSync(inside(SEAL));
  await open();
  expect(faults.splice(0)).toHaveLength(1);
  expect(store.damaged()).toMatchObject([{ ciphertext, refusal: { code: 'RESULT_DAMAGED' } }]);
});

test('a result whose record alone is gone is verified anew; what has only begun to come is nothing yet', async () => {
  sure(await store.putSeal(ciphertext, 'sent', seal));
  await open();
  expect([store.results(), store.damaged()]).toEqual([[], []]);
  await take();
  await store.idle();
  for (const name of [STATE, 'name']) rmSync(inside(name));
  await open();
  await store.idle();
  expect(store.results()).toMatchObject([{ state: 'received', name: ciphertext.slice(0, 16) }]);
  expect(store.damaged()).toEqual([]);
});

test.each([SEAL, RESULT])(
  'a result that has not passed and has lost its %s says so, and is verified when it has come again',
  async (gone) => {
    await failed();
    rmSync(inside(gone));
    await open();
    await store.idle();
    expect(store.results()).toMatchObject([{ state: 'failed', refusal: { code: 'RESULT_DAMAGED' } }]);
    expect(await store.answer(ciphertext)).toEqual({ kind: 'unknown' });
    sure(await store.putSeal(ciphertext, 'sent', seal));
    await take();
    await store.idle();
    expect(state()).toBe('received');
  },
);

test('what a disk breaks off is verified again when there is room, without a restart', async () => {
  sure(await store.putSeal(ciphertext, 'sent', seal));
  // Stands for a disk that takes no verdict.
  mkdirSync(inside('verdict.json.tmp'));
  await take();
  await store.idle();
  expect([state(), faults.length > 0]).toEqual(['verifying', true]);
  rmSync(inside('verdict.json.tmp'), { recursive: true });
  await expect.poll(state, { timeout: 30_000 }).toBe('received');
  faults.splice(0);
});

test('a failed result can be looked into, and what is written out of it says in its name how it stands', async () => {
  const exported = async (): Promise<string[]> => {
    const centreKey = sure(await readCentreKeys(keys, crypto)).signing.publicKey;
    const results = openResults({ crypto, store, keys, centreKey });
    expect((await results.open(ciphertext)).ok).toBe(true);
    const out = mkdtempSync(join(folder, 'out-'));
    const { files } = sure(await results.exportTo(ciphertext, 'pdf', out));
    return files.map((file) => file.slice(out.length + 1));
  };
  await failed();
  const wrong = await exported();
  sure(await store.putSeal(ciphertext, 'sent', seal));
  await store.idle();
  const right = await exported();
  expect(right.length).toBeGreaterThan(0);
  expect(wrong).toEqual(right.map((name) => name.replace(sample.name, `${sample.name}-FAILED`)));
  expect(wrong).not.toEqual(right);
});
