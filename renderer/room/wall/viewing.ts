/** Receives one seat's picture, and its sound where that is asked for, from the room's monitor. */
import type { Refusal, Result } from '../../../shared/refusal.ts';
import { completeOffer } from '../../station/completeOffer.ts';

/** What ends by itself: the refusals, or none where the stream broke. */
type Ended = (refusals: readonly Refusal[]) => void;

/**
 * @param options.ask the station's answer to an offer
 * @param options.end tells the station that nobody looks any more
 * @returns ends it
 */
export function viewing(options: {
  readonly sound: boolean;
  readonly ask: (sdp: string) => Promise<Result<{ view: number; sdp: string }>>;
  readonly end: (view: number) => void;
  readonly onStream: (stream: MediaStream) => void;
  readonly onEnded: Ended;
}): () => void {
  const { sound, ask, end, onStream, onEnded } = options;
  const peer = new RTCPeerConnection({ iceServers: [] });
  const tracks: MediaStreamTrack[] = [];
  let view: number | null = null;
  let closed = false;

  function close(): void {
    if (closed) return;
    closed = true;
    peer.close();
    if (view !== null) end(view);
  }

  function broken(refusals: readonly Refusal[]): void {
    if (closed) return;
    close();
    onEnded(refusals);
  }

  async function open(): Promise<void> {
    for (const kind of sound ? ['video', 'audio'] : ['video'])
      peer.addTransceiver(kind, { direction: 'recvonly' });
    peer.addEventListener('track', ({ track }) => tracks.push(track));
    peer.addEventListener('connectionstatechange', () => {
      if (peer.connectionState === 'failed') broken([]);
    });
    const answer = await ask(await completeOffer(peer));
    if (!answer.ok) return broken(answer.refusals);
    view = answer.value.view;
    if (closed) return end(view);
    await peer.setRemoteDescription({ type: 'answer', sdp: answer.value.sdp });
    if (!closed) onStream(new MediaStream(tracks));
  }

  open().catch(() => broken([]));
  return close;
}
