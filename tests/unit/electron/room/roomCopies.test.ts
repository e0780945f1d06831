import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { identityText } from '../../../../electron/recording/ageKeys.ts';
import { type RoomCopies, roomCopies } from '../../../../electron/room/roomCopies.ts';
import type { RoomFolder } from '../../../../electron/room/roomFolder.ts';
import type { Desk } from '../../../../electron/session/desk.ts';
import { base64url } from '../../../../shared/journal/encoding.ts';
import type { Entry } from '../../../../shared/journal/entry.ts';
import type { RoomPackage, RoomState } from '../../../../shared/journal/state.ts';

const keyOf = (secret: Uint8Array): string => base64url.encode(crypto.ed25519PublicKey(secret));
const secret = (n: number): Uint8Array => new Uint8Array(32).fill(n);
const [lead, first, second] = [keyOf(secret(1)), keyOf(secret(2)), keyOf(secret(3))];
const AT = '2026-05-18T19:00:00+08:00';
const session = (key: string, who: string, role: string) =>
  [key, { key, who, role, seat: who, admitted: 2, closed: null }] as const;
const [from, to] = ['2026-05-18T10:00:00.000Z', '2026-05-18T10:02:00.000Z'];
const head = 'ef'.repeat(32);
/** The journal binds a segment of this session's camera. */
const entryOf = (session: string, seq: number) =>
  ({
    seq,
    at: AT,
    act: {
      type: 'recording-head',
      session,
      body: { track: 'camera', segment: 1, pieces: 1, head, from, to },
    },
  }) as unknown as Entry;
const state = {
  room: 'ab'.repeat(32),
  head: { seq: 40, hash: 'cd'.repeat(32) },
  at: AT,
  closed: { excused: [] },
  opening: { recording: { due: true } },
  refused: [],
  rounds: [],
  recordingGaps: [],
  screenKeys: [],
  sessions: new Map([
    session(lead, 'S1', 'supervisor'),
    session(first, 'E1', 'member'),
    session(second, 'E2', 'member'),
  ]),
  segments: new Map(),
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
    pkg: { data: { committee: [], project: { reserves: [] } } } as unknown as RoomPackage,
    folder: {
      path: (name: string) => join(folder, name),
      recordingIdentity: identityText(secret(9)),
    } as RoomFolder,
    state: () => state,
    entries: () => [entryOf(first, 1), entryOf(second, 2)],
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
  await copies.look();
  const parts = [{ track: 'camera', from, to }];
  expect(copies.awaited()).toMatchObject([first, second].map((session) => ({ session, segments: 1, parts })));
  const asked = [first, second, first].map((one) => copies.declare(one, 'the disk broke'));
  const said = await Promise.all(asked);
  expect(said.map(({ ok }) => ok)).toEqual([true, true, false]);
  expect(copies.awaited()).toEqual([]);
  expect((await open()).losses().map((loss) => loss.session)).toEqual([first, second]);
});
