/** An upload to the centre that is broken off anywhere comes to its end, and what has arrived is not sent again; what the centre does not take is not taken for done. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pinnedAgent } from '../../../../electron/link/pinned.ts';
import type { TlsIdentity } from '../../../../electron/link/tlsIdentity.ts';
import { type Cable, cable } from '../../../../electron/rehearsal/cable.ts';
import { freePort } from '../../../../electron/rehearsal/freePort.ts';
import { notPassed, uploadBytes } from '../../../../electron/sync/centreRefusals.ts';
import { type CentreServer, openCentreServer } from '../../../../electron/sync/centreServer.ts';
import type { CentreStore } from '../../../../electron/sync/centreStore.ts';
import { deliver, type Order } from '../../../../electron/sync/outbox.ts';
import { accept, refuse } from '../../../../shared/refusal.ts';
import { freshIdentity } from '../../../loopbackRoom.ts';
import { sure } from '../../../sure.ts';

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
const open = async (
  dies = false,
  other: Partial<CentreStore> = {},
  more: { readonly space?: () => number; readonly pause?: number; readonly port?: number } = {},
): Promise<CentreServer> => sure(await opening(dies, other, more));

const opening: (...as: Parameters<typeof open>) => ReturnType<typeof openCentreServer> = (
  dies,
  other,
  { port = 0, ...more } = {},
) =>
  openCentreServer({
    listen: { host: '127.0.0.1', port },
    tls,
    folder,
    onFault: (error) => faults.push(error),
    ...more,
    store: {
      putSeal: async () => accept(undefined),
      hasSeal: () => true,
      take: async (_: string, file: string) => {
        if (dies) return new Promise(() => undefined);
        taken.push(readFileSync(file));
        return accept(undefined);
      },
      answer: async () => (taken.length > 0 ? { kind: 'receipt', receipt: RECEIPT } : { kind: 'unknown' }),
      ...other,
    } as unknown as CentreStore,
  });

async function again(...as: Parameters<typeof open>): Promise<void> {
  await server.close();
  server = await open(...as);
}

const arrived = (): string => join(folder, 'uploads', digest);
const size = (): number => statSync(arrived(), { throwIfNoEntry: false })?.size ?? 0;

/** Sends it, and answers from which byte on, and what the room was told on the way. */
async function send(
  port = server.port,
  signal = new AbortController().signal,
  recordings: Order['recordings'] = [],
  heard: (code: string) => void = () => undefined,
) {
  let from: number | null = null;
  const receipt = await deliver({
    address: `https://127.0.0.1:${port}`,
    agent: pinnedAgent((key) => key === tls.fingerprint),
    files: { name: 'sent', ciphertext: join(folder, 'sent.age'), seal: join(folder, 'sent.seal.json') },
    recordings,
    accepts: (one) => one === RECEIPT,
    progress: (sent) => {
      from ??= sent;
    },
    problem: (refusal) => void (refusal === null || heard(refusal.code)),
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
  const before = size();
  expect(before).toBeGreaterThanOrEqual(100_000);
  expect(before).toBeLessThan(bytes.length);
  await again();
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

/** Sends until the room is told of something, and answers what. */
async function told(recordings: Order['recordings'] = []): Promise<string> {
  const stop = new AbortController();
  const codes: string[] = [];
  await send(server.port, stop.signal, recordings, (code) => {
    codes.push(code);
    stop.abort();
  });
  return codes[0]!;
}

/** One file of a recording, which lies beside the result. */
function recorded(): Order['recordings'][number] {
  const file = join(folder, 'camera-00001.age');
  const content = randomBytes(1000);
  writeFileSync(file, content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { path: `${'a'.repeat(43)}/camera-00001.age`, file, bytes: content.length, sha256 };
}

test('what the store does not take is not done: the room hears why', async () => {
  await again(false, { take: async () => refuse(uploadBytes) });
  expect(await told()).toBe('UPLOAD_BYTES');
  expect(size()).toBe(0);
});

test('nothing is uploaded for a result whose seal has not come', async () => {
  await again(false, { hasSeal: (ciphertext) => ciphertext !== digest });
  expect(await told()).toBe('SEAL_MISSING');
  expect(size()).toBe(0);
});

test('nothing is uploaded that the disk has no room for', async () => {
  await again(false, {}, { space: () => bytes.length });
  expect(await told()).toBe('CENTRE_FULL');
  expect(size()).toBe(0);
});

test('the result is not sent before the centre holds its recording', async () => {
  await again(false, { hasRecording: async () => false, takeRecording: async () => accept(undefined) });
  expect(await told([recorded()])).toBe('RECORDING_NOT_KEPT');
  expect(taken).toEqual([]);
});

test('a result that did not pass is supplied again with the room’s own seal and recording', async () => {
  const came: string[] = [];
  const one = recorded();
  await again(false, {
    answer: async () =>
      came.length === 2 ? { kind: 'receipt', receipt: RECEIPT } : { kind: 'refused', refusal: notPassed(1) },
    putSeal: async () => {
      came.push('seal');
      return accept(undefined);
    },
    hasRecording: async () => came.includes(one.path),
    takeRecording: async (_, path) => {
      came.push(path);
      return accept(undefined);
    },
  });
  expect((await send(server.port, undefined, [one])).receipt).toBe(RECEIPT);
  expect(came).toEqual(['seal', one.path]);
});

/** An upload whose last byte is here, as a kill leaves it. */
function whole(): void {
  mkdirSync(join(folder, 'uploads'), { recursive: true });
  writeFileSync(arrived(), bytes);
  const notes = { id: digest, size: bytes.length, offset: 0, metadata: { ciphertext: digest } };
  writeFileSync(`${arrived()}.json`, JSON.stringify(notes));
}

test('a centre that does not get its address has taken nothing over', async () => {
  whole();
  const second = await opening(false, {}, { port: server.port });
  expect(second).toMatchObject({ ok: false, refusals: [{ code: 'ADDRESS_IN_USE' }] });
  expect([taken.length, size()]).toEqual([0, bytes.length]);
});

test('nobody is answered before what had come is taken over', async () => {
  await server.close();
  whole();
  const port = await freePort();
  const taking = Promise.withResolvers<void>();
  let began = false;
  const take: CentreStore['take'] = async (_, file) => {
    began = true;
    await taking.promise;
    taken.push(readFileSync(file));
    return accept(undefined);
  };
  const starting = open(false, { take }, { port });
  await expect.poll(() => began).toBe(true);
  let status: number | undefined;
  const agent = pinnedAgent((key) => key === tls.fingerprint);
  get({ host: '127.0.0.1', port, path: `/results/${digest}/receipt`, agent }, (response) => {
    status = response.resume().statusCode;
  });
  await pause(300);
  expect(status).toBeUndefined();
  taking.resolve();
  server = await starting;
  await expect.poll(() => status).toBe(200);
  expect(taken).toEqual([bytes]);
});

test('a disk that does not let an upload be taken keeps no centre from starting, and takes it when it can', async () => {
  await server.close();
  whole();
  let isFull = true;
  const take: CentreStore['take'] = async (_, file) => {
    if (isFull) throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
    taken.push(readFileSync(file));
    return accept(undefined);
  };
  server = await open(false, { take }, { pause: 50 });
  expect([taken.length, faults.splice(0).length > 0]).toEqual([0, true]);
  isFull = false;
  await expect.poll(() => taken.length, { timeout: 30_000 }).toBe(1);
  expect(taken[0]!.equals(bytes)).toBe(true);
  await expect.poll(size, { timeout: 30_000 }).toBe(0);
  faults.splice(0);
});
