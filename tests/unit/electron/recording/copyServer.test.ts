import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { type RecordingCopies, recordingCopies } from '../../../../electron/recording/copyServer.ts';
import { OFFSET, SIGNATURE, STRETCH, stretchBytes } from '../../../../electron/recording/copyWire.ts';
import { canonicalJson } from '../../../../shared/journal/canonical.ts';
import { base64url } from '../../../../shared/journal/encoding.ts';
import type { RoomState } from '../../../../shared/journal/state.ts';
import type { Segment } from '../../../../shared/recording/manifest.ts';

const ROOM = 'ab'.repeat(32);
const secret = new Uint8Array(randomBytes(32));
const session = base64url.encode(crypto.ed25519PublicKey(secret));
const state = {
  room: ROOM,
  opening: { recording: { due: true, recipient: null } },
  sessions: new Map([[session, { admitted: 3, closed: null }]]),
} as unknown as RoomState;

/** The recordings' folder lies in another one's: what gets out of it is found. */
let house: string;
let folder: string;
let server: Server;
let copies: RecordingCopies;
let completed: number;
let taking: boolean;
let bodyTime: number;
const faults: unknown[] = [];
beforeEach(async () => {
  house = mkdtempSync(join(tmpdir(), 'copies-'));
  folder = join(house, 'room', 'recording');
  mkdirSync(folder, { recursive: true });
  completed = 0;
  [taking, bodyTime] = [true, 30_000];
  copies = recordingCopies({
    crypto,
    folder,
    state: () => state,
    open: () => taking,
    now: () => '2026-05-18T09:00:00+08:00',
    completed: () => completed++,
    arrived: () => undefined,
    onFault: (error) => void faults.push(error),
    get bodyTime() {
      return bodyTime;
    },
  });
  server = createServer((request, response) => {
    if (!copies.handle(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(house, { recursive: true, force: true });
  expect(faults).toEqual([]);
});

async function put(
  name: string,
  offset: number,
  body: Uint8Array,
  by: { who?: string; key?: Uint8Array; signedAs?: string } = {},
): Promise<[status: number, offset: string | null]> {
  const path = `/recording/${by.who ?? session}/${name}`;
  const signed = crypto.ed25519Sign(by.key ?? secret, stretchBytes(ROOM, by.signedAs ?? path, offset, body));
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'PUT',
    headers: { [OFFSET]: String(offset), [SIGNATURE]: base64url.encode(signed) },
    body: Buffer.from(body),
  });
  return [answer.status, answer.headers.get(OFFSET)];
}

/** The session's own signed stretch for a path as it stands; answers the status. */
function putAsWritten(name: string, body: Uint8Array): Promise<number> {
  const path = `/recording/${session}/${name}`;
  const signed = crypto.ed25519Sign(secret, stretchBytes(ROOM, path, 0, body));
  const headers = { [OFFSET]: '0', [SIGNATURE]: base64url.encode(signed), 'content-length': body.length };
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    request({ port, method: 'PUT', path, headers }, (answer) => resolve(answer.statusCode ?? 0))
      .once('error', reject)
      .end(body);
  });
}

/** A request that announces a whole stretch and sends one byte of it. Answers how it ended, once it has. */
function unfinished(who: string): {
  readonly begun: Promise<void>;
  readonly ended: Promise<number | string>;
} {
  const asking = request({
    port: (server.address() as AddressInfo).port,
    method: 'PUT',
    path: `/recording/${who}/screen-00001.age`,
    headers: { 'content-length': STRETCH },
  });
  const begun = new Promise<void>((resolve) => server.once('request', () => resolve()));
  const ended = new Promise<number | string>((resolve) => {
    asking.once('response', (answer) => resolve(answer.statusCode ?? 0));
    asking.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
  });
  asking.write('x');
  return { begun, ended };
}

const at = (name: string): string => join(folder, session, name);

test('a file grows by its stretches, each once, and whoever was cut off is told where to go on', async () => {
  expect(await put('camera-00001.open', 0, Buffer.from('first '))).toEqual([204, '6']);
  expect(await put('camera-00001.open', 0, Buffer.from('first '))).toEqual([409, '6']);
  expect(await put('camera-00001.open', 6, Buffer.from('second'))).toEqual([204, '12']);
  expect(readFileSync(at('camera-00001.open'), 'utf8')).toBe('first second');
});

