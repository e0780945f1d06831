/**
 * PROTOCOL, "Trust and names": the centre refuses a second result for a package without the first one's record. Whoever carries the first result, or
 * stands behind the room, should not get another room's receipt by handing the first one over lamed.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { type CentreStore, openCentreStore } from '../../electron/sync/centreStore.ts';
import type { HeldResult } from '../../electron/sync/keptResult.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { jwsPayload } from '../../shared/seal/jws.ts';
import { sure } from '../sure.ts';
import { flipped, withSignatures } from '../tamper/making.ts';
import { carried, type SealedSample } from '../tamper/sealedRoom.ts';
import { broughtTo, type Carried, carrying, roomsFor, saidBy } from '../tamper/severalRooms.ts';

const REASON = '经监督部门同意重新评审';

let keys: string;
let unrecorded: SealedSample;
/** Three rooms of one package: the recording was left off the first one's disk. */
let [recorded, plain, rerun] = [] as unknown as [Carried, Carried, Carried];
beforeAll(async () => {
  keys = mkdtempSync(join(tmpdir(), 'centre-keys-'));
  const roomOf = await roomsFor(keys);
  recorded = carrying('P-1', (await roomOf('first', true)).sealed);
  unrecorded = await roomOf('plain', false);
  plain = carrying('P-1', unrecorded.sealed);
  rerun = carrying('P-1', (await roomOf('rerun', false)).sealed);
});
afterAll(() => rmSync(keys, { recursive: true, force: true }));

let folder: string;
let store: CentreStore;
let hour: number;
const faults: unknown[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'second-result-'));
  hour = 10;
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
      now: () => `2026-05-18T${hour}:00:00+08:00`,
      changed: () => undefined,
      onFault: (error) => void faults.push(error),
      pause: 50,
    }),
  );
}

const bring = (result: Carried): Promise<void> => {
  hour++;
  return broughtTo(store, folder, result);
};

const heldOf = ({ id }: Carried): HeldResult => store.results().find(({ ciphertext }) => ciphertext === id)!;

/** How it stands, why, and which result the staff's word is wanted about. */
const standing = (result: Carried) => {
  const { state, refusal, first } = heldOf(result);
  return [state, refusal?.code ?? null, first];
};
const accepted = async (result: Carried, { room }: Pick<Carried, 'room'>): Promise<string | null> => {
  const answer = await store.acceptSecond(result.id, room, REASON);
  await store.idle();
  return answer.ok ? null : answer.refusals[0]!.code;
};
const hasReceipt = async (result: Carried): Promise<boolean> =>
  (await store.answer(result.id)).kind === 'receipt';

test('a first result whose recording was left behind keeps the second one from its receipt until the staff have named it', async () => {
  await bring(recorded);
  expect(standing(recorded)).toEqual(['incomplete', 'VERDICT_INCOMPLETE', null]);
  await bring(rerun);
  expect(standing(rerun)).toEqual(['second', 'SECOND_RESULT', recorded.id]);
  expect(heldOf(rerun).refusal!.zh).toContain('补齐');
  expect(await hasReceipt(rerun)).toBe(false);
  expect(await accepted(rerun, rerun)).toBe('FIRST_UNKNOWN');
  expect(await accepted(rerun, recorded)).toBeNull();
  expect([standing(rerun), await hasReceipt(rerun)]).toEqual([['received', null, null], true]);
  const kept = JSON.parse(readFileSync(join(folder, 'results', rerun.id, 'state.json'), 'utf8'));
  expect(kept.second).toEqual([{ first: recorded.room, reason: REASON }]);
});

test('a first result under a spoilt seal does so too, even where that seal names another package and room', async () => {
  const { seal } = unrecorded.sealed;
  const elsewhere = { ...saidBy(seal), package: 'ab'.repeat(32), room: 'cd'.repeat(32) };
  const spoilt = { ...seal, result: { ...seal.result, payload: jwsPayload(elsewhere) } };
  await bring({ ...plain, seal: canonicalJson(spoilt) });
  expect(heldOf(plain)).toMatchObject({ state: 'failed', room: plain.room });
  await bring(rerun);
  expect(standing(rerun)).toEqual(['second', 'SECOND_RESULT', plain.id]);
  expect(heldOf(rerun).refusal!.zh).toContain('查明');
  await bring(plain);
  expect(standing(plain)).toEqual(['received', null, null]);
  expect(standing(rerun)).toEqual(['second', 'SECOND_RESULT', plain.id]);
});

test('each room of a package takes a word of its own', async () => {
  await bring(recorded);
  await bring(plain);
  await bring(rerun);
  expect(await accepted(plain, recorded)).toBeNull();
  expect(await accepted(rerun, plain)).toBeNull();
  expect(standing(rerun)).toEqual(['second', 'SECOND_RESULT', recorded.id]);
  expect(await accepted(rerun, plain)).toBe('FIRST_UNKNOWN');
  expect(await accepted(rerun, recorded)).toBeNull();
  expect(standing(rerun)).toEqual(['received', null, null]);
});

test('a first result that is still being verified is waited for, and then takes the staff’s word', async () => {
  // Stands for a disk that takes no verdict of the first one.
  const stuck = join(folder, 'results', recorded.id, 'verdict.json.tmp');
  mkdirSync(stuck, { recursive: true });
  await bring(recorded);
  await bring(rerun);
  expect(standing(rerun)).toEqual(['verifying', 'FIRST_VERIFYING', null]);
  expect((await store.answer(rerun.id)).kind).toBe('verifying');
  rmSync(stuck, { recursive: true });
  await expect.poll(() => heldOf(rerun).state, { timeout: 30_000 }).toBe('second');
  expect(heldOf(recorded).state).toBe('incomplete');
  expect(faults.splice(0)).not.toEqual([]);
});

test('after a restart both stand as they did, in whatever order they are verified', async () => {
  await bring(recorded);
  await bring(rerun);
  await open();
  await store.idle();
  expect([standing(recorded)[0], standing(rerun)]).toEqual([
    'incomplete',
    ['second', 'SECOND_RESULT', recorded.id],
  ]);
});

test('what is no room of the package holds nobody up, nor does a spoilt copy of the same room', async () => {
  const { ciphertext } = unrecorded.sealed;
  await bring(
    carrying('P-1', { ...unrecorded.sealed, ciphertext: flipped(ciphertext, ciphertext.length - 100) }),
  );
  const anew = await carried(unrecorded, {});
  const fewer = withSignatures(anew.seal, anew.seal.result.signatures.slice(1));
  const copy = carrying('P-1', { ...anew, seal: fewer });
  await bring(copy);
  expect(heldOf(copy).state).toBe('failed');
  await bring(plain);
  expect(standing(plain)).toEqual(['received', null, null]);
});
