/**
 * The mask on the audio thread: one processor, which knows nothing of windows. Bundled into a file of its own, since an AudioWorklet loads its
 * code by address and the page's policy lets none but the app's own files in.
 */
import { chacha20 } from '@noble/ciphers/chacha.js';
import type { RandomPort } from '../../../shared/ports/crypto.ts';
import { openVoiceMask, type VoiceMask } from '../../../shared/voice/voiceMask.ts';
import { MASK_PROCESSOR, type MaskOptions } from './maskProcessor.ts';

/** What the audio thread has of its own; the language's library of types describes windows only. */
declare const sampleRate: number;
declare function registerProcessor(
  name: string,
  processor: new (options: { readonly processorOptions: MaskOptions }) => object,
): void;
declare const AudioWorkletProcessor: new () => object;

/** The audio thread has no `crypto`: the window hands in a seed, and ChaCha20 makes of it as many bytes as a call needs. */
function spread(seed: Uint8Array): RandomPort {
  const nonce = new Uint8Array(12);
  let block = 0;
  return (bytes) => chacha20(seed, nonce, new Uint8Array(bytes), undefined, block++);
}

class MaskProcessor extends AudioWorkletProcessor {
  readonly #mask: VoiceMask;

  constructor({ processorOptions }: { readonly processorOptions: MaskOptions }) {
    super();
    const opened = openVoiceMask(sampleRate, spread(processorOptions.seed));
    // The node reports it as `processorerror`; nothing has been heard by then.
    if (!opened.ok) throw new Error(opened.refusals[0]!.en);
    this.#mask = opened.value;
  }

  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const heard = inputs[0]?.[0];
    const masked = outputs[0]?.[0];
    // Without an input the output stays silent: it is never the unmasked sound.
    if (heard !== undefined && masked !== undefined) this.#mask.process(heard, masked);
    return true;
  }
}

registerProcessor(MASK_PROCESSOR, MaskProcessor);
