/** Through the gateway and nowhere else: camera and sound to the monitoring system by WHIP, to the pinned key, off unless the station file names it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { answerTo, eachFrame, eachSound, newPeer } from '../../electron/monitor/rtc.ts';
import type { I420 } from '../../shared/noticing/picture.ts';
import { shows, type TestCamera, testCamera } from './browser.ts';
import { startJanus } from './janus.ts';
import { type Stage, stage, until } from './stage.ts';
import { type Taker, type WhipEndpoint, whipEndpoint } from './whipEndpoint.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'sealroom-whip-'));
  closing.push(() => rm(made, { recursive: true, force: true }));
  return made;
}

async function endpointFor(take: Taker): Promise<WhipEndpoint> {
  const endpoint = await whipEndpoint(await folder(), take);
  closing.push(endpoint.close);
  return endpoint;
}

/** What arrives outside, by stream. */
interface Arrived {
  last: I420 | null;
  loudest: number;
}

function hearing(peer: RTCPeerConnection, arrived: Arrived): void {
  peer.addEventListener('track', ({ track }) => {
    if (track.kind === 'video') eachFrame(track, (frame) => (arrived.last = frame));
    else
      eachSound(track, ({ samples }) => {
        for (const one of samples) arrived.loudest = Math.max(arrived.loudest, Math.abs(one));
      });
  });
}

/** A media server of our own: it decodes what comes. */
function ownServer(): { take: Taker; streams: Map<string, Arrived> } {
  const streams = new Map<string, Arrived>();
  return {
    streams,
    async take(stream, sdp) {
      const peer = newPeer();
      const arrived: Arrived = { last: null, loudest: 0 };
      streams.set(stream, arrived);
      hearing(peer, arrived);
      return { answer: await answerTo(peer, sdp), end: async () => peer.close() };
    },
  };
}

async function publishing(
  gateway: { whip: WhipEndpoint['at'] } | null,
): Promise<{ on: Stage; camera: TestCamera }> {
  const nowhere = { address: 'https://127.0.0.1:9', fingerprint: '0'.repeat(64) };
  const on = await stage({
    monitor: {},
    ...(gateway === null ? {} : { gateway: { ...nowhere, ...gateway } }),
  });
  closing.push(on.close);
  const camera = testCamera(180);
  closing.push(async () => camera.stop());
  on.publish('E1', camera);
  return { on, camera };
}

const outside = (on: Stage) => on.all.lead.window.status?.monitor?.outside;

test('a seat’s camera and sound arrive at the monitoring system, and are taken back when the room ends', async () => {
  const own = ownServer();
  const endpoint = await endpointFor(own.take);
  const { on } = await publishing({ whip: endpoint.at });
  await until(() => endpoint.offered.length > 0);
  expect(endpoint.offered).toEqual(['1']);
  const arrived = own.streams.get('1')!;
  await until(() => arrived.last !== null && shows(arrived.last, 180) && arrived.loudest > 2000);
  await until(() => outside(on)?.streams === 1);
  expect(outside(on)).toEqual({ on: true, streams: 1, problem: null });
  await on.all.room.close();
  expect(endpoint.ended).toEqual(['1']);
});

test('a server that refuses is asked again, the supervisor reads why, and the room does not wait', async () => {
  const own = ownServer();
  const endpoint = await endpointFor(own.take);
  endpoint.refuse = 503;
  const { on } = await publishing({ whip: endpoint.at });
  await until(() => outside(on)?.problem?.code === 'OUTSIDE_REFUSED');
  const act = { type: 'intervene', body: { about: '监看', reason: '监管系统未接收' } } as const;
  expect((await on.all.lead.window.client.ask('act', { act })).ok).toBe(true);
  endpoint.refuse = null;
  await until(() => outside(on)?.streams === 1);
  expect(outside(on)?.problem).toBeNull();
});

test('a server with another key gets no offer', async () => {
  const own = ownServer();
  const endpoint = await endpointFor(own.take);
  const { on } = await publishing({ whip: { ...endpoint.at, fingerprint: 'f'.repeat(64) } });
  await until(() => outside(on)?.problem?.code === 'PEER_KEY');
  expect(endpoint.offered).toEqual([]);
});

test('without an address in the station file nothing live leaves the room', async () => {
  const { on } = await publishing(null);
  await until(() => on.all.lead.window.status?.monitor?.seats[0]?.picture === 'live');
  expect(outside(on)).toEqual({ on: false, streams: 0, problem: null });
});

test('Janus takes the stream, and its own viewer sees and hears the seat', async () => {
  const janus = await startJanus(join(await folder(), 'janus'));
  closing.push(janus.close);
  const endpoint = await endpointFor(janus.take);
  const { on } = await publishing({ whip: endpoint.at });
  await until(() => outside(on)?.streams === 1);
  const arrived: Arrived = { last: null, loudest: 0 };
  await janus.watch('1', (peer) => hearing(peer, arrived));
  await until(() => arrived.last !== null && shows(arrived.last, 180) && arrived.loudest > 2000);
});
