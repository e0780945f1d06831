/**
 * The one parameter set of the voice mask (变声). Nothing of it is a setting: a mask that each room tunes for itself is one that nobody has
 * measured. The figures that it reaches stand in the test of this folder.
 */

/** A range from which a value is drawn, both ends included. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

export const MASK = {
  /** Samples a second at which the mask works; what comes at another rate is brought to it. */
  rate: 16_000,
  /** Samples of one analysis frame (32 ms) and the step between frames (8 ms). The frame is the mask's delay. */
  frame: 512,
  hop: 128,

  /**
   * The bands of the envelope: Hz of the first and of the last centre, the step between them, and the ratio that takes over where it makes
   * a wider step; each reaches `overlap` steps to both sides. Narrower ones would keep a speaker's single harmonics.
   */
  bands: { from: 80, to: 7_400, step: 110, ratio: 1.12, overlap: 1.2 },

  /** The masked pitch. */
  pitch: {
    /** Hz, drawn for each call: below every speaking voice, so that no speaker is left at the own pitch. */
    base: { low: 62, high: 72 },
    /** How much of the speaker's movement (in semitones from the own mean) is left: tones and questions live on it. */
    share: 0.55,
    /** Semitones: the movement that is left is rounded to this and ends here. */
    step: 1,
    reach: 4,
    /** Seconds of voiced speech over which the speaker's own mean is taken. */
    memory: 4,
  },

  /** Where a pitch is looked for, Hz, and at which normalised correlation speech is taken for unvoiced and for wholly voiced. */
  voicing: { from: 70, to: 400, none: 0.4, whole: 0.75 },

  /** The bending of the frequency axis: a formant at f is heard at f times the factor. */
  warp: {
    /** The call's own factor. */
    factor: { low: 0.78, high: 0.83 },
    /** Hz at which the axis is bent, each place by an own factor besides, which wanders within these bounds. */
    places: [400, 1_200, 2_600, 5_000],
    wander: { low: 0.95, high: 1.05 },
    /** Seconds from one drawn bend to the next. */
    every: { low: 0.25, high: 0.7 },
  },

  /** The long-term spectrum, which tells speakers apart better than anything else that is left, is replaced by one that all share. */
  timbre: {
    /** How much of the own one is taken out. */
    share: 0.8,
    /** Seconds of speech over which it is taken; the first seconds count from the shared one. */
    memory: 2.5,
    /** dB below the loudest recent frame at which a frame is speech no more. */
    floor: 35,
    /** The shared spectrum: dB an octave by which it rises to its peak, and falls from there on; Hz. */
    rise: 6,
    fall: -7,
    peak: 380,
  },
} as const;
