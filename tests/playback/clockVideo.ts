/**
 * Recordings that say which second they show: eight columns, bright or dark, are the bits of the second, so that a test reads the moment off a
 * picture as it is drawn. Made by ffmpeg as a browser's recorder would write them: without an index and without a duration.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Track } from '../../shared/recording/track.ts';

const BITS = 8;
/** Seconds after which the columns begin anew. */
export const CYCLE = 2 ** BITS;

export const MIME: Readonly<Record<Track, string>> = {
  screen: 'video/webm;codecs=vp8',
  camera: 'video/webm;codecs=vp8,opus',
};

/** Colours that tell the tracks apart. */
const TINT: Readonly<Record<Track, number>> = { screen: 150, camera: 100 };

export interface VideoForm {
  readonly size: string;
  readonly rate: number;
  /** Bits in a second; a picture that never rests takes them all. */
  readonly bits: number;
  /** Seconds from one picture that stands by itself to the next. */
  readonly wholeEvery: number;
  /** Seconds between which there are no pictures. */
  readonly without?: { readonly from: number; readonly to: number };
}

export const USUAL_VIDEO: VideoForm = { size: '320x240', rate: 10, bits: 200_000, wholeEvery: 10 };

/**
 * @param first the second that its first picture shows
 * @param seconds how long it is
 */
export function clockVideo(
  folder: string,
  track: Track,
  first: number,
  seconds: number,
  { size, rate, bits, wholeEvery, without }: VideoForm = USUAL_VIDEO,
): Buffer {
  const bright = `if(mod(floor((floor(T)+${first})/pow(2,X)),2),235,16)`;
  const picture = `color=black:s=${BITS}x6:r=${rate},format=yuv444p,geq=lum='${bright}':cb=128:cr=${TINT[track]}`;
  const left = without === undefined ? '' : `,select='not(between(t,${without.from},${without.to}))'`;
  const noise = 'noise=alls=12:allf=t';
  const out = join(folder, `${track}.webm`);
  const sound = ['-f', 'lavfi', '-i', 'sine=frequency=440'];
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-y', '-f', 'lavfi'],
    ...['-i', `${picture},scale=${size.replace('x', ':')}:flags=neighbor,${noise},format=yuv420p${left}`],
    ...(track === 'camera' ? sound : []),
    ...['-t', `${seconds}`, '-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8'],
    ...['-g', `${wholeEvery * rate}`],
    ...['-b:v', `${bits}`, ...(track === 'camera' ? ['-c:a', 'libopus', '-b:a', '24k'] : [])],
    ...(without === undefined ? [] : ['-fps_mode', 'passthrough', '-cluster_time_limit', '1000']),
    ...['-f', 'webm', '-live', '1', out],
  ]);
  return readFileSync(out);
}

/**
 * The same pictures again and again: encoding is what takes long.
 * @param video as `clockVideo` makes it; begins with a whole picture
 * @param seconds how long it shall be
 */
export function repeated(folder: string, video: Uint8Array, seconds: number): Buffer {
  const [once, out] = [join(folder, 'once.webm'), join(folder, 'repeated.webm')];
  writeFileSync(once, video);
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-y', '-stream_loop', '-1', '-i', once],
    ...['-t', `${seconds}`, '-c', 'copy', '-f', 'webm', '-live', '1', out],
  ]);
  return readFileSync(out);
}

/** The second that a picture shows, from the brightness (0 to 255) of each column's middle. */
export const secondShown = (columns: readonly number[]): number =>
  columns.reduce((sum, brightness, bit) => sum + (brightness > 128 ? 2 ** bit : 0), 0);
