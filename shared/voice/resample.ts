/** Between 48 kHz, at which browsers work, and the mask's 16 kHz: a low-pass (windowed sinc) and every third sample. */

const TIMES = 3;
/** Odd, so that the delay is a whole number of samples: 48 at 48 kHz. */
const TAPS = 97;
/** Of the high rate. */
const CUTOFF = 7_400 / 48_000;

/** Samples at the high rate by which each direction delays. */
export const FILTER_DELAY = (TAPS - 1) / 2;

function lowPass(): Float64Array {
  const taps = Float64Array.from({ length: TAPS }, (_, i) => {
    const x = i - FILTER_DELAY;
    const sinc = x === 0 ? 2 * CUTOFF : Math.sin(2 * Math.PI * CUTOFF * x) / (Math.PI * x);
    return sinc * (0.54 + 0.46 * Math.cos((Math.PI * x) / FILTER_DELAY));
  });
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
}

const FILTER = lowPass();

/** One sample at the high rate in, one out; `inner` is asked once for every third. */
export function atThirdRate(inner: (sample: number) => number): (sample: number) => number {
  const heard = new Float64Array(TAPS);
  const made = new Float64Array(Math.ceil(TAPS / TIMES));
  let newest = 0;
  let newestMade = 0;
  let turn = 0;
  return (sample) => {
    newest = (newest + 1) % TAPS;
    heard[newest] = sample;
    if (turn === 0) {
      let sum = 0;
      for (let i = 0; i < TAPS; i++) sum += FILTER[i]! * heard[(newest - i + TAPS) % TAPS]!;
      newestMade = (newestMade + 1) % made.length;
      made[newestMade] = inner(sum);
    }
    let out = 0;
    // The samples between are zeros: only every third tap meets one that is not.
    for (let i = turn, back = 0; i < TAPS; i += TIMES, back++)
      out += FILTER[i]! * made[(newestMade - back + made.length) % made.length]!;
    turn = (turn + 1) % TIMES;
    return out * TIMES;
  };
}
