/** The worker that answers with the package's own code. TensorFlow.js takes the bundle for a browser's, so this thread looks like a browser's worker. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { Rgb } from '../../../../shared/noticing/picture.ts';

const { picture, score, folder } = workerData as { picture: Rgb; score: number; folder: string };

Object.assign(globalThis, { WorkerGlobalScope: class {} });
const faceapi = await import('@vladmandic/face-api/dist/face-api.esm.js');
// The package's types leave the choice of a backend out.
const tf = faceapi.tf as typeof faceapi.tf & { setBackend(name: string): Promise<boolean> };
await tf.setBackend('cpu');

const read = (name: string) => readFileSync(join(folder, name));
const [manifest] = JSON.parse(`${read('tiny_face_detector_model-weights_manifest.json')}`);
const bytes = Uint8Array.from(read(manifest.paths[0]));
const net = new faceapi.TinyFaceDetector();
net.loadFromWeightMap(tf.io.decodeWeights(bytes.buffer, manifest.weights));
const input = tf.tensor3d(picture.data, [picture.height, picture.width, 3], 'int32');
const found = await net.locateFaces(input, { inputSize: picture.width, scoreThreshold: score });
parentPort?.postMessage(
  found.map((face) => ({
    score: face.score,
    x: face.box.x,
    y: face.box.y,
    width: face.box.width,
    height: face.box.height,
  })),
);
