import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gapReason, recordingAlarm } from '../../../../shared/recording/gapReason.ts';
import { seekableCopy } from '../../../../shared/recording/seekable.ts';
import { entryBefore, readWebm } from '../../../../shared/recording/webm.ts';
import { clockVideo } from '../../../playback/clockVideo.ts';

const SECONDS = 12;
const folder = mkdtempSync(join(tmpdir(), 'sealroom-webm-'));
let recorded: Buffer;

beforeAll(() => {
  recorded = clockVideo(folder, 'camera', 0, SECONDS);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (program: string, ...args: string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();

const packets = (file: string): string =>
  run('ffmpeg', '-v', 'error', '-xerror', '-i', file, '-map', '0', '-c', 'copy', '-f', 'framemd5', '-');

describe('a recorder’s file without an index', () => {
  test('is read cluster by cluster: all its bytes, its times in order, its codecs', () => {
    const webm = readWebm(recorded)!;
    expect(webm.mime).toBe('video/webm;codecs="vp8,opus"');
    expect(webm.clusters[0]!.from).toBe(webm.head);
    expect(webm.clusters.slice(1).map(({ from }) => from)).toEqual(
      webm.clusters.slice(0, -1).map(({ end }) => end),
    );
    expect(webm.clusters.at(-1)!.end).toBe(recorded.length);
    const firsts = webm.clusters.map(({ first }) => first);
    expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
    expect(webm.clusters.at(-1)!.last).toBeGreaterThan((SECONDS - 1) * 1000);
    expect(webm.clusters[0]!.isEntry).toBe(true);
  });

  test('is read as far as it is whole, wherever it was torn', () => {
    const { clusters } = readWebm(recorded)!;
    for (let length = 0; length < recorded.length; length += 997) {
      const torn = readWebm(recorded.subarray(0, length));
      for (const [i, cluster] of (torn?.clusters ?? []).entries()) {
        expect(cluster.end).toBeLessThanOrEqual(length);
        expect(cluster.first).toBe(clusters[i]!.first);
        expect(cluster.last).toBeLessThanOrEqual(clusters[i]!.last);
      }
    }
  });

  test.each([[''], ['no video'], ['\u001aEß£']])('what is none is refused: %j', (text) => {
    expect(readWebm(Buffer.from(text, 'latin1'))).toBeNull();
    expect(seekableCopy(Buffer.from(text, 'latin1'))).toBeNull();
  });

  test('a player begins at the last picture that stands by itself', () => {
    const clusters = [
      { first: 0, isEntry: true },
      { first: 900, isEntry: false },
      { first: 2000, isEntry: true },
    ];
    expect([0, 1500, 2000, 9000].map((ms) => entryBefore(clusters, ms))).toEqual([0, 0, 2, 2]);
    expect(entryBefore(clusters, -1)).toBe(0);
  });
});

describe('its seekable copy', () => {
  test('is a new file with the same packets, a duration and an index; the recorder’s stays as it was', () => {
    const before = Buffer.from(recorded);
    const copy = seekableCopy(recorded)!;
    expect(recorded.equals(before)).toBe(true);
    const [plain, seekable] = [join(folder, 'plain.webm'), join(folder, 'seekable.webm')];
    writeFileSync(plain, recorded);
    writeFileSync(seekable, copy);
    expect(packets(seekable)).toBe(packets(plain));
    const duration = run(
      'ffprobe',
      '-v',
      'error',
      '-show_entries',
      'format=duration',
      '-of',
      'csv=p=0',
      seekable,
    );
    expect(Math.abs(Number(duration) - SECONDS)).toBeLessThan(0.5);
    expect(readWebm(copy)!.clusters).toHaveLength(readWebm(recorded)!.clusters.length);
    const frame = join(folder, 'frame.raw');
    run(
      'ffmpeg',
      '-v',
      'error',
      '-y',
      '-ss',
      '11',
      '-i',
      seekable,
      '-frames:v',
      '1',
      '-f',
      'rawvideo',
      frame,
    );
    expect(readFileSync(frame).length).toBeGreaterThan(0);
  });
});

test.each([
  [
    'camera-lost: fake_device_0: ended',
    '摄像头没有画面（fake_device_0: ended）',
    'the camera gave no picture (fake_device_0: ended)',
  ],
  [
    '席位程序曾中断 (the seat’s program was not running)',
    '席位程序曾中断',
    'the seat’s program was not running',
  ],
  [
    'asleep；磁盘已满 (the disk is full)',
    '席位计算机曾停顿或休眠；磁盘已满',
    'the seat’s machine stood still or slept; the disk is full',
  ],
  ['其他', '其他', '其他'],
])('a gap’s reason is told in the reader’s language: %s', (reason, zh, en) => {
  expect(gapReason(reason)).toEqual({ zh, en });
});

test('an alarm about a recording is told in words, with its moments as they are', () => {
  expect(recordingAlarm('camera camera-lost: mute')).toEqual({
    zh: '摄像：摄像头没有画面（mute）',
    en: 'camera: the camera gave no picture (mute)',
  });
  const [from, to] = ['2026-05-18T09:30:00+08:00', '2026-05-18T09:30:07+08:00'];
  expect(recordingAlarm(`screen ${from}–${to}: asleep: 7.0 s`)).toEqual({
    zh: `屏幕，${from} 至 ${to}：席位计算机曾停顿或休眠（7.0 s）`,
    en: `screen, ${from} to ${to}: the seat’s machine stood still or slept (7.0 s)`,
  });
  expect(recordingAlarm('门未关好')).toBeNull();
});
