/** One way on for a seat's picture and sound, to the room's window or to the monitoring system; it stays when the seat publishes anew. */
import type { Tracks } from './intake.ts';

export interface Outlet {
  /** Sends these tracks from now on, in place of those before. */
  carry(tracks: Tracks): Promise<void>;
}

/** @param sound false: the sound stays here */
export const outletOf = (peer: RTCPeerConnection, sound: boolean): Outlet => ({
  async carry({ video, audio }) {
    for (const transceiver of peer.getTransceivers()) {
      const { kind } = transceiver.receiver.track;
      const track = kind === 'video' ? video : sound ? audio : null;
      await transceiver.sender.replaceTrack(track);
    }
  },
});
