/** The discrete Fourier transform, in place and without allocating: an audio thread has no time for a garbage collector. */

export interface Fourier {
  readonly size: number;
  /** Forward, unscaled. */
  forward(re: Float64Array, im: Float64Array): void;
  /** Back, scaled by 1/size. */
  inverse(re: Float64Array, im: Float64Array): void;
}

function reversedBits(size: number): Uint32Array {
  const reversed = new Uint32Array(size);
  for (let i = 1; i < size; i++) reversed[i] = (reversed[i >> 1]! >> 1) | (i & 1 ? size >> 1 : 0);
  return reversed;
}

/**
 * Radix 2, decimation in time (Cooley and Tukey 1965).
 * @param size a power of two; throws a RangeError for any other
 */
export function fourier(size: number): Fourier {
  if (size < 2 || (size & (size - 1)) !== 0) throw new RangeError(`not a power of two: ${size}`);
  const reversed = reversedBits(size);
  const cos = Float64Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size));
  const sin = Float64Array.from({ length: size / 2 }, (_, i) => Math.sin((2 * Math.PI * i) / size));

  function swap(values: Float64Array): void {
    for (let i = 0; i < size; i++) {
      const j = reversed[i]!;
      if (j <= i) continue;
      const kept = values[i]!;
      values[i] = values[j]!;
      values[j] = kept;
    }
  }

  function forward(re: Float64Array, im: Float64Array): void {
    swap(re);
    swap(im);
    for (let half = 1; half < size; half *= 2) {
      const stride = size / (2 * half);
      for (let start = 0; start < size; start += 2 * half)
        for (let k = 0; k < half; k++) {
          const a = start + k;
          const b = a + half;
          const c = cos[k * stride]!;
          const s = sin[k * stride]!;
          const real = re[b]! * c + im[b]! * s;
          const imag = im[b]! * c - re[b]! * s;
          re[b] = re[a]! - real;
          im[b] = im[a]! - imag;
          re[a] = re[a]! + real;
          im[a] = im[a]! + imag;
        }
    }
  }

  return {
    size,
    forward,
    inverse(re, im) {
      // With the parts exchanged, forward is the inverse.
      forward(im, re);
      for (let i = 0; i < size; i++) {
        re[i]! /= size;
        im[i]! /= size;
      }
    },
  };
}

/** The periodic Hann window. */
export const hann = (size: number): Float64Array =>
  Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));
