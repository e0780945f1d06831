/** Peer connections of the monitor: no STUN, no TURN, every candidate within the description, so that one offer and one answer are all there is to say. */
import wrtc from '@roamhq/wrtc';
import { withHostCandidates } from '../../shared/monitor/description.ts';
import type { I420 } from '../../shared/noticing/picture.ts';

export interface Sound {
  readonly samples: Int16Array;
  readonly sampleRate: number;
  readonly channelCount: number;
}

interface Sink {
  stop(): void;
}

/** The types of the package's own additions are wrong about what a sink hears, so they are said here. */
const { RTCPeerConnection: Peer, nonstandard } = wrtc;
const { RTCVideoSink, RTCAudioSink } = nonstandard as unknown as {
  RTCVideoSink: new (track: MediaStreamTrack) => Sink & { onframe: (event: { frame: I420 }) => void };
  RTCAudioSink: new (track: MediaStreamTrack) => Sink & { ondata: (event: Sound) => void };
};

export const newPeer = (): RTCPeerConnection => new Peer({ iceServers: [] });

/** Calls `heard` for every decoded picture of a received track. @returns ends that */
export function eachFrame(track: MediaStreamTrack, heard: (frame: I420) => void): () => void {
  const sink = new RTCVideoSink(track);
  sink.onframe = ({ frame }) => heard(frame);
  return () => sink.stop();
}

/** The same for sound, 10 ms at a time. */
export function eachSound(track: MediaStreamTrack, heard: (sound: Sound) => void): () => void {
  const sink = new RTCAudioSink(track);
  sink.ondata = heard;
  return () => sink.stop();
}

/** The own description with all candidates. */
async function complete(peer: RTCPeerConnection): Promise<string> {
  if (peer.iceGatheringState !== 'complete')
    await new Promise<void>((resolve) => {
      peer.addEventListener('icegatheringstatechange', () => {
        if (peer.iceGatheringState === 'complete') resolve();
      });
    });
  return withHostCandidates(peer.localDescription?.sdp ?? '');
}

/**
 * Answers an offer. Rejects where it is not one that the library takes.
 * @param prepare sets the transceivers up that the offer has made
 */
export async function answerTo(
  peer: RTCPeerConnection,
  sdp: string,
  prepare: () => Promise<unknown> = async () => {},
): Promise<string> {
  await peer.setRemoteDescription({ type: 'offer', sdp });
  await prepare();
  await peer.setLocalDescription(await peer.createAnswer());
  return complete(peer);
}

export async function offerOf(peer: RTCPeerConnection): Promise<string> {
  await peer.setLocalDescription(await peer.createOffer());
  return complete(peer);
}

/** Calls `told` now where it is known, and at each change, whether the other end is in reach: `false` after some seconds without a sign of it. */
export function onReach(peer: RTCPeerConnection, told: (reached: boolean) => void): void {
  const look = (): void => {
    const state = peer.iceConnectionState;
    if (state === 'connected' || state === 'completed') told(true);
    else if (state === 'disconnected' || state === 'failed' || state === 'closed') told(false);
  };
  peer.addEventListener('iceconnectionstatechange', look);
  look();
}
