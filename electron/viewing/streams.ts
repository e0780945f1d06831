/** The streams that a media server holds: what each publisher sends goes on to whoever views it, and nothing of it is kept. */
import { isPublication, isViewing, withHostCandidates } from '../../shared/monitor/description.ts';
import type { Tracks } from '../monitor/intake.ts';
import { answerTo, newPeer, onReach } from '../monitor/rtc.ts';
import { openView, type View } from '../monitor/view.ts';

/** One peer's session, from its offer on. */
export interface Session {
  readonly answer: string;
  end(): void;
}

/** Why an offer is not taken: it asks for something else than it may; the stream is not there; as many view it as may. */
export type NotTaken = 'offer' | 'stream' | 'full';

export interface Streams {
  /** A publisher's offer: one camera and one microphone at most, sent alone. What the same stream sent before is over. */
  publish(name: string, sdp: string): Promise<Session | NotTaken>;
  /** A viewer's offer to receive the picture, the picture and the sound. */
  view(name: string, sdp: string): Promise<Session | NotTaken>;
  close(): void;
}

interface Stream {
  readonly peer: RTCPeerConnection;
  readonly tracks: Tracks;
}

/** Each viewer is an encoding of its own. */
const VIEWERS = 64;

export function openStreams(): Streams {
  const streams = new Map<string, Stream>();
  const views = new Map<View, string>();

  function endView(view: View): void {
    if (views.delete(view)) view.close();
  }

  function endStream(name: string, stream: Stream): void {
    stream.peer.close();
    // Another publisher may have taken its place: then its viewers go on.
    if (streams.get(name) !== stream) return;
    streams.delete(name);
    for (const [view, of] of views) if (of === name) endView(view);
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
      const stream: Stream = { peer, tracks: arrived };
      streams.get(name)?.peer.close();
      streams.set(name, stream);
      const end = (): void => endStream(name, stream);
      onReach(peer, (reached) => {
        if (!reached) end();
      });
      for (const [view, of] of views) if (of === name) await view.carry(stream.tracks);
      return { answer, end };
    },
    async view(name, sdp) {
      const sound = isViewing(sdp, true);
      if (!sound && !isViewing(sdp, false)) return 'offer';
      const stream = streams.get(name);
      if (stream === undefined) return 'stream';
      if (views.size >= VIEWERS) return 'full';
      const offered = { session: name, sdp: withHostCandidates(sdp), sound, tracks: stream.tracks };
      let opened: View | null = null;
      const ended = (): void => {
        if (opened !== null) endView(opened);
      };
      try {
        const { view, answer } = await openView({ ...offered, ended });
        opened = view;
        views.set(view, name);
        const current = streams.get(name);
        if (current === undefined) {
          ended();
          return 'stream';
        }
        if (current !== stream) await view.carry(current.tracks);
        return { answer, end: ended };
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
