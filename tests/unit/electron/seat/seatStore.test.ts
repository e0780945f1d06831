import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { openSeatStore, type SeatStore } from '../../../../electron/seat/seatStore.ts';
import { sessionAuthor } from '../../../../electron/session/sessionAuthor.ts';
import type { Act } from '../../../../shared/journal/acts.ts';
import { base64url } from '../../../../shared/journal/encoding.ts';
import { BEFORE_FIRST } from '../../../../shared/journal/entry.ts';
import { random, sure } from '../../../stations/house.ts';

let folder: string;
let store: SeatStore;
const atRest = random(32);
const secretKey = random(32);
const identity = 'AGE-SECRET-KEY-1PLANTED';
const session = base64url.encode(crypto.ed25519PublicKey(secretKey));
const author = sessionAuthor(crypto, session, secretKey, {
  now: () => '2026-05-18T09:30:00+08:00',
  mono: () => '1',
});
const acts = [1, 2, 3].map(
  () => author.sign(author.draft('ab'.repeat(32), BEFORE_FIRST, 'read', { documents: ['tender'] })) as Act,
);
const key = { kind: 'sheet-key', name: '1', bytes: random(32) } as const;

const path = (): string => join(folder, 'seat.db');
const begun = () =>
  sure(
    store.begin({ session, who: 'E1', room: 'ab'.repeat(32), atRest, secretKey, identity, act: acts[0]! }),
  );

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seat-store-'));
  store = sure(openSeatStore(path(), crypto, random));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function reopen(): void {
  store.close();
  store = sure(openSeatStore(path(), crypto, random));
}

test('what was saved is there after the slip is entered again', () => {
  const kept = begun();
  sure(kept.save(acts[1]!, [key]));
  reopen();
  expect(store.sessions()).toEqual([{ session, who: 'E1', room: 'ab'.repeat(32) }]);
  const again = sure(store.unlock(session, atRest));
  expect(Buffer.from(again.secretKey)).toEqual(Buffer.from(secretKey));
  expect(again.identity).toBe(identity);
  expect(Buffer.from(again.secretsOf('sheet-key').get('1')!)).toEqual(Buffer.from(key.bytes));
  expect(again.acts(1).map(({ seq }) => seq)).toEqual([1, 2]);
  expect(again.last().seq).toBe(2);
});

test('another slip opens nothing', () => {
  begun();
  const other = store.unlock(session, random(32));
  expect(other.ok || other.refusals[0]!.code).toBe('SLIP_OTHER');
});

test('a secret that was altered, or put in another’s place, opens nothing', () => {
  begun();
  for (const change of [
    "UPDATE secret SET sealed = zeroblob(length(sealed)) WHERE kind = 'session'",
    "UPDATE secret SET sealed = (SELECT sealed FROM secret WHERE kind = 'identity') WHERE kind = 'session'",
  ]) {
    store.close();
    const db = new Database(path());
    db.exec(change);
    db.close();
    store = sure(openSeatStore(path(), crypto, random));
    expect(store.unlock(session, atRest).ok).toBe(false);
  }
});

test('an act out of its chain is the program’s mistake, and is not kept', () => {
  const kept = begun();
  expect(() => kept.save(acts[2]!, [])).toThrow();
  expect(kept.last().seq).toBe(1);
});

test('the newest head of a room replaces the one before, and a refused act stays refused', () => {
  begun();
  const signed = (seq: number) => ({
    room: 'cd'.repeat(32),
    head: { seq, hash: 'ef'.repeat(32) },
    sig: 'A'.repeat(86),
  });
  sure(store.keepHead(signed(4)));
  sure(store.keepHead(signed(7)));
  const why = { code: 'SESSION_CLOSED', zh: '已关闭', en: 'closed' };
  const { act } = sure(store.unlock(session, atRest)).acts(1)[0]!;
  store.refusedAct(session, act, why);
  reopen();
  expect(store.newestHead('cd'.repeat(32))).toEqual(signed(7));
  expect(store.newestHead('00'.repeat(32))).toBeNull();
  expect(store.refusedActs(session)).toEqual([{ act, refusal: why }]);
});

test('a second process, a damaged file and another kind of file are refused, and left as they are', () => {
  const busy = openSeatStore(path(), crypto, random);
  expect(busy.ok || busy.refusals[0]!.code).toBe('SEAT_STORE_BUSY');
  for (const content of ['not a database', Buffer.alloc(8192, 7)]) {
    const other = join(folder, 'other.db');
    writeFileSync(other, content);
    const before = readFileSync(other);
    const opened = openSeatStore(other, crypto, random);
    expect(opened.ok || opened.refusals[0]!.code).toBe('SEAT_STORE_DAMAGED');
    expect(readFileSync(other)).toEqual(before);
  }
});

test('forgetting leaves no file', () => {
  begun();
  store.forget();
  expect(readdirSync(folder)).toEqual([]);
  store = sure(openSeatStore(path(), crypto, random));
});
