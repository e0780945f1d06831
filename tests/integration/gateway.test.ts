/** The gateway against a real receiver over TLS, which drops connections, refuses, dies; and against kills of its own process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Gateway, openGateway } from '../../electron/gateway/gateway.ts';
import { pinnedAgent } from '../../electron/link/pinned.ts';
import { simulate } from '../../electron/rehearsal/simulation.ts';
import type { Message } from '../../shared/gateway/messages.ts';
import { type LoopbackRoom, loopbackRoom } from '../loopbackRoom.ts';
import { rounds } from '../rounds.ts';
import { crypto, smallProject } from '../simulator/room.ts';
import { toldOf } from '../simulator/told.ts';

const WRITER = join(import.meta.dirname, '../faults/gatewayWriter.ts');
const KILLS = rounds(12, 500);

/** By entry; most have none, some have two. */
let offers: Message[][];
let all: string[];
beforeAll(async () => {
  const { room, entries } = await simulate({
    crypto,
    seed: 'gateway 3',
    data: smallProject(),
    turn: 'replaced while scoring',
  });
  offers = toldOf(room.world.pkg, entries);
  all = offers.flat().map(({ id }) => id);
});

type Answer = 'keep' | 'drop before' | 'drop after' | number;
let folder: string;
let closing: (() => unknown)[];
/** What the receiver has kept, repetitions included. */
let kept: Message[];
let headers: (string | undefined)[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gateway-'));
  [closing, kept, headers] = [[], [], []];
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  rmSync(folder, { recursive: true });
});

const receiving =
  (answer: (message: Message) => Answer): RequestListener =>
  async (request, response) => {
    let text = '';
    for await (const part of request.setEncoding('utf8')) text += part;
    const message: Message = JSON.parse(text);
    headers.push(`${request.method} ${request.url} ${request.headers['content-type']}`);
    const does = answer(message);
    if (does === 'keep' || does === 'drop after') kept.push(message);
    if (does === 'keep') response.writeHead(204).end();
    else if (typeof does === 'number') response.writeHead(does).end('87.5');
    else request.socket.destroy();
  };

async function receiver(answer: (message: Message) => Answer = () => 'keep'): Promise<LoopbackRoom> {
  const one = await loopbackRoom(receiving(answer));
  closing.push(one.close);
  return one;
}

async function gatewayTo(to: LoopbackRoom, known = to.fingerprint, file = 'gateway.json'): Promise<Gateway> {
  const gateway = await openGateway({
    address: to.url,
    agent: pinnedAgent((fingerprint) => fingerprint === known),
    file: join(folder, file),
    onChange: () => undefined,
  });
  closing.push(gateway.close);
  return gateway;
}

const offer = (gateway: Gateway, entries = offers): void => {
  for (const [i, messages] of entries.entries()) gateway.offer(i + 1, messages);
};

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(5);
}

/** In the order of first arrival. */
const arrived = (): string[] => [...new Set(kept.map(({ id }) => id))];

describe('messages', () => {
  it('arrive in order, whole, one by one, as CloudEvents', async () => {
    const gateway = await gatewayTo(await receiver());
    offer(gateway);
    await until(() => gateway.status().sent === all.length);
    expect(kept).toEqual(offers.flat());
    expect(new Set(headers)).toEqual(new Set(['POST /events application/cloudevents+json']));
    expect(gateway.status()).toEqual({ on: true, sent: all.length, problem: null });
  });

  it('arrive in order and at least once though connections are dropped before and after they were kept', async () => {
    let count = 0;
    const lost = { 3: 'drop before', 7: 'drop after', 12: 503, 13: 'drop before' } as Record<number, Answer>;
    const gateway = await gatewayTo(await receiver(() => lost[count++] ?? 'keep'));
    offer(gateway);
    await until(() => gateway.status().sent === all.length);
    expect(arrived()).toEqual(all);
    expect(kept.length).toBeGreaterThan(all.length);
    expect(gateway.status().problem).toBeNull();
  });

  it('wait for a receiver that is not there, and nobody waits for them', async () => {
    const gone = await loopbackRoom(receiving(() => 'keep'));
    await gone.close();
    const gateway = await gatewayTo(gone);
    offer(gateway);
    await until(() => gateway.status().problem !== null);
    expect(gateway.status()).toMatchObject({ on: true, sent: 0, problem: { code: 'GATEWAY_UNREACHABLE' } });
  });

  it('are not told to a receiver with another key', async () => {
    const stranger = await receiver();
    const gateway = await gatewayTo(stranger, 'ab'.repeat(32));
    offer(gateway);
    await until(() => gateway.status().problem !== null);
    expect(gateway.status().problem!.code).toBe('PEER_KEY');
    expect([kept, headers]).toEqual([[], []]);
  });

  it('are told again when they are refused, and none is passed over', async () => {
    let refusing = true;
    const gateway = await gatewayTo(await receiver(() => (refusing ? 422 : 'keep')));
    offer(gateway);
    await until(() => gateway.status().problem !== null);
    expect(gateway.status().problem!.code).toBe('GATEWAY_REFUSED');
    refusing = false;
    await until(() => gateway.status().sent === all.length);
    expect(kept.map(({ id }) => id)).toEqual(all);
  });
});

