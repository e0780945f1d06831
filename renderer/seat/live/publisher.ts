/** Sends the seat's camera and sound to the room's monitor for as long as they are wanted; begins anew whenever that breaks, or the monitor is another. */
import type { SeatStatus } from '../../../shared/bridge/seat.ts';
import type { Rate } from '../../../shared/monitor/publication.ts';
import type { Result } from '../../../shared/refusal.ts';
import { completeOffer } from '../../station/completeOffer.ts';
import { openCamera } from './camera.ts';

type Watched = NonNullable<SeatStatus['watched']>;

export interface Publisher {
  /** Null: nobody watches, and the camera is let go. */
  want(watched: SeatStatus['watched']): void;
  close(): void;
}

/** Bits a second, pictures a second, and the picture's width in pixels. */
const RATES: Readonly<Record<Rate, { bits: number; pictures: number; width: number }>> = {
  low: { bits: 60_000, pictures: 2, width: 320 },
  high: { bits: 800_000, pictures: 15, width: 640 },
};
const SOUND_BITS = 24_000;

/** Milliseconds: the pause after the first failure, doubled up to the longest. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 10_000;

interface Run {
  readonly monitor: number;
  readonly peer: RTCPeerConnection;
  stream: MediaStream | null;
}

/** @param publish asks the seat's station for the monitor's answer to an offer */
export function publisher(
  publish: (offer: { monitor: number; sdp: string }) => Promise<Result<{ sdp: string }>>,
): Publisher {
  let watched: SeatStatus['watched'] = null;
  let run: Run | null = null;
  let pause = FIRST_PAUSE;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function stop(): void {
    clearTimeout(timer);
    run?.peer.close();
    for (const track of run?.stream?.getTracks() ?? []) track.stop();
    run = null;
  }

  function again(broken: Run): void {
    if (run !== broken) return;
    stop();
    timer = setTimeout(start, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }

  function start(): void {
    if (watched === null) return;
    const own: Run = {
      monitor: watched.monitor,
      peer: new RTCPeerConnection({ iceServers: [] }),
      stream: null,
    };
    run = own;
    offer(own).catch(() => again(own));
  }

  async function offer(own: Run): Promise<void> {
    const { monitor, peer } = own;
    const stream = await openCamera();
    if (run !== own) {
      for (const track of stream.getTracks()) track.stop();
      return;
    }
    own.stream = stream;
    for (const track of stream.getTracks()) {
      track.addEventListener('ended', () => again(own));
      const sendEncodings = [encodingOf(track, watched?.rate ?? 'low')];
      peer.addTransceiver(track, { direction: 'sendonly', sendEncodings });
    }
    const answer = await publish({ monitor, sdp: await completeOffer(peer) });
    if (run !== own) return;
    if (!answer.ok) return again(own);
    await peer.setRemoteDescription({ type: 'answer', sdp: answer.value.sdp });
    peer.addEventListener('connectionstatechange', () => {
      if (peer.connectionState === 'connected') pause = FIRST_PAUSE;
      if (peer.connectionState === 'failed') again(own);
    });
    await setRate(own);
  }

  /** What was wanted when the stream began may have changed while it did. */
  async function setRate({ peer }: Run): Promise<void> {
    for (const { sender } of peer.getTransceivers()) {
      const parameters = sender.getParameters();
      const [encoding] = parameters.encodings ?? [];
      if (sender.track === null || encoding === undefined) continue;
      Object.assign(encoding, encodingOf(sender.track, watched?.rate ?? 'low'));
      // The stream may have ended meanwhile: the picture goes on as it was, or not at all.
      await sender.setParameters(parameters).catch(() => undefined);
    }
  }

  return {
    want(next) {
      const before = watched;
      watched = next;
      if (next === null) return stop();
      if (before === null || before.monitor !== next.monitor) {
        stop();
        pause = FIRST_PAUSE;
        start();
      } else if (before.rate !== next.rate && run !== null) void setRate(run);
    },
    close() {
      watched = null;
      stop();
    },
  };
}

function encodingOf(track: MediaStreamTrack, rate: Watched['rate']): RTCRtpEncodingParameters {
  if (track.kind === 'audio') return { maxBitrate: SOUND_BITS };
  const { bits, pictures, width } = RATES[rate];
  const scale = (track.getSettings().width ?? width) / width;
  return { maxBitrate: bits, maxFramerate: pictures, scaleResolutionDownBy: Math.max(1, scale) };
}
