/** Reads the weights of `tiny_face_detector` from the package that ships them: bytes, each a step of its tensor's own scale. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Convolution, Separable } from './convolution.ts';

export interface Weights {
  readonly first: Convolution;
  readonly middle: readonly Separable[];
  readonly last: Convolution;
}

const MANIFEST = 'tiny_face_detector_model-weights_manifest.json';

const manifestForm = z.tuple([
  z.object({
    weights: z.array(
      z.object({
        name: z.string(),
        shape: z.array(z.number().int().positive()),
        quantization: z.object({ dtype: z.literal('uint8'), scale: z.number(), min: z.number() }),
      }),
    ),
    paths: z.tuple([z.string()]),
  }),
]);

interface Tensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** The folder that holds the model's two files. */
export const modelFolder = (): string =>
  join(dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')), 'model');

/** Throws where the files are not the model's: the package is pinned, and another one is another model. */
export function readFaceWeights(folder: string): Weights {
  const [manifest] = manifestForm.parse(JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')));
  const bytes = readFileSync(join(folder, manifest.paths[0]));
  const tensors = new Map<string, Tensor>();
  let at = 0;
  for (const { name, shape, quantization } of manifest.weights) {
    const end = at + shape.reduce((a, b) => a * b);
    const steps = bytes.subarray(at, end);
    tensors.set(name, {
      shape,
      values: Float32Array.from(steps, (step) => step * quantization.scale + quantization.min),
    });
    at = end;
  }
  if (at !== bytes.length) throw new Error(`the face model holds ${bytes.length} bytes, its manifest ${at}`);
  const of = (name: string): Tensor => {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw new Error(`the face model has no ${name}`);
    return tensor;
  };
  return {
    first: convolution(of('conv0/filters'), of('conv0/bias')),
    middle: ['conv1', 'conv2', 'conv3', 'conv4', 'conv5'].map((name) => ({
      depthwise: of(`${name}/depthwise_filter`).values,
      pointwise: convolution(of(`${name}/pointwise_filter`), of(`${name}/bias`)),
    })),
    last: convolution(of('conv8/filters'), of('conv8/bias')),
  };
}

/** The package keeps height × width × in × out; a product of rows wants each output's numbers side by side, in fours. */
function convolution({ shape, values }: Tensor, bias: Tensor): Convolution {
  const outputs = shape.at(-1)!;
  const row = values.length / outputs;
  const filled = Math.ceil(outputs / 4) * 4;
  const filters = new Float32Array(filled * row);
  for (let out = 0; out < outputs; out++)
    for (let i = 0; i < row; i++) filters[out * row + i] = values[i * outputs + out]!;
  const filledBias = new Float32Array(filled);
  filledBias.set(bias.values);
  return { size: shape[0]!, filters, bias: filledBias };
}
