/** What a window's page has and Node does not: peer connections and a camera, so that the windows' own code runs in a test. */
import { AsyncLocalStorage } from 'node:async_hooks';
import wrtc from '@roamhq/wrtc';
import type { I420 } from '../../shared/noticing/picture.ts';

interface Source<T> {
  createTrack(): MediaStreamTrack;
  onFrame(frame: T): void;
  onData(sound: object): void;
}

const WIDTH = 320;
const HEIGHT = 240;

const { RTCVideoSource, RTCAudioSource } = wrtc.nonstandard as unknown as {
  RTCVideoSource: new () => Source<I420>;
  RTCAudioSource: new () => Source<I420>;
};

Object.assign(globalThis, { RTCPeerConnection: wrtc.RTCPeerConnection, MediaStream: wrtc.MediaStream });

/** Which camera a page's code gets, wherever it is called from. */
const plugged = new AsyncLocalStorage<TestCamera>();
Object.defineProperty(globalThis.navigator, 'mediaDevices', {
  configurable: true,
  value: { getUserMedia: async () => plugged.getStore()!.open() },
});

/** Runs a page's code with this camera plugged in. */
export const withCamera = <T>(camera: TestCamera, run: () => T): T => plugged.run(camera, run);

/** A camera whose picture is dark on the left and as bright as wanted on the right, with a tone beside it. */
export interface TestCamera {
  /** A page opens it: tracks of its own, which it may stop. */
  open(): MediaStream;
  /** Luma of the right half, 0 to 255. */
  bright: number;
  /** Pictures that it has given. */
  readonly given: number;
  stop(): void;
}

const DARK = 30;
const RATE = 48_000;
/** Samples of 10 ms, as the library takes them. */
const SAMPLES = RATE / 100;
const TONE = 440;

/** @param every milliseconds between two pictures */
export function testCamera(bright: number, every = 40): TestCamera {
  const video = new RTCVideoSource();
  const audio = new RTCAudioSource();
  let given = 0;
  let sample = 0;
  const camera = {
    open: () => new wrtc.MediaStream([video.createTrack(), audio.createTrack()]),
    bright,
    get given() {
      return given;
    },
    stop() {
      clearInterval(pictures);
      clearInterval(sounds);
    },
  };
  const pictures = setInterval(() => {
    const data = new Uint8Array(WIDTH * HEIGHT * 1.5).fill(128);
    for (let row = 0; row < HEIGHT; row++) {
      data.fill(DARK, row * WIDTH, row * WIDTH + WIDTH / 2);
      data.fill(camera.bright, row * WIDTH + WIDTH / 2, (row + 1) * WIDTH);
    }
    video.onFrame({ width: WIDTH, height: HEIGHT, data });
    given += 1;
  }, every);
  const sounds = setInterval(() => {
    const samples = Int16Array.from(
      { length: SAMPLES },
      () => 8000 * Math.sin((sample++ * 2 * Math.PI * TONE) / RATE),
    );
    audio.onData({ samples, sampleRate: RATE, bitsPerSample: 16, channelCount: 1, numberOfFrames: SAMPLES });
  }, 10);
  return camera;
}

/** Luma in the middle of the left and of the right half of a picture. */
function halves({ width, height, data }: I420): { left: number; right: number } {
  const at = (x: number): number => data[Math.floor(height / 2) * width + Math.floor(x)]!;
  return { left: at(width / 4), right: at((3 * width) / 4) };
}

/** The picture is the test camera's at this brightness; a codec changes a little. */
export const shows = (frame: I420, bright: number): boolean => {
  const { left, right } = halves(frame);
  return Math.abs(left - DARK) < 12 && Math.abs(right - bright) < 12;
};
