/** An upload to the centre that is broken off anywhere comes to its end, and what has arrived is not sent again. */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pinnedAgent } from '../../../../electron/link/pinned.ts';
import type { TlsIdentity } from '../../../../electron/link/tlsIdentity.ts';
import { type Cable, cable } from '../../../../electron/rehearsal/cable.ts';
import { type CentreServer, openCentreServer } from '../../../../electron/sync/centreServer.ts';
import type { CentreStore } from '../../../../electron/sync/centreStore.ts';
import { deliver } from '../../../../electron/sync/outbox.ts';
import { accept } from '../../../../shared/refusal.ts';
import { freshIdentity } from '../../../loopbackRoom.ts';

const bytes = randomBytes(600_000);
const digest = createHash('sha256').update(bytes).digest('hex');
const RECEIPT = 'the receipt';

let folder: string;
let tls: TlsIdentity;
let server: CentreServer;
let wire: Cable | null;
/** What the centre's store took over. */
let taken: Buffer[];
const faults: unknown[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'centre-server-'));
  tls = await freshIdentity();
  [taken, wire] = [[], null];
  writeFileSync(join(folder, 'sent.age'), bytes);
  writeFileSync(join(folder, 'sent.seal.json'), '{}');
  server = await open();
});
afterEach(async () => {
  await wire?.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
  expect(faults.splice(0)).toEqual([]);
});

/** The door in front of a store that takes what comes; a centre that is killed before it has done so is one whose store never answers. */
const open = (dies = false): Promise<CentreServer> =>
  openCentreServer({
    listen: { host: '127.0.0.1', port: 0 },
    tls,
    folder,
    onFault: (error) => faults.push(error),
    store: {
      putSeal: async () => accept(undefined),
      take: async (_: string, file: string) => {
        if (dies) return new Promise(() => undefined);
        taken.push(readFileSync(file));
        return accept(undefined);
      },
      answer: async () => (taken.length > 0 ? { kind: 'receipt', receipt: RECEIPT } : { kind: 'unknown' }),
    } as unknown as CentreStore,
  });

async function again(): Promise<void> {
  await server.close();
  server = await open();
}

const arrived = (): string => join(folder, 'uploads', digest);
const size = (): number => statSync(arrived(), { throwIfNoEntry: false })?.size ?? 0;

/** Sends it, and answers from which byte on. */
async function send(port = server.port, signal = new AbortController().signal) {
  let from: number | null = null;
  const receipt = await deliver({
    address: `https://127.0.0.1:${port}`,
    agent: pinnedAgent((key) => key === tls.fingerprint),
    files: { name: 'sent', ciphertext: join(folder, 'sent.age'), seal: join(folder, 'sent.seal.json') },
    recordings: [],
    accepts: (one) => one === RECEIPT,
    progress: (sent) => {
      from ??= sent;
    },
    problem: () => undefined,
    signal,
  });
  return { receipt, from };
}

/** A delivery to a centre that goes away as soon as that many bytes are on its disk. */
async function brokenOff(at: number): Promise<void> {
  wire = await cable(server.port, 5);
  const stop = new AbortController();
  const sending = send(wire.port, stop.signal);
  while (size() < at) await pause(2);
  wire.cut();
  stop.abort();
  await sending;
}

test('what is cut goes on where it was, though both sides have been started again', async () => {
  await brokenOff(100_000);
  await again();
  const before = size();
  expect(before).toBeLessThan(bytes.length);
  const { receipt, from } = await send();
  expect(receipt).toBe(RECEIPT);
  expect(from).toBeGreaterThanOrEqual(before);
  expect(taken).toEqual([bytes]);
});

test('a centre that is killed after the last byte, and before it took the file over, takes it when it is back', async () => {
  await server.close();
  server = await open(true);
  await brokenOff(bytes.length);
  await again();
  expect(taken).toEqual([bytes]);
  expect((await send()).receipt).toBe(RECEIPT);
  expect(size()).toBe(0);
});

test('an upload whose note a power cut emptied is begun anew', async () => {
  await brokenOff(100_000);
  truncateSync(`${arrived()}.json`);
  await again();
  expect((await send()).receipt).toBe(RECEIPT);
  expect(taken).toEqual([bytes]);
});
