/**
 * The forward pass of `tiny_face_detector`, the smallest model of @vladmandic/face-api (MIT), over weights that ship in that package. The package's own
 * code brings TensorFlow.js, whose only backend without native code or a downloaded binary costs a multiple of the processor time, and announces
 * itself on the terminal; the network is seven layers. A test compares the boxes with the package's own.
 */
import type { Rgb } from '../../shared/noticing/picture.ts';
import { convolved, type Planes, pooled, separable } from './convolution.ts';
import type { Weights } from './faceWeights.ts';

/** A face, in the picture's own pixels; `score` from 0 to 1. */
export interface Face {
  readonly score: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Mean colour of the pictures that the model was trained on. */
const MEAN = [117.001, 114.697, 97.404] as const;
/** Width and height of the shapes of box that a cell may answer with, in cells. */
const ANCHORS = [
  [1.603231, 2.094468],
  [6.041143, 7.080126],
  [2.882459, 3.518061],
  [4.266906, 5.178857],
  [9.041765, 10.66308],
] as const;
/** Pixels of the picture to a cell of the answer. */
const CELL = 32;
/** Of each anchor: centre x, y, logarithm of width, height, score, class. */
const ANSWER = 5;
/** Boxes that overlap more than this are one face. */
const SAME_FACE = 0.4;

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** @returns every face whose score is at least `least`, best first */
export function detectFaces(weights: Weights, picture: Rgb, least: number): Face[] {
  const cells = network(weights, picture);
  const found: Face[] = [];
  for (let row = 0; row < cells.height; row++) {
    for (let column = 0; column < cells.width; column++) {
      ANCHORS.forEach(([wide, high], anchor) => {
        const at = (row * cells.width + column) * cells.channels + anchor * ANSWER;
        const [x, y, w, h, s] = cells.data.subarray(at, at + ANSWER) as unknown as Five;
        const score = sigmoid(s);
        if (score < least) return;
        const width = Math.exp(w) * wide * CELL;
        const height = Math.exp(h) * high * CELL;
        found.push({
          score,
          x: (column + sigmoid(x)) * CELL - width / 2,
          y: (row + sigmoid(y)) * CELL - height / 2,
          width,
          height,
        });
      });
    }
  }
  return distinct(found);
}

type Five = readonly [number, number, number, number, number];

function network({ first, middle, last }: Weights, picture: Rgb): Planes {
  let planes = pooled(convolved(normalized(picture), first, true), 2);
  middle.forEach((layer, index) => {
    planes = pooled(separable(planes, layer), index === middle.length - 1 ? 1 : 2);
  });
  return convolved(planes, last, false);
}

function normalized({ width, height, data }: Rgb): Planes {
  const values = new Float32Array(data.length);
  for (let at = 0; at < data.length; at += 3) {
    values[at] = (data[at]! - MEAN[0]) / 255;
    values[at + 1] = (data[at + 1]! - MEAN[1]) / 255;
    values[at + 2] = (data[at + 2]! - MEAN[2]) / 255;
  }
  return { width, height, channels: 3, data: values };
}

/** The best of each set of boxes that lie over each other. */
function distinct(found: readonly Face[]): Face[] {
  const kept: Face[] = [];
  for (const face of [...found].sort((a, b) => b.score - a.score))
    if (kept.every((better) => overlap(better, face) <= SAME_FACE)) kept.push(face);
  return kept;
}

/** Intersection over union. */
function overlap(a: Face, b: Face): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const both = width * height;
  return both / (a.width * a.height + b.width * b.height - both);
}
