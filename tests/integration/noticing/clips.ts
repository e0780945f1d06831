/** Clips with known contents: photographs that ship with the face model, ffmpeg's test sources, drawn frames, and sounds made by ffmpeg and espeak-ng. */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { I420 } from '../../../shared/noticing/picture.ts';
import { fromSeed } from './seeded.ts';

const WIDTH = 640;
const HEIGHT = 480;
/** Frames a second of every clip. */
export const RATE = 2;
const SIZE = (WIDTH * HEIGHT * 3) / 2;
/** What a moving clip has beyond the frame's edge, each way. */
const MARGIN = 32;

const DEMO = join(
  dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')),
  'demo',
);

const ffmpeg = (args: readonly string[], input?: Uint8Array): Buffer =>
  execFileSync('ffmpeg', ['-v', 'error', ...args, '-'], { maxBuffer: 1 << 28, ...(input && { input }) });

const RAW = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p'];

const frames = (bytes: Uint8Array, width = WIDTH, height = HEIGHT): I420[] => {
  const size = (width * height * 3) / 2;
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, i) => ({
    width,
    height,
    data: bytes.subarray(i * size, (i + 1) * size),
  }));
};

/** A part of a photograph: width, height, left, top, of its own 1920 pixels of width. */
export type Part = readonly [name: string, width: number, height: number, left: number, top: number];

export const ONE: Part = ['sample5.jpg', 640, 480, 165, 830];
export const TWO: Part = ['sample3.jpg', 960, 720, 860, 60];
export const NOBODY: Part = ['sample5.jpg', 400, 300, 0, 100];

/** A photograph under a hand-held camera: its window wanders by some pixels, and each pixel has the noise of a cheap sensor. */
export function moving([name, width, height, left, top]: Part, seconds: number, filter = 'null'): I420[] {
  const wide = WIDTH + 2 * MARGIN;
  const high = HEIGHT + 2 * MARGIN;
  const chain = `crop=${width}:${height}:${left}:${top},scale=${wide}:${high},${filter}`;
  const [photo] = frames(ffmpeg(['-i', join(DEMO, name), '-vf', chain, ...RAW]), wide, high);
  return Array.from({ length: seconds * RATE }, (_, i) => noisy(window(photo!, i), i));
}

export const still = (part: Part, seconds: number): I420[] => {
  const [first] = moving(part, 1);
  return Array.from({ length: seconds * RATE }, () => first!);
};

function window({ width, height, data }: I420, i: number): I420 {
  const left = MARGIN + 2 * Math.round(8 * Math.sin(i / 3));
  const top = MARGIN + 2 * Math.round(5 * Math.cos(i / 4));
  const out = new Uint8Array(SIZE);
  const copy = (from: number, stride: number, x: number, y: number, w: number, h: number, to: number) => {
    for (let row = 0; row < h; row++)
      out.set(data.subarray(from + (y + row) * stride + x, from + (y + row) * stride + x + w), to + row * w);
  };
  const luma = width * height;
  copy(0, width, left, top, WIDTH, HEIGHT, 0);
  for (const plane of [0, 1])
    copy(
      luma + (plane * luma) / 4,
      width / 2,
      left / 2,
      top / 2,
      WIDTH / 2,
      HEIGHT / 2,
      WIDTH * HEIGHT * (1 + plane / 4),
    );
  return { width: WIDTH, height: HEIGHT, data: out };
}

/** Evenly distributed from -`most` to `most`. */
function noisy(frame: I420, seed: number, most = 3): I420 {
  const chance = fromSeed(seed);
  const data = Uint8Array.from(frame.data);
  for (let at = 0; at < WIDTH * HEIGHT; at++)
    data[at] = Math.min(235, Math.max(16, data[at]! + Math.round((chance() * 2 - 1) * most)));
  return { ...frame, data };
}

/** Drawn: luma by place, without colour, under the same noise. */
export const drawn = (luma: (x: number, y: number) => number, seconds: number): I420[] =>
  Array.from({ length: seconds * RATE }, (_, i) => {
    const data = new Uint8Array(SIZE).fill(128);
    for (let at = 0; at < WIDTH * HEIGHT; at++) data[at] = luma(at % WIDTH, Math.floor(at / WIDTH));
    return noisy({ width: WIDTH, height: HEIGHT, data }, i);
  });

export const testSource = (seconds: number): I420[] =>
  frames(
    ffmpeg([
      '-f',
      'lavfi',
      '-i',
      `testsrc2=size=${WIDTH}x${HEIGHT}:rate=${RATE}:duration=${seconds}`,
      ...RAW,
    ]),
  );

/** As it arrives over a thin line: VP8, the codec of WebRTC, at some 100 kbit/s. */
export function thin(clip: readonly I420[]): I420[] {
  const input = Buffer.concat(clip.map(({ data }) => data));
  const raw = [...RAW, '-s', `${WIDTH}x${HEIGHT}`, '-r', `${RATE}`, '-i', '-'];
  const codec = ['-c:v', 'libvpx', '-b:v', '100k', '-deadline', 'realtime', '-cpu-used', '8', '-f', 'ivf'];
  return frames(ffmpeg(['-f', 'ivf', '-i', '-', ...RAW], ffmpeg([...raw, ...codec], input)));
}

export const SAMPLE_RATE = 48_000;

const samples = (bytes: Buffer): Int16Array =>
  new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + (bytes.length & ~1)));

const PCM = ['-ac', '1', '-ar', `${SAMPLE_RATE}`, '-f', 's16le'];

/** Made louder or quieter, so that its root mean square is `level` dBFS. */
function at(level: number, pcm: Int16Array): Int16Array {
  let power = 0;
  for (const value of pcm) power += value ** 2;
  const gain = (32_768 * 10 ** (level / 20)) / Math.sqrt(power / pcm.length);
  return pcm.map((value) => Math.max(-32_768, Math.min(32_767, Math.round(value * gain))));
}

export const pinkNoise = (level: number, seconds: number): Int16Array =>
  at(
    level,
    samples(
      ffmpeg([
        '-f',
        'lavfi',
        '-i',
        `anoisesrc=color=pink:seed=7:amplitude=0.5:sample_rate=${SAMPLE_RATE}:duration=${seconds}`,
        ...PCM,
      ]),
    ),
  );

/** A hum with its overtone, as of a machine. */
export const tones = (level: number, seconds: number): Int16Array =>
  at(
    level,
    Int16Array.from({ length: SAMPLE_RATE * seconds }, (_, i) => {
      const t = (2 * Math.PI * i) / SAMPLE_RATE;
      return 8000 * (Math.sin(300 * t) + 0.5 * Math.sin(900 * t));
    }),
  );

const SPOKEN =
  'The second bidder does not answer the third requirement, and the delivery time is longer than the tender allows.';

/** One sentence again and again. */
export function speech(level: number, seconds: number): Int16Array {
  const wav = execFileSync('espeak-ng', ['--stdout', SPOKEN], { maxBuffer: 1 << 28 });
  const sentence = samples(ffmpeg(['-f', 'wav', '-i', '-', ...PCM], wav));
  return at(
    level,
    Int16Array.from({ length: SAMPLE_RATE * seconds }, (_, i) => sentence[i % sentence.length]!),
  );
}

export const nothingHeard = (seconds: number): Int16Array => new Int16Array(SAMPLE_RATE * seconds);
