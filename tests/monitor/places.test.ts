/** Places of a media server's viewers: whoever never receives holds none for long, and one token few of them. */
import { afterEach, expect, test, vi } from 'vitest';
import { newPeer, offerOf } from '../../electron/monitor/rtc.ts';
import { openStreams, type Session, type Streams } from '../../electron/viewing/streams.ts';

const LIMITS = { connectWithin: 120_000, unconnected: 3 };
const PATIENCE = { timeout: 120_000 };

let streams: Streams;
const peers: RTCPeerConnection[] = [];
afterEach(() => {
  streams.close();
  for (const peer of peers.splice(0)) peer.close();
});

async function offer(direction: RTCRtpTransceiverDirection) {
  const peer = newPeer();
  peers.push(peer);
  peer.addTransceiver('video', { direction });
  return { peer, sdp: await offerOf(peer) };
}

async function opened(limits = LIMITS): Promise<void> {
  streams = openStreams(limits);
  const { peer, sdp } = await offer('sendonly');
  const taken = (await streams.publish('1', sdp)) as Session;
  await peer.setRemoteDescription({ type: 'answer', sdp: taken.answer });
}

const taken = async (by: string) => streams.view('1', (await offer('recvonly')).sdp, by);

test('an offer that never connects gives its place back', async () => {
  await opened({ connectWithin: 500, unconnected: 1 });
  const idle = (await taken('viewer')) as Session;
  await idle.over;
  expect(await taken('viewer')).toBeTypeOf('object');
});

test('offers that come at once take no more places than those that come one after the other', async () => {
  await opened();
  const offers = await Promise.all(Array.from({ length: 6 }, () => offer('recvonly')));
  const all = await Promise.all(offers.map(({ sdp }) => streams.view('1', sdp, 'viewer')));
  expect(all.filter((one) => one === 'full')).toHaveLength(6 - LIMITS.unconnected);
});

test('a viewer who receives counts no more among those that wait', async () => {
  await opened({ ...LIMITS, unconnected: 1 });
  const { peer, sdp } = await offer('recvonly');
  const session = (await streams.view('1', sdp, 'viewer')) as Session;
  expect(await taken('viewer')).toBe('full');
  await peer.setRemoteDescription({ type: 'answer', sdp: session.answer });
  await vi.waitUntil(() => ['connected', 'completed'].includes(peer.iceConnectionState), PATIENCE);
  await vi.waitUntil(async () => (await taken('viewer')) !== 'full', PATIENCE);
  session.end();
  await session.over;
});
