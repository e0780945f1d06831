import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pinnedAgent } from '../../../../electron/link/pinned.ts';
import { deliver, type Order } from '../../../../electron/sync/outbox.ts';
import { type LoopbackRoom, loopbackRoom } from '../../../loopbackRoom.ts';

let folder: string;
let centre: LoopbackRoom;
const inside = (name: string): string => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outbox-'));
  for (const name of ['sent.age', 'sent.seal.json']) writeFileSync(inside(name), '{}');
});
afterEach(async () => {
  await centre.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Delivers to a centre that answers so; ends at the first problem, which is answered. */
async function problemWith(listener: RequestListener, order: Partial<Order> = {}): Promise<string> {
  centre = await loopbackRoom(listener);
  const stop = new AbortController();
  let problem = 'none';
  await deliver({
    address: centre.url,
    agent: pinnedAgent((key) => key === centre.fingerprint),
    files: { name: 'sent', ciphertext: inside('sent.age'), seal: inside('sent.seal.json') },
    recordings: [],
    accepts: () => true,
    progress: () => undefined,
    problem(refusal) {
      if (refusal === null) return;
      problem = refusal.code;
      stop.abort();
    },
    signal: stop.signal,
    ...order,
  });
  return problem;
}

/** A centre that has nothing of the result yet, takes its seal, and does this at an upload. */
const atUpload =
  (upload: RequestListener): RequestListener =>
  (request, response) => {
    if (request.url!.startsWith('/uploads')) upload(request, response);
    else response.writeHead(request.method === 'PUT' ? 204 : 404).end();
  };

test('an answer without an end is not gathered', async () => {
  const part = 'x'.repeat(64 * 1024);
  const problem = await problemWith((_, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write(part));
    };
    response.on('drain', more);
    more();
  });
  expect(problem).toBe('CENTRE_UNREACHABLE');
});

test('an upload whose centre falls silent is broken off, as one to a centre that cannot be reached', async () => {
  const silent = atUpload(() => undefined);
  expect(await problemWith(silent, { silence: 50 })).toBe('CENTRE_UNREACHABLE');
});

test('an upload that falls silent on its way is broken off too', async () => {
  const onceIn = atUpload((request, response) => {
    // Where it is to go on is said; what comes then is answered no more.
    if (request.method === 'HEAD')
      response.writeHead(200, { 'upload-offset': '0', 'upload-length': '2', 'tus-resumable': '1.0.0' }).end();
  });
  expect(await problemWith(onceIn, { silence: 50 })).toBe('CENTRE_UNREACHABLE');
});

test.each([
  ['encrypted result', { files: { ciphertext: 'gone.age', seal: 'sent.seal.json' } }],
  ['seal', { files: { ciphertext: 'sent.age', seal: 'gone.seal.json' } }],
])('where the room’s disk does not give the %s, that is said of the disk', async (_, { files }) => {
  const given = { name: 'sent', ciphertext: inside(files.ciphertext), seal: inside(files.seal) };
  const problem = await problemWith(
    atUpload(() => undefined),
    { files: given },
  );
  expect(problem).toBe('DISK_ERROR');
});

test('where the room’s disk does not give a file of the recording, that is said of the disk, and ends no station', async () => {
  const resumed = atUpload((request, response) => {
    const offset = { 'upload-offset': '0', 'upload-length': '2', 'tus-resumable': '1.0.0' };
    response.writeHead(request.method === 'HEAD' ? 200 : 500, offset).end();
  });
  const recording = {
    path: 's/camera-00001.age',
    file: inside('gone.age'),
    bytes: 2,
    sha256: 'ab'.repeat(32),
  };
  expect(await problemWith(resumed, { recordings: [recording] })).toBe('DISK_ERROR');
});

test('what the disk gives again is sent then, byte for byte', async () => {
  const bytes = Buffer.alloc(9 * 1024 * 1024, 'the result ');
  const digest = createHash('sha256').update(bytes).digest('hex');
  const taken: Buffer[] = [];
  let sent = 0;
  centre = await loopbackRoom(async (request, response) => {
    const url = request.url!;
    const size = { 'upload-length': `${bytes.length}`, 'tus-resumable': '1.0.0' };
    if (url.endsWith('/receipt'))
      response.writeHead(sent === bytes.length ? 200 : 404).end('the receipt of what came');
    else if (request.method === 'HEAD') response.writeHead(200, { ...size, 'upload-offset': '0' }).end();
    else {
      for await (const part of request) if (request.method === 'PATCH') taken.push(part as Buffer);
      sent = taken.reduce((sum, { length }) => sum + length, 0);
      response.writeHead(204, { ...size, 'upload-offset': `${sent}` }).end();
    }
  });
  rmSync(inside('sent.age'));
  const problems: (string | undefined)[] = [];
  const receipt = await deliver({
    address: centre.url,
    agent: pinnedAgent((key) => key === centre.fingerprint),
    files: { name: 'sent', ciphertext: inside('sent.age'), seal: inside('sent.seal.json') },
    recordings: [],
    accepts: () => true,
    progress: () => undefined,
    problem(refusal) {
      problems.push(refusal?.code);
      writeFileSync(inside('sent.age'), bytes);
    },
    signal: new AbortController().signal,
  });
  expect([receipt, problems[0]]).toEqual(['the receipt of what came', 'DISK_ERROR']);
  expect(createHash('sha256').update(Buffer.concat(taken)).digest('hex')).toBe(digest);
});
