/** A viewer at the monitoring system: offers by WHEP what a player would, and takes what comes. */
import type { Agent } from 'node:https';
import { eachFrame, eachSound, newPeer, offerOf } from '../../electron/monitor/rtc.ts';
import { whipEnd, whipOffer } from '../../electron/monitor/whip.ts';
import type { I420 } from '../../shared/noticing/picture.ts';

export interface Offered {
  readonly kinds?: readonly string[];
  readonly direction?: RTCRtpTransceiverDirection;
}

/** Of this session so far. */
interface Viewed {
  frames: number;
  last: I420 | null;
  loudest: number;
}

/** Rejects where the server refuses. Whoever gets the peer closes it. */
export async function viewerAt(
  address: string,
  {
    agent,
    token,
    kinds = ['video', 'audio'],
    direction = 'recvonly',
  }: Offered & { readonly agent: Agent; readonly token: string },
) {
  const peer = newPeer();
  const seen: Viewed = { frames: 0, last: null, loudest: 0 };
  for (const kind of kinds) peer.addTransceiver(kind, { direction });
  peer.addEventListener('track', ({ track }) => {
    if (track.kind === 'video')
      eachFrame(track, (frame) => {
        seen.frames += 1;
        seen.last = frame;
      });
    else
      eachSound(track, ({ samples }) => {
        for (const one of samples) seen.loudest = Math.max(seen.loudest, Math.abs(one));
      });
  });
  try {
    const session = await whipOffer({ agent, token }, address, await offerOf(peer));
    await peer.setRemoteDescription({ type: 'answer', sdp: session.answer });
    return { seen, end: () => whipEnd({ agent, token }, session), peer };
  } catch (error) {
    peer.close();
    throw error;
  }
}
