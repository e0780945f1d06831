import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Copying, copying } from '../../../../electron/recording/copying.ts';
import type { Ask } from '../../../../electron/recording/roomRequests.ts';
import type { Desk } from '../../../../electron/session/desk.ts';

const deskOf = (letter: string): Desk => ({ session: letter.repeat(43) }) as Desk;
const [present, earlier] = [deskOf('P'), deskOf('E')];

let folder: string;
let copies: Copying;
const ending = new AbortController();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'copying-'));
});
afterEach(async () => {
  ending.abort();
  await copies.close();
  rmSync(folder, { recursive: true, force: true });
});

test('what a closed session has left is copied as well, after the one at work, each signed by its own session', async () => {
  for (const { session } of [present, earlier]) {
    mkdirSync(join(folder, session));
    for (const form of ['age', 'json']) writeFileSync(join(folder, session, `camera-00001.${form}`), form);
  }
  const put: [string, string][] = [];
  const ask: Ask = (by, method, path, offset = 0, body = new Uint8Array()) => {
    if (method === 'PUT') put.push([by.session, path]);
    return Promise.resolve({ status: 204, offset: offset + body.length, body: Buffer.alloc(0) });
  };
  copies = copying({
    ...{ folder, ask, signal: ending.signal },
    desks: () => [present, earlier],
    room: () => 'ab'.repeat(32),
    changed: () => undefined,
    onFault: (error) => {
      throw error;
    },
  });
  copies.stored();
  await vi.waitUntil(() => put.length === 4 && copies.unsent() === 0, { timeout: 60_000 });
  expect(put).toEqual(
    [present, earlier].flatMap(({ session }) =>
      ['age', 'json'].map((form) => [session, `/recording/${session}/camera-00001.${form}`]),
    ),
  );
});