test('nobody but the session writes there, and no stretch stands for another', async () => {
  const other = new Uint8Array(randomBytes(32));
  const stranger = base64url.encode(crypto.ed25519PublicKey(other));
  const bytes = Buffer.from('forged');
  expect((await put('camera-00001.open', 0, bytes, { key: other }))[0]).toBe(403);
  expect((await put('camera-00001.open', 0, bytes, { key: other, who: stranger }))[0]).toBe(403);
  const elsewhere = `/recording/${session}/screen-00001.open`;
  expect((await put('camera-00001.open', 0, bytes, { signedAs: elsewhere }))[0]).toBe(403);
  // Named as `fetch` would never send it: that one makes the path shorter by itself.
  const outside = [
    '../../escaped-1.key',
    '..%2f..%2fescaped-2.key',
    '../escaped-3.key',
    'camera-00001/../../../escaped-4.key',
  ];
  for (const name of outside) expect(await putAsWritten(name, bytes), name).toBe(404);
  const written = readdirSync(house, { recursive: true, encoding: 'utf8' });
  expect(written.filter((name) => name.includes('escaped-'))).toEqual([]);
  expect(existsSync(at('camera-00001.open'))).toBe(false);
});

/** What is told of a segment whose file is this one. */
function descriptionOf(age: Uint8Array, head = ROOM): Buffer {
  const segment: Segment = {
    ...{ session, track: 'camera', segment: 1, mime: 'video/webm', header: ROOM, head },
    ...{ from: '2026-05-18T01:00:00Z', to: '2026-05-18T01:00:01Z', pieces: [[700, 1, 1]] },
    file: `${session}/camera-00001.age`,
    bytes: age.length,
    sha256: createHash('sha256').update(age).digest('hex'),
  };
  return Buffer.from(canonicalJson(segment));
}

test('a segment is whole when its file is the described one; another comes again', async () => {
  const age = randomBytes(1000);
  const description = descriptionOf(age);
  await put('camera-00001.open', 0, Buffer.from('while it was open'));
  await put('camera-00001.age', 0, randomBytes(1000));
  expect((await put('camera-00001.json', 0, description))[0]).toBe(422);
  expect([existsSync(at('camera-00001.age')), existsSync(at('camera-00001.open'))]).toEqual([false, true]);
  await put('camera-00001.age', 0, age);
  expect((await put('camera-00001.json', 0, description))[0]).toBe(204);
  expect([completed, existsSync(at('camera-00001.open'))]).toEqual([1, false]);
  expect((await put('camera-00001.age', 1000, Buffer.from('more')))[0]).toBe(409);
  expect(readFileSync(at('camera-00001.age')).equals(age)).toBe(true);
});

test('a segment that is here whole stays so, whatever file its seat has made of the same pieces since', async () => {
  const [age, again] = [randomBytes(1000), randomBytes(1000)];
  await put('camera-00001.age', 0, age);
  expect((await put('camera-00001.json', 0, descriptionOf(age)))[0]).toBe(204);
  const kept = readFileSync(at('camera-00001.json'));
  expect((await put('camera-00001.json', 0, descriptionOf(again)))[0]).toBe(204);
  expect((await put('camera-00001.json', 0, descriptionOf(again, 'cd'.repeat(32))))[0]).toBe(409);
  expect(readFileSync(at('camera-00001.age')).equals(age)).toBe(true);
  expect(readFileSync(at('camera-00001.json')).equals(kept)).toBe(true);
});

test('a segment that has lost its file is taken anew, and so is what tells of it', async () => {
  const [age, again] = [randomBytes(1000), randomBytes(1000)];
  await put('camera-00001.age', 0, age);
  await put('camera-00001.json', 0, descriptionOf(age));
  rmSync(at('camera-00001.age'));
  expect(await put('camera-00001.age', 0, again)).toEqual([204, '1000']);
  expect((await put('camera-00001.json', 0, descriptionOf(again)))[0]).toBe(204);
  expect(readFileSync(at('camera-00001.json')).equals(descriptionOf(again))).toBe(true);
});

test('while the room does its own work on the copies, who sends is to come again', async () => {
  await put('camera-00001.open', 0, Buffer.from('first '));
  const work = Promise.withResolvers<void>();
  const done = copies.alone(() => work.promise);
  expect(await put('camera-00001.open', 6, Buffer.from('second'))).toEqual([503, '6']);
  work.reject(new Error('the disk is full'));
  await expect(done).rejects.toThrow('full');
  expect(await put('camera-00001.open', 6, Buffer.from('second'))).toEqual([204, '12']);
});

test('what has been sealed takes nothing more', async () => {
  await put('camera-00001.open', 0, Buffer.from('first '));
  taking = false;
  expect(await put('camera-00001.open', 6, Buffer.from('second'))).toEqual([410, '6']);
  expect(readFileSync(at('camera-00001.open'), 'utf8')).toBe('first ');
});

test('who names a session and sends no body keeps nobody of that session waiting', async () => {
  const stranger = unfinished(session);
  await stranger.begun;
  expect(await put('screen-00001.open', 0, Buffer.from('first '))).toEqual([204, '6']);
});

test('a session that the room has not admitted is refused before its body is there', async () => {
  const other = base64url.encode(crypto.ed25519PublicKey(new Uint8Array(randomBytes(32))));
  expect(await unfinished(other).ended).toBe(403);
});

test('a body that does not come is not waited for', async () => {
  bodyTime = 20;
  expect(await unfinished(session).ended).toBe('ECONNRESET');
});
