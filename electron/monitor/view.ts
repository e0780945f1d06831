/** A view: one seat's picture, and its sound where that was journalled, on its way to the room's window. */
import type { Tracks } from './intake.ts';
import { type Outlet, outletOf } from './outlet.ts';
import { answerTo, newPeer } from './rtc.ts';

export interface View extends Outlet {
  readonly session: string;
  close(): void;
}

/**
 * Answers a window's offer to receive. Rejects where the library does not take it.
 * @param options.ended the window has gone, without a word
 * @param options.reached it receives
 */
export async function openView(options: {
  readonly session: string;
  readonly sdp: string;
  readonly sound: boolean;
  readonly tracks: Tracks;
  readonly ended: () => void;
  readonly reached?: () => void;
}): Promise<{ readonly view: View; readonly answer: string }> {
  const { session, sdp, sound, tracks, ended } = options;
  const peer = newPeer();
  const outlet = outletOf(peer, sound);
  let closed = false;
  // Not ICE's state: that is `connected` as soon as somebody answers its checks, who may never take the answer.
  peer.addEventListener('connectionstatechange', () => {
    if (closed) return;
    if (peer.connectionState === 'failed') ended();
    else if (peer.connectionState === 'connected') options.reached?.();
  });
  function close(): void {
    closed = true;
    peer.close();
  }
  try {
    const answer = await answerTo(peer, sdp, async () => {
      for (const transceiver of peer.getTransceivers()) transceiver.direction = 'sendonly';
      await outlet.carry(tracks);
    });
    return { view: { session, ...outlet, close }, answer };
  } catch (error) {
    close();
    throw error;
  }
}
