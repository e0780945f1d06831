/** The streams that a media server holds: what each publisher sends goes on to whoever views it, and nothing of it is kept. */
import { isPublication, isViewing, withHostCandidates } from '../../shared/monitor/description.ts';
import type { Tracks } from '../monitor/intake.ts';
import { answerTo, newPeer, onReach } from '../monitor/rtc.ts';
import { openView } from '../monitor/view.ts';
import { viewerPlaces } from './places.ts';

/** One peer's session, from its offer on. */
export interface Session {
  readonly answer: string;
  end(): void;
  /** Resolves when it has ended, by whomever. */
  readonly over: Promise<void>;
}

/** Why an offer is not taken: it asks for something else than it may; the stream is not there; as many view it as may. */
export type NotTaken = 'offer' | 'stream' | 'full';

export interface Streams {
  /** A publisher's offer: one camera and one microphone at most, sent alone. What the same stream sent before is over. */
  publish(name: string, sdp: string): Promise<Session | NotTaken>;
  /** A viewer's offer to receive the picture, the picture and the sound. @param by the token that let him in */
  view(name: string, sdp: string, by: string): Promise<Session | NotTaken>;
  close(): void;
}

interface Stream {
  readonly peer: RTCPeerConnection;
  readonly tracks: Tracks;
  /** It has ended. */
  readonly done: () => void;
}

/** Each viewer is an encoding of its own. */
const VIEWERS = 64;

/**
 * @param limits.connectWithin milliseconds in which whoever was answered has to receive: else his place is another's
 * @param limits.unconnected places that one token holds at most without receiving; a wall of seats takes some at once
 */
export function openStreams(limits = { connectWithin: 10_000, unconnected: 16 }): Streams {
  const streams = new Map<string, Stream>();
  const places = viewerPlaces(VIEWERS, limits);

  function endStream(name: string, stream: Stream): void {
    stream.peer.close();
    stream.done();
    // Another publisher may have taken its place: then its viewers go on.
    if (streams.get(name) !== stream) return;
    streams.delete(name);
    for (const place of places.of(name)) place.leave();
  }

  return {
    async publish(name, sdp) {
      if (!isPublication(sdp)) return 'offer';
      const peer = newPeer();
      const arrived: { video: MediaStreamTrack | null; audio: MediaStreamTrack | null } = {
        video: null,
        audio: null,
      };
      peer.addEventListener('track', ({ track }) => {
        arrived[track.kind === 'video' ? 'video' : 'audio'] = track;
      });
      const answer = await answerOrNull(peer, sdp);
      if (answer === null) return 'offer';
      const { promise: over, resolve: done } = Promise.withResolvers<void>();
      const stream: Stream = { peer, tracks: arrived, done };
      const before = streams.get(name);
      streams.set(name, stream);
      if (before !== undefined) endStream(name, before);
      const end = (): void => endStream(name, stream);
      onReach(peer, (reached) => {
        if (!reached) end();
      });
      for (const { view } of places.of(name)) await view?.carry(stream.tracks);
      return { answer, end, over };
    },
    async view(name, sdp, by) {
      const sound = isViewing(sdp, true);
      if (!sound && !isViewing(sdp, false)) return 'offer';
      const stream = streams.get(name);
      if (stream === undefined) return 'stream';
      const place = places.take(name, by);
      if (place === null) return 'full';
      const offered = { session: name, sdp: withHostCandidates(sdp), sound, tracks: stream.tracks };
      const { leave: ended, reached, over } = place;
      try {
        const { view, answer } = await openView({ ...offered, ended, reached });
        place.sit(view);
        const current = streams.get(name);
        if (current === undefined) {
          ended();
          return 'stream';
        }
        if (current !== stream) await view.carry(current.tracks);
        return { answer, end: ended, over };
      } catch {
        ended();
        return 'offer';
      }
    },
    close() {
      for (const [name, stream] of streams) endStream(name, stream);
    },
  };
}

async function answerOrNull(peer: RTCPeerConnection, sdp: string): Promise<string | null> {
  try {
    return await answerTo(peer, withHostCandidates(sdp));
  } catch {
    peer.close();
    return null;
  }
}
