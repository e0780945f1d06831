/** A browser's recorder for one segment: it gives what it has about once a second. */
import { type Rate, WHOLE_EVERY } from '../../../shared/recording/rate.ts';
import { reasonOf } from './devices.ts';
import type { Track } from './trackState.ts';

/** Milliseconds of a piece. */
const PIECE = 1000;

export const MIME: Readonly<Record<Track, string>> = {
  screen: 'video/webm;codecs=vp8',
  camera: 'video/webm;codecs=vp8,opus',
};

/** Bits of a picture: text stays readable on the screen, a face stays a face. */
const BITS: Readonly<Record<Track, number>> = { screen: 200_000, camera: 33_000 };
const SOUND_BITS = 48_000;

/**
 * Starts recording a stream. Throws what the browser throws.
 * @param hear.data never empty; in order
 * @param hear.stopped after the last data, once, whoever has stopped it
 */
export function startRecorder(
  track: Track,
  stream: MediaStream,
  rate: Rate,
  hear: {
    readonly data: (data: Blob) => void;
    readonly stopped: () => void;
    readonly failed: (reason: string) => void;
  },
): MediaRecorder {
  const options: MediaRecorderOptions & { videoKeyFrameIntervalDuration: number } = {
    mimeType: MIME[track],
    videoBitsPerSecond: BITS[track] * rate[track],
    audioBitsPerSecond: SOUND_BITS,
    videoKeyFrameIntervalDuration: WHOLE_EVERY * 1000,
  };
  const recorder = new MediaRecorder(stream, options);
  recorder.addEventListener('dataavailable', ({ data }) => {
    if (data.size > 0) hear.data(data);
  });
  recorder.addEventListener('error', (event) => hear.failed(reasonOf((event as ErrorEvent).error)));
  recorder.addEventListener('stop', hear.stopped, { once: true });
  recorder.start(PIECE);
  return recorder;
}
