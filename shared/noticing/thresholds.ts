/** From when on something is noticed: `thresholds.noticing` of the room's station file. What is left out has its default. */
import { z } from 'zod';

const between = (least: number, most: number, usual: number) =>
  z.number().min(least).max(most).default(usual);

/** Seconds that a cause must last, without a break, before it is an alarm: 0 to 3600. */
const after = (usual: number) => between(0, 3600, usual);

const group = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape).prefault({} as never);

/**
 * Luma is that of I420, from 16 (black) to 235 (white), taken over a picture that is reduced to a width of 320; levels of sound are
 * in dB below full scale (dBFS), where 0 is the loudest that can be.
 */
export const noticingForm = z.strictObject({
  /** Seconds between two looks at a seat's picture; 0.1 to 10. */
  looksEvery: between(0.1, 10, 0.5),
  /** Seconds between two searches for faces, which cost far more; 1 to 60. */
  facesEvery: between(1, 60, 5),
  /** Seconds for which a cause must be gone before its alarm ends; 0 to 600. */
  clear: between(0, 600, 5),
  /** Mean luma at most `luma` (0 to 255) and its standard deviation at most `deviation` (0 to 128). */
  black: group({ luma: between(0, 255, 24), deviation: between(0, 128, 8), after: after(5) }),
  /** Mean difference of luma between two looks, at most `difference` (0 to 16): a camera's own noise is more. */
  frozen: group({ difference: between(0, 16, 0.1), after: after(15) }),
  /** Share of blocks of 16 × 16 without structure, at least `uniform` (0 to 1). */
  covered: group({ uniform: between(0, 1, 0.92), after: after(5) }),
  /** Variance of the Laplacian, less what noise gives it, over the variance of luma, at most `sharpness` (0 to 1). */
  outOfFocus: group({ sharpness: between(0, 1, 0.001), after: after(10) }),
  /** How sure the model must be of a face: 0.1 to 0.95. */
  faceScore: between(0.1, 0.95, 0.5),
  nobody: group({ after: after(30) }),
  severalPeople: group({ after: after(10) }),
  /** Below `level` dBFS (-100 to 0). */
  silence: group({ level: between(-100, 0, -70), after: after(120) }),
  /** A voice of at least `level` dBFS (-100 to 0). */
  loud: group({ level: between(-100, 0, -20), after: after(3) }),
  /**
   * What a second of sound must be to count as a voice: its share of power from 200 to 4000 Hz, at least `share` (0 to 1), and the
   * standard deviation of its level from one 20 ms to the next, at least `swing` dB (0 to 40): syllables swing, machines do not.
   */
  voice: group({ share: between(0, 1, 0.4), swing: between(0, 40, 4) }),
  /** No picture, or no sound, for `after`. */
  linkLost: group({ after: after(5) }),
  /** Seconds between the seat's clock and the room's, at least `offset` (0.1 to 3600). */
  clockDrift: group({ offset: between(0.1, 3600, 2), after: after(10) }),
});

export type NoticingThresholds = z.infer<typeof noticingForm>;

export const DEFAULT_THRESHOLDS: NoticingThresholds = noticingForm.parse({});
