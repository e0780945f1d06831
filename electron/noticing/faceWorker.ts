/** The worker of the face counter: a picture in, the number of its faces out, in the order in which they came. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Rgb } from '../../shared/noticing/picture.ts';
import { modelFolder, readFaceWeights } from './faceWeights.ts';
import { detectFaces } from './tinyFaceDetector.ts';

const { score } = workerData as { readonly score: number };
const weights = readFaceWeights(modelFolder());

parentPort?.on('message', (picture: Rgb) =>
  parentPort?.postMessage(detectFaces(weights, picture, score).length),
);
