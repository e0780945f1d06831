import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import * as day from '../../../../electron/rehearsal/day.ts';
import { sealSignatures } from '../../../../electron/sealing/sealSignatures.ts';
import type { RoomState } from '../../../../shared/journal/state.ts';
import { resultOf, signResult } from '../../../../shared/seal/seal.ts';
import { arrived } from '../../../simulator/room.ts';

let state: RoomState;
let signatures: ReturnType<typeof signResult>[];
let folder: string;
/** The folder of the file is not there yet: the disk does not take it. */
const file = (): string => join(folder, 'later', 'signatures.json');
const onDisk = (): unknown[] => JSON.parse(readFileSync(file(), 'utf8'));

beforeAll(async () => {
  const { room } = await arrived('signatures');
  await day.toClose(room, async () => 'd'.repeat(64));
  state = day.state(room);
  signatures = [...day.present(room), room.supervisor].map(({ author, secretKey }) =>
    signResult(crypto, resultOf(state), author.session, secretKey),
  );
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signatures-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a write that the disk did not take fails by itself alone, and the next one holds all that came', async () => {
  const kept = await sealSignatures(crypto, file(), state);
  await expect(kept.take(signatures[0]!)).rejects.toMatchObject({ code: 'ENOENT' });
  mkdirSync(join(folder, 'later'));
  expect(await kept.take(signatures[1]!)).toBe(true);
  expect(onDisk()).toHaveLength(2);
  for (const one of signatures.slice(2)) await kept.take(one);
  expect([kept.missing(), onDisk()]).toEqual([[], kept.all()]);
});

test('the same signature again writes what the disk did not take of it', async () => {
  const kept = await sealSignatures(crypto, file(), state);
  await expect(kept.take(signatures[0]!)).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(kept.take(signatures[0]!)).rejects.toMatchObject({ code: 'ENOENT' });
  mkdirSync(join(folder, 'later'));
  expect(await kept.take(signatures[0]!)).toBe(false);
  expect(onDisk()).toHaveLength(1);
});
