/** One end of a call: this window's microphone goes out through the mask and in no other way; the other side's voice comes in. */
import type { Refusal } from '../../../shared/refusal.ts';
import { completeAnswer, completeOffer } from '../../station/completeOffer.ts';
import { type MaskedTrack, maskedTrack } from '../voice/maskedTrack.ts';
import { noMask, noMicrophone } from './callRefusals.ts';

export interface VoiceLine {
  /** The own description, to be carried to the other side. */
  offer(): Promise<string>;
  /** The own description to the other side's. Rejects where that is none that fits. */
  answer(offer: string): Promise<string>;
  /** Takes the other side's answer to the offer. Rejects where it fits no offer. */
  take(answer: string): Promise<void>;
  /** The other side's voice, silent until it comes; there once a description has been made. */
  voice(): MediaStreamTrack;
  close(): void;
}

/** What keeps a window from speaking. */
export class VoiceProblem extends Error {
  readonly refusal: Refusal;
  constructor(problem: Refusal) {
    super(problem.en);
    this.refusal = problem;
  }
}

/** Bits a second: the speech of one person. */
const BITS = 32_000;

/**
 * Opens microphone and mask. Rejects with a `VoiceProblem` where one of them does not work.
 * @param broken called once where the other side is out of reach for good
 */
export async function openVoiceLine(broken: () => void): Promise<VoiceLine> {
  const microphone = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => {
    throw new VoiceProblem(noMicrophone);
  });
  const letGo = (): void => {
    for (const track of microphone.getTracks()) track.stop();
  };
  const masked: MaskedTrack = await maskedTrack(microphone.getAudioTracks()[0]!).catch(() => {
    letGo();
    throw new VoiceProblem(noMask);
  });
  const peer = new RTCPeerConnection({ iceServers: [] });
  let closed = false;
  peer.addEventListener('connectionstatechange', () => {
    if (peer.connectionState !== 'failed' || closed) return;
    closed = true;
    broken();
  });
  return {
    offer() {
      peer.addTransceiver(masked.track, { direction: 'sendrecv', sendEncodings: [{ maxBitrate: BITS }] });
      return completeOffer(peer);
    },
    async answer(offer) {
      await peer.setRemoteDescription({ type: 'offer', sdp: offer });
      const [section] = peer.getTransceivers();
      section!.direction = 'sendrecv';
      await section!.sender.replaceTrack(masked.track);
      return completeAnswer(peer);
    },
    take: (answer) => peer.setRemoteDescription({ type: 'answer', sdp: answer }),
    voice: () => peer.getTransceivers()[0]!.receiver.track,
    close() {
      closed = true;
      peer.close();
      letGo();
      void masked.stop();
    },
  };
}
