/**
 * Every seat's camera and sound on their way to the monitoring system: one WHIP session a seat, tried again for as long as the seat is watched. Nothing
 * comes in by this way, and nobody in the room waits for it.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { type Refusal, refusal } from '../../shared/refusal.ts';
import { peerKeyRefusal, pinnedAgent } from '../link/pinned.ts';
import type { Tracks } from './intake.ts';
import { type Outlet, outletOf } from './outlet.ts';
import { newPeer, offerOf, onReach } from './rtc.ts';
import { WhipError, whipEnd, whipOffer } from './whip.ts';

export interface Outside {
  /** A seat's stream goes out from now on, or goes on with these tracks. */
  send(session: string, seat: string, tracks: Tracks): void;
  end(session: string): void;
  /** Resolves when the monitoring system has been told that the streams have ended, or cannot be. */
  close(): Promise<void>;
}

interface Stream {
  tracks: Tracks;
  outlet: Outlet | null;
  up: boolean;
  problem: Refusal | null;
  readonly abort: AbortController;
  done: Promise<void>;
}

/** Milliseconds: the pause after the first failure, doubled up to the longest. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;
/** How long the end of a session may take to be told. */
const FAREWELL = 2_000;

/**
 * @param to the WHIP endpoint; a seat's label is its last path segment
 * @param changed how many streams are received there, and why one is not
 */
export function outside(
  to: { readonly address: string; readonly fingerprint: string; readonly token?: string | undefined },
  changed: (streams: number, problem: Refusal | null) => void,
): Outside {
  const agent = pinnedAgent((fingerprint) => fingerprint === to.fingerprint);
  const streams = new Map<string, Stream>();

  function tell(): void {
    const all = [...streams.values()];
    changed(all.filter(({ up }) => up).length, all.find(({ problem }) => problem !== null)?.problem ?? null);
  }

  /** One session from offer to end; rejects where it does not come to be. */
  async function once(stream: Stream, address: string): Promise<void> {
    const { signal } = stream.abort;
    const peer = newPeer();
    const outlet = outletOf(peer, true);
    try {
      for (const kind of ['video', 'audio']) peer.addTransceiver(kind, { direction: 'sendonly' });
      await outlet.carry(stream.tracks);
      stream.outlet = outlet;
      const session = await whipOffer({ agent, signal, token: to.token }, address, await offerOf(peer));
      try {
        await peer.setRemoteDescription({ type: 'answer', sdp: session.answer });
        await lasting(peer, signal, () => {
          stream.up = true;
          stream.problem = null;
          tell();
        });
      } finally {
        await whipEnd({ agent, signal: AbortSignal.timeout(FAREWELL), token: to.token }, session).catch(
          () => undefined,
        );
      }
    } finally {
      stream.outlet = null;
      stream.up = false;
      peer.close();
    }
  }

  async function keep(stream: Stream, address: string): Promise<void> {
    const { signal } = stream.abort;
    let pause = FIRST_PAUSE;
    while (!signal.aborted) {
      try {
        await once(stream, address);
        pause = FIRST_PAUSE;
      } catch (error) {
        stream.problem = signal.aborted ? null : refusalOf(error);
      }
      tell();
      const jittered = pause * (0.5 + Math.random() / 2);
      await wait(jittered, undefined, { signal }).catch(() => undefined);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
  }

  function end(session: string): Promise<void> {
    const stream = streams.get(session);
    streams.delete(session);
    stream?.abort.abort();
    return stream?.done ?? Promise.resolve();
  }

  return {
    send(session, seat, tracks) {
      const running = streams.get(session);
      if (running !== undefined) {
        running.tracks = tracks;
        void running.outlet?.carry(tracks).catch(() => undefined);
        return;
      }
      const abort = new AbortController();
      const stream: Stream = {
        tracks,
        outlet: null,
        up: false,
        problem: null,
        abort,
        done: Promise.resolve(),
      };
      streams.set(session, stream);
      stream.done = keep(stream, `${to.address}/${encodeURIComponent(seat)}`);
    },
    end(session) {
      void end(session).then(tell);
    },
    async close() {
      await Promise.all([...streams.keys()].map(end));
      agent.destroy();
    },
  };
}

/** Resolves when the stream that was up is over; rejects where the other end was never reached. */
function lasting(peer: RTCPeerConnection, signal: AbortSignal, up: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let was = false;
    onReach(peer, (reached) => {
      if (reached && !was) up();
      was ||= reached;
      if (reached) return;
      if (was) resolve();
      else reject(new Error('the media server is not reached'));
    });
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

const refusalOf = (error: unknown): Refusal =>
  error instanceof WhipError
    ? refusal(
        'OUTSIDE_REFUSED',
        `监管系统未接收监看画面（应答 ${error.status}），将自动重试；评标不受影响`,
        `The monitoring system does not take the live picture (it answers ${error.status}); it is tried again, and the evaluation goes on`,
      )
    : (peerKeyRefusal(error) ??
      refusal(
        'OUTSIDE_UNREACHABLE',
        '监管系统的监看服务暂时无法连接，将自动重试；评标不受影响',
        'The monitoring system’s live service cannot be reached at present; it is tried again, and the evaluation goes on',
      ));
