import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { modelFolder, readFaceWeights } from '../../../../electron/noticing/faceWeights.ts';
import { detectFaces, type Face } from '../../../../electron/noticing/tinyFaceDetector.ts';
import type { Rgb } from '../../../../shared/noticing/picture.ts';

const SIDE = 320;
const SCORE = 0.5;

/** One of the photographs that the package ships, made square. */
function photograph(name: string): Rgb {
  const filter = `scale=${SIDE}:-2,pad=${SIDE}:${SIDE}`;
  const input = join(modelFolder(), '..', 'demo', name);
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'];
  const bytes = execFileSync('ffmpeg', ['-v', 'error', '-i', input, '-vf', filter, ...raw]);
  return { width: SIDE, height: SIDE, data: Uint8Array.from(bytes) };
}

async function byThePackage(picture: Rgb): Promise<Face[]> {
  const worker = new Worker(new URL('./packageDetector.ts', import.meta.url), {
    workerData: { picture, score: SCORE, folder: modelFolder() },
    stdout: true,
    stderr: true,
  });
  const [faces] = await once(worker, 'message');
  await worker.terminate();
  return faces;
}

it.each([
  ['sample6.jpg', 5],
  ['sample2.jpg', 0],
])('finds in %s the %i faces that the package’s own code finds, in the same places', async (name, count) => {
  const picture = photograph(name);
  const faces = detectFaces(readFaceWeights(modelFolder()), picture, SCORE);
  expect(faces).toHaveLength(count);
  const theirs = await byThePackage(picture);
  const close = ({ score, x, y, width, height }: Face) => ({
    score: expect.closeTo(score, 3),
    x: expect.closeTo(x, 0),
    y: expect.closeTo(y, 0),
    width: expect.closeTo(width, 0),
    height: expect.closeTo(height, 0),
  });
  expect(faces).toEqual(theirs.map(close));
});