describe('the cursor', () => {
  it('keeps what was told from being told again after a restart', async () => {
    const to = await receiver();
    const first = await gatewayTo(to);
    offer(first, offers.slice(0, 20));
    const early = offers.slice(0, 20).flat().length;
    await until(() => first.status().sent === early);
    await first.close();
    const second = await gatewayTo(to);
    expect(second.status().sent).toBe(early);
    offer(second);
    await until(() => second.status().sent === all.length);
    expect(kept.map(({ id }) => id)).toEqual(all);
  });

  it('that is damaged, or another room’s, costs repetition and loses nothing', async () => {
    const { room, entries } = await simulate({ crypto, seed: 'other', data: smallProject(), turn: 'honest' });
    const others = toldOf(room.world.pkg, entries);
    const to = await receiver();
    const before = await gatewayTo(to);
    offer(before, others);
    await until(() => before.status().sent === others.flat().length);
    await before.close();
    kept = [];
    const after = await gatewayTo(to);
    offer(after);
    await until(() => after.status().sent === all.length);
    expect(kept.map(({ id }) => id)).toEqual(all);
    await after.close();
    const file = join(folder, 'gateway.json');
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, -9));
    const again = await gatewayTo(to);
    offer(again);
    await until(() => again.status().sent === all.length);
    expect(kept.map(({ id }) => id)).toEqual([...all, ...all]);
  });

  it('that cannot be written holds the next message back, and says so', async () => {
    const gateway = await gatewayTo(await receiver(), undefined, 'not there/gateway.json');
    offer(gateway);
    await until(() => gateway.status().problem !== null);
    expect(gateway.status().problem!.code).toBe('GATEWAY_CURSOR');
    expect(new Set(kept.map(({ id }) => id))).toEqual(new Set(offers[0]!.map(({ id }) => id)));
    mkdirSync(join(folder, 'not there'));
    await until(() => gateway.status().sent === all.length);
    expect(arrived()).toEqual(all);
  });

  it('survives kill -9 at any moment: nothing is lost, and at most one entry comes again for each kill', async () => {
    const to = await receiver();
    const file = join(folder, 'gateway.json');
    const offered = join(folder, 'offers.json');
    writeFileSync(offered, JSON.stringify(offers));
    const entryOf = new Map(offers.flatMap((messages, i) => messages.map(({ id }) => [id, i] as const)));
    const telling = offers.flatMap((messages, i) => (messages.length > 0 ? [i] : []));
    let [killed, runs] = [0, 0];
    while (arrived().length < all.length || runs === 0) {
      const from = kept.length;
      const child = spawn(process.execPath, [WRITER, to.url, to.fingerprint, file, offered], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const exit = once(child, 'exit');
      runs += 1;
      // Each lives for a few messages, the last one as long as it takes.
      const lives = killed < KILLS ? 1 + ((killed * 7) % 5) : all.length;
      await until(
        () => kept.length - from >= lives || arrived().length === all.length || child.exitCode !== null,
      );
      if (killed < KILLS) await pause((killed * 13) % 11);
      child.kill('SIGKILL');
      expect((await exit)[1]).toBe('SIGKILL');
      killed += 1;
      if (from === 0 || kept.length === from) continue;
      const last = telling.indexOf(entryOf.get(kept[from - 1]!.id)!);
      const next = telling.indexOf(entryOf.get(kept[from]!.id)!);
      expect([last, last + 1]).toContain(next);
    }
    expect(arrived()).toEqual(all);
    expect(killed).toBeGreaterThan(3);
  });
});
