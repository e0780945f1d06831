/** What the window and the audio thread call the mask between them. */
export const MASK_PROCESSOR = 'sealroom-voice-mask';

export interface MaskOptions {
  /** 32 fresh random bytes, of which all that is drawn for the call is made. */
  readonly seed: Uint8Array;
}
