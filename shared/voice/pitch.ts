/** The speaker's pitch: measured, and reduced to what is left of it. Only the rounded movement about the own mean goes further. */
import { MASK } from './parameters.ts';

/** The pitch is looked for at half the rate: enough for 400 Hz, at a quarter of the work. */
const RATE = MASK.rate / 2;
const WINDOW = 200;
const SHORTEST = Math.floor(RATE / MASK.voicing.to);
const LONGEST = Math.ceil(RATE / MASK.voicing.from);
/** Samples at the full rate that a measurement looks back on. */
export const LOOKS_BACK = 2 * (WINDOW + LONGEST);

/** Of two periods that fit, the shorter: a voice fits at each multiple of its period as well. */
const OCTAVE_COST = 0.9;

interface Heard {
  /** 0: no voice; 1: wholly voiced. */
  readonly voiced: number;
  /** Hz. */
  readonly pitch: number;
}

export interface PitchMovement {
  /** How voiced the end of the newest samples is, from 0 to 1. */
  readonly voiced: number;
  /** Semitones from the masked voice's base, rounded. */
  readonly movement: number;
}

/** Normalised cross-correlation (Talkin 1995, without the tracking). */
function measurePitch(samples: Float64Array, low: Float64Array): Heard {
  for (let i = 0; i < low.length; i++) low[i] = samples[2 * i]! + samples[2 * i + 1]!;
  const end = low.length;
  const head = end - WINDOW;
  let power = 1e-9;
  for (let i = head; i < end; i++) power += low[i]! ** 2;
  let lagged = 1e-9;
  for (let i = head - SHORTEST; i < end - SHORTEST; i++) lagged += low[i]! ** 2;
  let best = 0;
  let bestLag = SHORTEST;
  let worth = 0;
  for (let lag = SHORTEST; lag <= LONGEST; lag++) {
    let product = 0;
    for (let i = head; i < end; i++) product += low[i]! * low[i - lag]!;
    const fit = product / Math.sqrt(power * lagged);
    const cost = 1 - (1 - OCTAVE_COST) * (lag / LONGEST);
    if (fit * cost > worth) {
      best = fit;
      bestLag = lag;
      worth = fit * cost;
    }
    // The window moves back by one sample; rounding must not take it below nothing.
    if (lag < LONGEST) lagged = Math.max(1e-9, lagged + low[head - lag - 1]! ** 2 - low[end - lag - 1]! ** 2);
  }
  const { none, whole } = MASK.voicing;
  const voiced = Math.min(1, Math.max(0, (best - none) / (whole - none)));
  return { voiced, pitch: RATE / bestLag };
}

function middle(values: Float64Array, scratch: Float64Array): number {
  scratch.set(values);
  return scratch.sort()[scratch.length >> 1]!;
}

/** Follows a speaker: `next` takes the newest `LOOKS_BACK` samples, once a frame. */
export function openPitch(): { next(samples: Float64Array): PitchMovement } {
  const { share, step, reach, memory } = MASK.pitch;
  const most = (memory * MASK.rate) / MASK.hop;
  const low = new Float64Array(LOOKS_BACK / 2);
  /** Semitones above 1 Hz; the newest few, of which the middle one counts: a single octave error is not heard. */
  const recent = new Float64Array(5);
  const scratch = new Float64Array(recent.length);
  let frames = 0;
  let mean = 0;
  return {
    next(samples) {
      const { voiced, pitch } = measurePitch(samples, low);
      if (voiced > 0.5) {
        const semitones = 12 * Math.log2(pitch);
        if (frames === 0) recent.fill(semitones);
        recent.copyWithin(0, 1);
        recent[recent.length - 1] = semitones;
        frames = Math.min(frames + 1, most);
        mean += (middle(recent, scratch) - mean) / frames;
      }
      const moved = (middle(recent, scratch) - mean) * share;
      const held = Math.min(reach, Math.max(-reach, moved));
      return { voiced, movement: Math.round(held / step) * step };
    },
  };
}
