/** What one seat publishes, as it arrives: its tracks, whether pictures come, and the watcher who sees them. */
import type { Picture } from '../../shared/monitor/publication.ts';
import type { Watcher } from '../noticing/watcher.ts';
import { answerTo, eachFrame, eachSound, newPeer, onReach } from './rtc.ts';

export interface Tracks {
  readonly video: MediaStreamTrack | null;
  readonly audio: MediaStreamTrack | null;
}

export interface Intake {
  readonly tracks: Tracks;
  picture(): Picture;
  /** @param offset seconds by which the seat's clock is ahead of the room's */
  clock(offset: number): void;
  close(): void;
}

/** Milliseconds without a picture after which there is none: a seat's slowest rate gives ten in that time. */
const PATIENCE = 5_000;

/**
 * Takes a seat's offer; it has been found to hold one camera and one microphone at most. Rejects where the library does not take it.
 * @param now a monotonic clock, milliseconds
 */
export async function openIntake(
  sdp: string,
  watcher: Watcher,
  now: () => number,
): Promise<{ readonly intake: Intake; readonly answer: string }> {
  const peer = newPeer();
  const stops: (() => void)[] = [];
  let seen: number | null = null;
  let reached = true;
  let video: MediaStreamTrack | null = null;
  let audio: MediaStreamTrack | null = null;

  onReach(peer, (is) => {
    reached = is;
  });
  peer.addEventListener('track', ({ track }) => {
    if (track.kind === 'video') {
      video = track;
      stops.push(
        eachFrame(track, (frame) => {
          seen = now();
          watcher.frame(frame, seen);
        }),
      );
    } else {
      audio = track;
      stops.push(
        eachSound(track, ({ samples, sampleRate, channelCount }) =>
          watcher.sound(firstChannel(samples, channelCount), sampleRate, now()),
        ),
      );
    }
  });

  function close(): void {
    for (const stop of stops.splice(0)) stop();
    watcher.close();
    peer.close();
  }

  try {
    const answer = await answerTo(peer, sdp);
    const intake: Intake = {
      tracks: { video, audio },
      picture() {
        if (!reached) return 'lost';
        return seen !== null && now() - seen < PATIENCE ? 'live' : 'none';
      },
      clock: (offset) => watcher.clock(offset, now()),
      close,
    };
    return { intake, answer };
  } catch (error) {
    close();
    throw error;
  }
}

const firstChannel = (samples: Int16Array, channels: number): Int16Array =>
  channels === 1 ? samples : samples.filter((_, index) => index % channels === 0);
