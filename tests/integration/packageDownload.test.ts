/** A package's way from the room to a seat, over TLS on the loopback, with everything that can come between. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fetchPackage, type PackageOrder } from '../../electron/link/packageDownload.ts';
import { type PackageOffer, packageHandler, packageOffer } from '../../electron/link/packageServer.ts';
import { pinnedAgent } from '../../electron/link/pinned.ts';
import { type LoopbackRoom, listening, loopbackRoom } from '../loopbackRoom.ts';
import { rounds } from '../rounds.ts';

const SIZE = 3_000_000;
const bytes = randomBytes(SIZE);
const source = mkdtempSync(join(tmpdir(), 'package-'));
const file = join(source, 'P-1.sealroom');
let offer: PackageOffer;
beforeAll(async () => {
  writeFileSync(file, bytes);
  offer = await packageOffer(file);
});
afterAll(() => rmSync(source, { recursive: true }));

let into: string;
let part: string;
let whole: string;
let said: number[];
let asked: (string | undefined)[];
let closing: (() => unknown)[];
beforeEach(() => {
  into = join(mkdtempSync(join(tmpdir(), 'seat-')), 'packages');
  part = join(into, `${offer.sha256}.part`);
  whole = join(into, `${offer.sha256}.sealroom`);
  [said, asked, closing] = [[], [], []];
});
afterEach(async () => {
  for (const close of closing) await close();
  rmSync(join(into, '..'), { recursive: true });
});

/** A room that answers as told, or as it should; the ranges that it was asked for are kept. */
async function roomOf(listener: RequestListener = packageHandler(file, offer)): Promise<LoopbackRoom> {
  const room = await loopbackRoom((request, response) => {
    asked.push(request.headers.range);
    listener(request, response);
  });
  closing.push(room.close);
  return room;
}

async function fetched(room: LoopbackRoom, more: Partial<PackageOrder> = {}): Promise<string> {
  const result = await fetchPackage({
    ...offer,
    url: room.url,
    agent: pinnedAgent((fingerprint) => fingerprint === room.fingerprint),
    into,
    progress: (received, total) => {
      expect(total).toBe(SIZE);
      said.push(received);
    },
    ...more,
  });
  if (result.ok) return result.value;
  expect(result.refusals).toHaveLength(1);
  return result.refusals[0]!.code;
}

function expectWhole(): void {
  expect(readFileSync(whole).equals(bytes)).toBe(true);
  expect(readdirSync(into)).toEqual([`${offer.sha256}.sealroom`]);
}

/** What an earlier download left. */
async function leave(name: string, content: Uint8Array): Promise<void> {
  const room = await roomOf((_, response) => response.writeHead(503).end());
  await fetched(room);
  writeFileSync(name, content);
  [said, asked] = [[], []];
}

const rising = (numbers: readonly number[]): boolean =>
  numbers.every((value, i) => i === 0 || value >= numbers[i - 1]!);

/** Passes a room's connections on, and cuts each after as many bytes of the answer as `limit` says. */
async function cuttingCable(room: LoopbackRoom, limit: () => number): Promise<LoopbackRoom> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = connect(room.port, '127.0.0.1');
    let left = limit();
    const cut = (): void => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) sockets.add(socket.on('error', cut).on('close', cut));
    near.pipe(far);
    far.on('data', (data: Buffer) => {
      near.write(data.subarray(0, left), () => left <= 0 && cut());
      left -= data.length;
    });
  });
  const port = await listening(server);
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  closing.push(close);
  return { ...room, port, url: `wss://127.0.0.1:${port}`, close };
}

describe('a download', () => {
  it('gives the whole file, told from the first byte to the last', async () => {
    expect(await fetched(await roomOf())).toBe(whole);
    expectWhole();
    expect([said[0], said.at(-1), rising(said)]).toEqual([0, SIZE, true]);
  });

  it(`comes to its end however often and wherever it is cut, ${rounds(12, 400)} times over`, async () => {
    const room = await roomOf();
    for (let round = 0; round < rounds(12, 400); round++) {
      // From within the handshake to a third of the file.
      const cable = await cuttingCable(room, () => Math.floor(Math.random() ** 3 * 1_000_000));
      [said, asked] = [[], []];
      let cuts = 0;
      for (;;) {
        const held = existsSync(part) ? statSync(part).size : 0;
        const answer = await fetched(cable);
        if (answer === whole) break;
        expect(answer).toBe('DOWNLOAD_CUT');
        expect(existsSync(whole)).toBe(false);
        expect(statSync(part).size).toBeGreaterThanOrEqual(held);
        cuts++;
      }
      expect(cuts).toBeGreaterThan(1);
      expectWhole();
      expect(rising(said), 'what is here stays here').toBe(true);
      rmSync(into, { recursive: true });
    }
  });

  it('asks only for what it lacks', async () => {
    await leave(part, bytes.subarray(0, 1_234_567));
    expect(await fetched(await roomOf())).toBe(whole);
    expectWhole();
    expect(asked).toEqual(['bytes=1234567-']);
    expect(said[0]).toBe(1_234_567);
  });

  it('asks for nothing where a kill came before the last step', async () => {
    await leave(part, bytes);
    expect(await fetched(await roomOf())).toBe(whole);
    expectWhole();
    expect(asked).toEqual([]);
  });

  it('begins anew where the room knows no ranges', async () => {
    await leave(part, bytes.subarray(0, 1_000_000));
    expect(await fetched(await roomOf((_, response) => response.end(bytes)))).toBe(whole);
    expectWhole();
    expect(asked).toEqual(['bytes=1000000-']);
  });

  it('begins anew where more is here than there is to be', async () => {
    await leave(part, randomBytes(SIZE + 1));
    expect(await fetched(await roomOf())).toBe(whole);
    expectWhole();
  });
});

