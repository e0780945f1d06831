import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PackageOffer, packageHandler, packageOffer } from '../../../../electron/link/packageServer.ts';
import { pinnedAgent } from '../../../../electron/link/pinned.ts';
import { type LoopbackRoom, loopbackRoom } from '../../../loopbackRoom.ts';

/** More than one reading of the disk. */
const SIZE = 2_500_000;
const bytes = randomBytes(SIZE);
let folder: string;
let file: string;
let offer: PackageOffer;
let room: LoopbackRoom;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'package-'));
  file = join(folder, 'P-1.sealroom');
  writeFileSync(file, bytes);
  offer = await packageOffer(file);
  room = await loopbackRoom(packageHandler(file, offer));
});
afterAll(async () => {
  await room.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

function ask(
  headers: Record<string, string> = {},
  { method = 'GET', path = `/package/${offer.sha256}`, at = room } = {},
): Promise<Answer> {
  const agent = pinnedAgent((fingerprint) => fingerprint === at.fingerprint);
  return new Promise((resolve, reject) => {
    request(at.url + path, { agent, method, headers }, async (response) => {
      const body = await buffer(response).catch((error) => reject(error));
      if (body) resolve({ status: response.statusCode!, headers: response.headers, body });
    })
      .on('error', reject)
      .end();
  });
}

describe('the package', () => {
  it('is given whole, under its digest', async () => {
    const { status, headers, body } = await ask();
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      etag: `"${offer.sha256}"`,
      'content-length': `${SIZE}`,
      'accept-ranges': 'bytes',
    });
    expect(body.equals(bytes)).toBe(true);
  });

  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=1000000-', 1_000_000, SIZE - 1],
    ['bytes=1000000-2200000', 1_000_000, 2_200_000],
    ['bytes=2499999-', SIZE - 1, SIZE - 1],
    ['bytes=2499999-99999999999999999999', SIZE - 1, SIZE - 1],
    ['bytes=-10', SIZE - 10, SIZE - 1],
    ['bytes=-99999999', 0, SIZE - 1],
  ])('is given in part for %s', async (range, first, last) => {
    const { status, headers, body } = await ask({ range });
    expect(status).toBe(206);
    expect(headers['content-range']).toBe(`bytes ${first}-${last}/${SIZE}`);
    expect(headers['content-length']).toBe(`${last - first + 1}`);
    expect(body.equals(bytes.subarray(first, last + 1))).toBe(true);
  });

  it.each(['bytes=2500000-', 'bytes=9999999-99999999', 'bytes=-0'])('has nothing at %s', async (range) => {
    const { status, headers, body } = await ask({ range });
    expect([status, headers['content-range'], body.length]).toEqual([416, `bytes */${SIZE}`, 0]);
  });

  it.each(['bytes=5-2', 'bytes=a-b', 'bytes=-', 'bytes=0-1,5-6', 'lines=1-2', 'bytes=0x10-'])(
    'is given whole for a field that is not understood: %s',
    async (range) => {
      const { status, body } = await ask({ range });
      expect([status, body.length]).toEqual([200, SIZE]);
    },
  );

  it('is given in part only where it is still the same', async () => {
    const { sha256 } = offer;
    expect((await ask({ range: 'bytes=1-', 'if-range': `"${sha256}"` })).status).toBe(206);
    expect((await ask({ range: 'bytes=1-', 'if-range': '"another"' })).status).toBe(200);
  });

  it('is described without its bytes', async () => {
    const { status, headers, body } = await ask({ range: 'bytes=1-' }, { method: 'HEAD' });
    expect([status, headers['content-length'], body.length]).toEqual([200, `${SIZE}`, 0]);
  });
});

describe('anything else', () => {
  it.each([
    ['GET', '/'],
    ['GET', '/package/'],
    ['GET', `/package/${'0'.repeat(64)}`],
    ['GET', '/package/../../etc/passwd'],
    ['POST', undefined],
    ['DELETE', undefined],
  ])('is not there: %s %s', async (method, path = `/package/${offer.sha256}`) => {
    const { status, body } = await ask({}, { method, path });
    expect([status, body.length]).toEqual([404, 0]);
  });

  it('is not there: a file that has shrunk or gone since it was offered', async () => {
    const other = join(folder, 'other.sealroom');
    writeFileSync(other, bytes);
    const at = await loopbackRoom(packageHandler(other, offer));
    expect((await ask({}, { at })).status).toBe(200);
    truncateSync(other, SIZE - 1);
    expect((await ask({}, { at })).status).toBe(404);
    rmSync(other);
    expect((await ask({}, { at })).status).toBe(404);
    await at.close();
  });
});
