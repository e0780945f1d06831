/** The monitoring system's side, by our own media server: a room's streams come in by WHIP, and viewers who are let in see and hear them by WHEP. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pinnedAgent } from '../../electron/link/pinned.ts';
import { tlsIdentity } from '../../electron/link/tlsIdentity.ts';
import { WhipError } from '../../electron/monitor/whip.ts';
import { type MediaServer, openMediaServer } from '../../electron/viewing/mediaServer.ts';
import { sure } from '../stations/house.ts';
import { shows, type TestCamera, testCamera } from './browser.ts';
import { type Stage, stage, until } from './stage.ts';
import { type Offered, viewerAt } from './viewer.ts';

const TOKENS = { whip: 'a-room-of-this-centre', whep: 'a-viewer-who-is-let-in' };
const BRIGHT = 180;

let folder: string;
let server: MediaServer;
let on: Stage;
let camera: TestCamera;
let agent: ReturnType<typeof pinnedAgent>;
const peers: RTCPeerConnection[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealroom-whep-'));
  const tls = sure(await tlsIdentity(folder));
  server = sure(await openMediaServer({ listen: { host: '127.0.0.1', port: 0 }, tls, tokens: TOKENS }));
  agent = pinnedAgent((key) => key === tls.fingerprint);
  const { fingerprint } = tls;
  on = await stage({
    monitor: {},
    gateway: {
      address: 'https://127.0.0.1:9',
      fingerprint: '0'.repeat(64),
      whip: { address: `https://127.0.0.1:${server.port}/whip`, fingerprint, token: TOKENS.whip },
    },
  });
  camera = testCamera(BRIGHT);
  on.publish('E1', camera);
  await until(() => on.all.lead.window.status?.monitor?.outside.streams === 1);
});

afterAll(async () => {
  camera?.stop();
  await on?.close();
  for (const peer of peers) peer.close();
  await server?.close();
  agent?.destroy();
  await rm(folder, { recursive: true, force: true });
});

async function viewer(
  stream: string,
  { side = 'whep', token = TOKENS.whep, ...offered }: Offered & { side?: string; token?: string } = {},
) {
  const one = await viewerAt(`https://127.0.0.1:${server.port}/${side}/${stream}`, {
    agent,
    token,
    ...offered,
  });
  peers.push(one.peer);
  return one;
}

const statusOf = (asked: Promise<unknown>): Promise<number> =>
  asked.then(
    () => 201,
    (error) => (error instanceof WhipError ? error.status : 0),
  );

test('a viewer sees and hears the seat, and another one beside him', async () => {
  const [first, second] = [await viewer('1'), await viewer('1')];
  for (const { seen } of [first, second])
    await until(() => seen.last !== null && shows(seen.last, BRIGHT) && seen.loudest > 2000);
  await second.end();
  const { frames } = first.seen;
  await until(() => first.seen.frames > frames + 2);
  await first.end();
});

test('a viewer who asks for the picture alone hears nothing', async () => {
  const silent = await viewer('1', { kinds: ['video'] });
  await until(() => silent.seen.frames > 5);
  expect(silent.seen.loudest).toBe(0);
  await silent.end();
});

test('nobody is let in without the token of that side, and no stream is there that no room sends', async () => {
  expect(await statusOf(viewer('1', { token: 'guessed-by-somebody' }))).toBe(401);
  expect(await statusOf(viewer('1', { token: TOKENS.whip }))).toBe(401);
  expect(await statusOf(viewer('1', { side: 'whip', direction: 'sendonly' }))).toBe(401);
  expect(await statusOf(viewer('2'))).toBe(404);
});

test('the list of what passes stays closed: a viewer sends nothing, a room no second picture', async () => {
  expect(await statusOf(viewer('1', { direction: 'sendrecv' }))).toBe(422);
  expect(await statusOf(viewer('1', { kinds: ['video', 'video'] }))).toBe(422);
  const room = { side: 'whip', token: TOKENS.whip, direction: 'sendonly' } as const;
  expect(await statusOf(viewer('9', { ...room, kinds: ['video', 'video'] }))).toBe(422);
  expect(await statusOf(viewer('9', { ...room, direction: 'sendrecv' }))).toBe(422);
  expect(await statusOf(viewer('9'))).toBe(404);
});

test('when the room has ended, so has the stream', async () => {
  const last = await viewer('1');
  await until(() => last.seen.frames > 0);
  await on.all.room.close();
  expect(await statusOf(viewer('1'))).toBe(404);
  await until(() => ['disconnected', 'failed', 'closed'].includes(last.peer.iceConnectionState));
});
