import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { type RoomCopies, roomCopies } from '../../../../electron/room/roomCopies.ts';
import type { RoomFolder } from '../../../../electron/room/roomFolder.ts';
import type { Desk } from '../../../../electron/session/desk.ts';
import { base64url } from '../../../../shared/journal/encoding.ts';
import type { RoomState } from '../../../../shared/journal/state.ts';

const keyOf = (secret: Uint8Array): string => base64url.encode(crypto.ed25519PublicKey(secret));
const secret = (n: number): Uint8Array => new Uint8Array(32).fill(n);
const [lead, first, second] = [keyOf(secret(1)), keyOf(secret(2)), keyOf(secret(3))];
const AT = '2026-05-18T19:00:00+08:00';
const session = (key: string, who: string, role: string) =>
  [key, { key, who, role, seat: who, admitted: 2, closed: null }] as const;
const bound = (key: string) =>
  [`${key}/camera/1`, { session: key, track: 'camera', segment: 1, pieces: 1 }] as const;
const state = {
  room: 'ab'.repeat(32),
  head: { seq: 40, hash: 'cd'.repeat(32) },
  at: AT,
  closed: { excused: [] },
  sessions: new Map([
    session(lead, 'S1', 'supervisor'),
    session(first, 'E1', 'member'),
    session(second, 'E2', 'member'),
  ]),
  segments: new Map([bound(first), bound(second)]),
} as unknown as RoomState;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'room-copies-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (): Promise<RoomCopies> =>
  roomCopies({
    crypto,
    clock: { now: () => AT, mono: () => '1.0' },
    folder: { path: (name: string) => join(folder, name) } as RoomFolder,
    state: () => state,
    desk: () => ({ session: lead, secretKey: secret(1) }) as Desk,
    open: () => true,
    completed: () => undefined,
    arrived: () => undefined,
    onFault: (error) => {
      throw error;
    },
  });

test('two losses that are declared at once are both kept, and each only once', async () => {
  const copies = await open();
  const asked = [first, second, first].map((one) => copies.declare(one, 'the disk broke'));
  const said = await Promise.all(asked);
  expect(said.map(({ ok }) => ok)).toEqual([true, true, false]);
  expect(copies.awaited()).toEqual([]);
  expect((await open()).losses().map((loss) => loss.session)).toEqual([first, second]);
});
