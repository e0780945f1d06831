/**
 * What recording one seat takes of the processor: the real seat's window with its station, recording its screen (1920 x 1080, 5 pictures a second), a
 * camera (640 x 480, 15) and sound, less the same window in a room that is not recorded; beside ffmpeg that grabs the same screen and reads the same
 * camera and sound at their pace, with the same codecs and bit rates. Encrypting, syncing and copying to the room are in ours alone.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { makeSample } from '../../build/sample/generate.ts';
import { type AppWindow, openApp } from '../../electron/rehearsal/appWindow.ts';
import { expertClicks } from '../../electron/rehearsal/clicks.ts';
import { seatOf } from '../../electron/rehearsal/house.ts';
import { USUAL, WHOLE_EVERY } from '../../shared/recording/rate.ts';
import { type MovingCamera, movingCamera, pluggedIn } from '../e2e/movingCamera.ts';
import { moveText } from '../e2e/movingText.ts';
import { AT_WINDOW, peopledHouse, WINDOW_SEAT } from '../e2e/peopled.ts';
import type { Measured } from './measure.ts';
import { takenBelow, takenBetween } from './processTime.ts';

const run = promisify(execFile);
const SIZE = { width: 1920, height: 1080 };
const SECONDS = 60;
/** Bits a second, as the seat's window records. */
const BITS = { screen: 1_000_000, camera: 495_000, sound: 48_000 };

/** As Chromium's recorder sets it for a machine of so many cores. */
const EFFORT = String(Math.max(5, 8 - Math.floor(availableParallelism() / 2)));

/** Milliseconds of the processor that ffmpeg takes. */
async function ffmpegTakes(display: string, { video, sound }: MovingCamera, folder: string): Promise<number> {
  const { width, height } = SIZE;
  const vp8 = (bits: number, rate: number): string[] => [
    ...['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', EFFORT, '-b:v', String(bits)],
    ...['-g', String(rate * WHOLE_EVERY)],
  ];
  const paced = ['-re', '-stream_loop', '-1', '-i'];
  const { stderr } = await run('ffmpeg', [
    ...['-v', 'info', '-nostdin', '-benchmark', '-y'],
    ...['-f', 'x11grab', '-framerate', '5', '-video_size', `${width}x${height}`, '-i', display],
    ...[...paced, video, ...paced, sound],
    ...['-map', '0:v', ...vp8(BITS.screen, USUAL.screen), '-t', String(SECONDS), join(folder, 'screen.webm')],
    ...['-map', '1:v', '-map', '2:a', ...vp8(BITS.camera, USUAL.camera)],
    // As many channels as the microphone has that stands in for one.
    ...['-ac', '2', '-c:a', 'libopus', '-b:a', String(BITS.sound)],
    ...['-t', String(SECONDS), join(folder, 'camera.webm')],
  ]);
  const [, user, system] = /bench: utime=([\d.]+)s stime=([\d.]+)s/.exec(stderr) ?? [];
  return 1000 * (Number(user) + Number(system));
}

/** A seat's window at work in a house of its own; answers what it takes, and what ffmpeg takes before the same window. */
async function seatTakes(
  recording: boolean,
  camera: MovingCamera,
): Promise<{ ours: number; ffmpeg: number }> {
  const peopled = await peopledHouse(
    (folder) => makeSample('small', folder),
    undefined,
    recording ? { room: { recording } } : {},
  );
  let window: AppWindow | null = null;
  try {
    const station = peopled.house.files.get(seatOf(WINDOW_SEAT))!;
    window = await openApp(['--station', station, ...pluggedIn(camera)], SIZE);
    await expertClicks(window.page).signIn(peopled.slips.get(AT_WINDOW)!);
    await expertClicks(window.page).setPin();
    await window.page.getByText(/回避/).first().waitFor({ timeout: 60_000 });
    if (recording) await window.page.locator('[data-recording=recording]').waitFor({ timeout: 60_000 });
    await moveText(window.page);
    // What begins takes more.
    await pause(5_000);
    const root = window.app.process().pid!;
    const before = takenBelow(root);
    await pause(SECONDS * 1000);
    const ours = takenBetween(before, takenBelow(root));
    const folder = mkdtempSync(join(tmpdir(), 'recording-ffmpeg-'));
    const ffmpeg = recording ? 0 : await ffmpegTakes(window.display.name, camera, folder);
    rmSync(folder, { recursive: true });
    return { ours, ffmpeg };
  } finally {
    await window?.close();
    await peopled.close();
  }
}

const share = (ms: number): string => `${(ms / SECONDS / 10).toFixed(0)} % of a core`;

export async function benchRecordingCpu(): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'recording-cpu-'));
  try {
    const camera = movingCamera(folder);
    const without = await seatTakes(false, camera);
    const recorded = await seatTakes(true, camera);
    const ours = recorded.ours - without.ours;
    return {
      name: `recording a seat for ${SECONDS} s, against ffmpeg (the window unrecorded: ${share(without.ours)})`,
      ours: share(ours),
      peer: share(without.ffmpeg),
      ratio: without.ffmpeg / ours,
      goal: 1,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
