import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withStandingPictures } from '../../../../shared/recording/standing.ts';
import { readWebm } from '../../../../shared/recording/webm.ts';
import { clockVideo } from '../../../playback/clockVideo.ts';

const folder = mkdtempSync(join(tmpdir(), 'sealroom-standing-'));
const file = (name: string): string => join(folder, `${name}.webm`);
let broken: Buffer;
beforeAll(() => {
  const whole = file('whole');
  writeFileSync(whole, clockVideo(folder, 'camera', 0, 12));
  // Sound goes on while there are no pictures.
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-y', '-i', whole, '-vf', "select='not(between(t,3,8))'", '-fps_mode', 'passthrough'],
    ...['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-g', '1000', '-c:a', 'copy'],
    ...['-cluster_time_limit', '1000', '-f', 'webm', '-live', '1', file('broken')],
  ]);
  broken = readFileSync(file('broken'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Of each picture: when it comes and how long it says that it stands, in seconds. */
function pictures(name: string): [number, number][] {
  const args = ['-select_streams', 'v', '-show_entries', 'packet=pts_time,duration_time', '-of', 'csv=p=0'];
  const told = execFileSync('ffprobe', ['-v', 'error', ...args, file(name)], { encoding: 'utf8' });
  return told
    .trim()
    .split('\n')
    .map((line) => line.split(',').map(Number) as [number, number]);
}

const decoded = (name: string): string =>
  execFileSync('ffmpeg', ['-v', 'error', '-xerror', '-i', file(name), '-f', 'framemd5', '-'], {
    encoding: 'utf8',
  }).replaceAll(/^#.*\n/gm, '');

test('the picture before a break says that it stands until the next, and nothing else is another', () => {
  writeFileSync(file('standing'), withStandingPictures(broken));
  const told = pictures('standing');
  const at = told.findIndex(([from], i) => (told[i + 1]?.[0] ?? 0) - from > 1);
  const [from, stands] = told[at]!;
  expect(stands).toBeCloseTo(told[at + 1]![0] - from, 2);
  expect(stands).toBeGreaterThan(4);
  expect(told.map(([time]) => time)).toEqual(pictures('broken').map(([time]) => time));
  expect(decoded('standing').split('\n').map(withoutDuration)).toEqual(
    decoded('broken').split('\n').map(withoutDuration),
  );
});

/** Of a line of framemd5: stream, times, size and digest, without how long it stands. */
const withoutDuration = (line: string): string =>
  line
    .split(',')
    .filter((_, i) => i !== 3)
    .join();

test('it is read as before: the same clusters at the same times, entries where they were', () => {
  const times = (bytes: Uint8Array) =>
    readWebm(bytes)!.clusters.map(({ first, last, isEntry }) => [first, last, isEntry]);
  expect(times(withStandingPictures(broken))).toEqual(times(broken));
});

test('a recording without a break is the file itself, and so is what is no recording', () => {
  const whole = readFileSync(file('whole'));
  expect(withStandingPictures(whole)).toBe(whole);
  const none = Buffer.from('no video');
  expect(withStandingPictures(none)).toBe(none);
});

test('wherever it was torn, what is whole of it is kept', () => {
  for (let length = 0; length < broken.length; length += 4999) {
    const torn = broken.subarray(0, length);
    const kept = readWebm(withStandingPictures(torn))?.clusters.map(({ first }) => first);
    expect(kept).toEqual(readWebm(torn)?.clusters.map(({ first }) => first));
  }
});