describe('a file that is already there', () => {
  it('is used without asking the room', async () => {
    const room = await roomOf();
    await fetched(room);
    await room.close();
    [said, asked] = [[], []];
    expect(await fetched(room)).toBe(whole);
    expect([asked, said]).toEqual([[], [SIZE]]);
  });

  it('is fetched again where it has been altered', async () => {
    const altered = Buffer.from(bytes);
    altered[SIZE / 2]! ^= 1;
    await leave(whole, altered);
    expect(await fetched(await roomOf())).toBe(whole);
    expectWhole();
  });
});

describe('what is not the package', () => {
  const isGone = (): void => expect(readdirSync(into)).toEqual([]);

  it('is refused and deleted: other bytes', async () => {
    expect(await fetched(await roomOf((_, response) => response.end(randomBytes(SIZE))))).toBe(
      'PACKAGE_BYTES',
    );
    isGone();
  });

  it('is refused and deleted: more bytes', async () => {
    const endless: RequestListener = (_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(bytes));
      };
      response.on('drain', more);
      more();
    };
    expect(await fetched(await roomOf(endless))).toBe('PACKAGE_BYTES');
    isGone();
  });

  it('is refused and deleted: a part that was altered, after which a download succeeds', async () => {
    await leave(part, randomBytes(1000));
    const room = await roomOf();
    expect(await fetched(room)).toBe('PACKAGE_BYTES');
    isGone();
    expect(await fetched(room)).toBe(whole);
  });
});

describe('a room that does not give the package', () => {
  const held = bytes.subarray(0, 1000);
  const stays = (): void => expect(readFileSync(part).equals(held)).toBe(true);

  it.each<[string, RequestListener]>([
    ['has none', (_, response) => response.writeHead(404).end()],
    ['fails', (_, response) => response.writeHead(500).end('sorry')],
    ['sends elsewhere', (_, response) => response.writeHead(302, { location: 'https://127.0.0.1:1/' }).end()],
    ['closes', (_, response) => response.destroy()],
    [
      'gives another part',
      (_, response) => response.writeHead(206, { 'content-range': `bytes 5-9/${SIZE}` }).end('other'),
    ],
    [
      'gives a part of another file',
      (_, response) => response.writeHead(206, { 'content-range': 'bytes 1000-1004/1005' }).end('other'),
    ],
    ['gives a part of nowhere', (_, response) => response.writeHead(206).end('other')],
  ])('costs nothing that is here: it %s', async (_, listener) => {
    await leave(part, held);
    expect(await fetched(await roomOf(listener))).toBe('DOWNLOAD_CUT');
    stays();
  });

  it('costs nothing that is here: it is not in reach', async () => {
    await leave(part, held);
    const room = await roomOf();
    await room.close();
    expect(await fetched(room)).toBe('DOWNLOAD_CUT');
    stays();
  });

  it('costs nothing that is here: it falls silent before or after it has begun', async () => {
    await leave(part, held);
    expect(await fetched(await roomOf(() => undefined), { silence: 50 })).toBe('DOWNLOAD_CUT');
    stays();
    const some = bytes.subarray(1000, 3000);
    const range = { 'content-range': `bytes 1000-${SIZE - 1}/${SIZE}` };
    const stalled = await roomOf((_, response) => response.writeHead(206, range).write(some));
    expect(await fetched(stalled, { silence: 50 })).toBe('DOWNLOAD_CUT');
    expect(readFileSync(part).equals(bytes.subarray(0, 3000))).toBe(true);
  });

  it('costs nothing that is here: nobody waits for it any more', async () => {
    await leave(part, held);
    const ending = new AbortController();
    const stalled = await roomOf(() => ending.abort());
    expect(await fetched(stalled, { signal: ending.signal })).toBe('DOWNLOAD_CUT');
    expect(await fetched(stalled, { signal: AbortSignal.abort() })).toBe('DOWNLOAD_CUT');
    stays();
  });

  it('is not asked where its key is not the known one', async () => {
    expect(await fetched(await roomOf(), { agent: pinnedAgent(() => false) })).toBe('PEER_KEY');
    expect(asked).toEqual([]);
  });

  it('may be asked again in another way: a folder that is none is the disk’s fault', async () => {
    expect(await fetched(await roomOf(), { into: join(file, 'packages') })).toBe('DISK_ERROR');
  });
});
