/** A microphone's track to one that carries the masked voice (变声). Whoever makes a call puts the masked one on the line, and only that. */
import { MASK_PROCESSOR, type MaskOptions } from './maskProcessor.ts';
import worklet from './maskWorklet.ts?worker&url';

export interface MaskedTrack {
  /** Mono, live until `stop`; silent where the mask fails, never unmasked. */
  readonly track: MediaStreamTrack;
  /** Ends the masked track. The original is the caller's to stop: the seat's recording may still need it. */
  stop(): Promise<void>;
}

/** Hz; what a device gives at another rate, the browser brings to it. */
const RATE = 48_000;

/**
 * @param track live sound of one person; throws a TypeError for anything else
 * @returns when the mask runs; rejects where the audio thread cannot load it, and then there is no track at all
 */
export async function maskedTrack(track: MediaStreamTrack): Promise<MaskedTrack> {
  if (track.kind !== 'audio' || track.readyState !== 'live')
    throw new TypeError('the mask takes a live audio track');
  const context = new AudioContext({ sampleRate: RATE, latencyHint: 'interactive' });
  try {
    await context.audioWorklet.addModule(worklet);
    const processorOptions: MaskOptions = { seed: crypto.getRandomValues(new Uint8Array(32)) };
    const mask = new AudioWorkletNode(context, MASK_PROCESSOR, {
      numberOfInputs: 1,
      numberOfOutputs: 1,
      outputChannelCount: [1],
      channelCount: 1,
      channelCountMode: 'explicit',
      processorOptions,
    });
    const source = context.createMediaStreamSource(new MediaStream([track]));
    const line = context.createMediaStreamDestination();
    line.channelCount = 1;
    source.connect(mask).connect(line);
    await context.resume();
    const masked = line.stream.getAudioTracks()[0]!;
    return {
      track: masked,
      async stop() {
        masked.stop();
        await context.close();
      },
    };
  } catch (error) {
    await context.close();
    throw error;
  }
}
