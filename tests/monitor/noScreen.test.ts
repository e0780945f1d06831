/** No picture but the camera's can be published: the seat's code has no path for a screen, and nothing else may ask for one. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { publisher } from '../../renderer/seat/live/publisher.ts';
import { refuse } from '../../shared/refusal.ts';
import { testCamera } from './browser.ts';
import { until } from './stage.ts';

const RENDERER = join(import.meta.dirname, '../../renderer');
const sources = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(RENDERER, path), 'utf8') }));
const live = sources.filter(({ path }) => path.startsWith('seat/live/'));
const holding = (pattern: RegExp, among = sources): string[] =>
  among.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

const camera = testCamera(100);
afterAll(() => camera.stop());

test('live watching opens devices in one file, by getUserMedia, and takes no track from anywhere else', () => {
  expect(live.length).toBeGreaterThan(2);
  expect(holding(/getUserMedia/, live)).toEqual(['seat/live/camera.ts']);
  expect(
    holding(/getDisplayMedia|chromeMediaSource|captureStream|replaceTrack|addTrack\b|desktopCapturer/, live),
  ).toEqual([]);
  expect(holding(/from '[^']*recording[^']*'/, live)).toEqual([]);
});

test('the way to the monitor is asked for by live watching alone', () => {
  expect(holding(/\.ask\('publish'/)).toEqual(['seat/live/usePublishing.ts']);
  expect(holding(/\bpublisher\(/)).toEqual(['seat/live/publisher.ts', 'seat/live/usePublishing.ts']);
});

test('what is offered holds the tracks of the camera that was opened, and of no screen that is there', async () => {
  const opened: MediaStreamConstraints[] = [];
  let screens = 0;
  Object.defineProperty(globalThis.navigator, 'mediaDevices', {
    configurable: true,
    value: {
      getUserMedia: async (wanted: MediaStreamConstraints) => {
        opened.push(wanted);
        return camera.open();
      },
      getDisplayMedia: async () => {
        screens += 1;
        return camera.open();
      },
    },
  });
  const offers: string[] = [];
  const publishing = publisher(async ({ sdp }) => {
    offers.push(sdp);
    return refuse();
  });
  publishing.want({ monitor: 1, rate: 'high' });
  await until(() => offers.length > 0);
  publishing.close();
  expect(screens).toBe(0);
  expect(JSON.stringify(opened)).not.toMatch(/mediaSource|displaySurface/i);
  expect(offers[0]!.match(/^m=(\w+)/gm)?.sort()).toEqual(['m=audio', 'm=video']);
});
