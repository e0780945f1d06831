import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import type { FaceCounter } from '../../../../electron/noticing/faces.ts';
import { createWatcher } from '../../../../electron/noticing/watcher.ts';
import type { SeatAlarm } from '../../../../shared/noticing/notice.ts';
import { DEFAULT_THRESHOLDS } from '../../../../shared/noticing/thresholds.ts';

const WIDTH = 320;
const HEIGHT = 240;

/** Stripes that move, so that nothing is wrong with them. */
function stripes(shift: number) {
  const data = new Uint8Array((WIDTH * HEIGHT * 3) / 2).fill(128);
  for (let at = 0; at < WIDTH * HEIGHT; at++) data[at] = (at + shift) % 8 < 4 ? 60 : 180;
  return { width: WIDTH, height: HEIGHT, data };
}

function watching(faces: FaceCounter['count']) {
  const told: SeatAlarm[] = [];
  let now = 0;
  const watcher = createWatcher({
    seat: '03',
    thresholds: DEFAULT_THRESHOLDS,
    faces: { count: faces, close: async () => undefined },
    clock: { now: () => now, every: () => () => undefined },
    alarms: (_, alarm) => told.push(alarm),
  });
  return { told, watcher, at: (ms: number) => (now = ms) };
}

it('looks for faces in one picture at a time, however long that takes', () => {
  let searches = 0;
  const { watcher } = watching(() => {
    searches += 1;
    return new Promise(() => undefined);
  });
  for (let at = 0; at < 100_000; at += 500) watcher.frame(stripes(at / 500), at);
  expect(searches).toBe(1);
});

it('looks at no more frames than it must: the bytes of the others are not even read', () => {
  const { watcher } = watching(async () => 1);
  watcher.frame(stripes(0), 0);
  const unread = {
    ...stripes(1),
    get data(): Uint8Array {
      throw new Error('read');
    },
  };
  expect(() => watcher.frame(unread, 499)).not.toThrow();
  expect(() => watcher.frame(unread, 500)).toThrow('read');
});

it('hears seconds, whatever pieces sound comes in', () => {
  const { told, watcher } = watching(async () => 1);
  for (let at = 0; at < 200_000; at += 700) {
    watcher.frame(stripes(at / 700), at);
    watcher.sound(new Int16Array(33_600), 48_000, at + 700);
  }
  expect(told).toMatchObject([{ kind: 'silence', to: null }]);
});

it('once closed it ends what is open, and tells no more', async () => {
  const { told, watcher, at } = watching(async () => 0);
  for (let ms = 0; ms < 10_000; ms += 500) watcher.frame(stripes(0), ms);
  watcher.clock(9, 0);
  watcher.clock(9, 20_000);
  at(30_000);
  watcher.close();
  watcher.clock(0, 40_000);
  watcher.close();
  expect(told.filter(({ kind }) => kind === 'clock-drift').map(({ to }) => to)).toEqual([
    null,
    '1970-01-01T00:00:30.000Z',
  ]);
});

/** Bytes that are still reachable. */
function held(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

it('keeps no more after thousands of frames than after the first hundred', async () => {
  const { watcher } = watching(async () => 1);
  const frames = [stripes(0), stripes(1), stripes(2)];
  const sound = Int16Array.from({ length: 480 }, (_, i) => 300 * Math.sin(i / 5));
  let at = 0;
  const feed = async (count: number) => {
    for (let i = 0; i < count; i++) {
      watcher.frame(frames[i % 3]!, at);
      watcher.sound(sound, 48_000, at);
      at += 500;
      await null;
    }
  };
  await feed(100);
  const before = held();
  await feed(3000);
  // A picture of each frame alone would be 200 MB.
  expect(held() - before).toBeLessThan(8 * 2 ** 20);
});
