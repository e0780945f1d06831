/** What can be measured in one picture of a camera, and against the one before. */
import type { Picture } from './picture.ts';

export interface FrameFacts {
  /** Mean luma and its standard deviation, in luma (0 to 255). */
  readonly luma: number;
  readonly deviation: number;
  /** Variance of the Laplacian beyond noise over the variance of luma: a blurred picture has contrast without edges. 0 for an even picture. */
  readonly sharpness: number;
  /** Mean difference of luma to the picture before; null where there is none of this size. */
  readonly difference: number | null;
  /** Share of blocks without structure, 0 to 1. */
  readonly uniform: number;
}

/** Side of a block, in pixels. */
const BLOCK = 16;
/** Standard deviation of luma below which a block has no structure: above the noise that is left after reducing. */
const EVEN = 4;
/** Laplacians up to this are noise: three times the deviation that noise of one step of luma gives it. */
const NOISE = 14;

/** @param before the picture of the look before, of the same seat; null at the first */
export function frameFacts(picture: Picture, before: Picture | null): FrameFacts {
  const { mean, variance } = spread(picture, 0, 0, picture.width, picture.height);
  return {
    luma: mean,
    deviation: Math.sqrt(variance),
    sharpness: variance === 0 ? 0 : edgeVariance(picture) / variance,
    difference: before === null ? null : difference(picture, before),
    uniform: uniformShare(picture),
  };
}

function spread({ width, luma }: Picture, left: number, top: number, right: number, bottom: number) {
  let sum = 0;
  let squares = 0;
  for (let y = top; y < bottom; y++) {
    for (let at = y * width + left; at < y * width + right; at++) {
      const value = luma[at]!;
      sum += value;
      squares += value * value;
    }
  }
  const count = (right - left) * (bottom - top);
  const mean = sum / count;
  return { mean, variance: Math.max(0, squares / count - mean * mean) };
}

/**
 * The Laplacian (four neighbours against the pixel) answers to edges, and to the camera's noise: what noise can do is taken off, or a noisy
 * picture would pass for a sharp one.
 */
function edgeVariance({ width, height, luma }: Picture): number {
  let squares = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
      const value = 4 * luma[at]! - luma[at - 1]! - luma[at + 1]! - luma[at - width]! - luma[at + width]!;
      const beyond = Math.abs(value) - NOISE;
      if (beyond > 0) squares += beyond * beyond;
    }
  }
  const count = (width - 2) * (height - 2);
  return count <= 0 ? 0 : squares / count;
}

function difference({ width, height, luma }: Picture, before: Picture): number | null {
  if (before.width !== width || before.height !== height) return null;
  let sum = 0;
  for (let at = 0; at < luma.length; at++) sum += Math.abs(luma[at]! - before.luma[at]!);
  return sum / luma.length;
}

function uniformShare(picture: Picture): number {
  let blocks = 0;
  let even = 0;
  for (let top = 0; top < picture.height; top += BLOCK) {
    for (let left = 0; left < picture.width; left += BLOCK) {
      const right = Math.min(left + BLOCK, picture.width);
      const bottom = Math.min(top + BLOCK, picture.height);
      blocks += 1;
      if (spread(picture, left, top, right, bottom).variance < EVEN ** 2) even += 1;
    }
  }
  return even / blocks;
}
