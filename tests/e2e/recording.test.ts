/**
 * The seat's window records: real recorders on a screen of its own, a camera and a microphone that Chromium makes up, and a station behind the
 * real shell that writes what arrives.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildWindows } from '../../build/windows.ts';
import { type AppWindow, killStation, openApp } from '../../electron/rehearsal/appWindow.ts';
import type { SeatRecording } from '../../shared/bridge/seat.ts';
import { WHOLE_EVERY } from '../../shared/recording/rate.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { type Arrived, arrivedIn } from './arrived.ts';

const ROOT = join(import.meta.dirname, '../..');
const TRACKS = ['screen', 'camera'] as const;
const PATIENCE = 90_000;

const folder = mkdtempSync(join(tmpdir(), 'sealroom-recording-'));
const station = join(folder, 'station.json');
let seat: AppWindow;

/** The tree as the app sees it, but for the station's program. */
function layOut(): string {
  const root = join(folder, 'app');
  mkdirSync(join(root, 'dist/node'), { recursive: true });
  for (const name of ['package.json', 'node_modules', 'dist/shell', 'dist/renderer'])
    symlinkSync(join(ROOT, name), join(root, name));
  symlinkSync(join(import.meta.dirname, 'recordingStation.ts'), join(root, 'dist/node/station-main.js'));
  return root;
}

const says = (recording: Partial<SeatRecording> & { quit?: Refusal }): void =>
  writeFileSync(join(folder, 'control.json'), JSON.stringify(recording));

const arrived = (): Arrived[] => arrivedIn(folder);

async function until(holds: (all: readonly Arrived[]) => boolean): Promise<void> {
  for (let waited = 0; !holds(arrived()); waited += 100) {
    if (waited > PATIENCE)
      throw new Error(`what was waited for did not arrive: ${JSON.stringify(arrived().slice(-20))}`);
    await seat.page.waitForTimeout(100);
  }
}

const of = (track: string, what: Arrived['do']) => (one: Arrived) => one.track === track && one.do === what;

const segments = (track: string, what: Arrived['do']): number[] =>
  arrived()
    .filter(of(track, what))
    .map(({ segment }) => segment!);

const allStopped = (all: readonly Arrived[]): boolean =>
  TRACKS.every((track) => all.findLast((one) => one.track === track && one.do !== 'trouble')?.do === 'stop');

const mark = (state: string) => seat.page.locator(`[data-recording=${state}]`).waitFor({ timeout: PATIENCE });

beforeAll(async () => {
  await buildWindows();
  writeFileSync(
    station,
    JSON.stringify({
      format: 'sealroom-station/1',
      role: 'seat',
      data: 'data',
      seat: '01',
      centre: 'centre.pub',
      host: { address: 'wss://127.0.0.1:9', fingerprint: '0'.repeat(64) },
    }),
  );
  seat = await openApp(['--station', station], undefined, layOut());
});

afterAll(async () => {
  await seat?.close();
  rmSync(folder, { recursive: true, force: true });
});

const microphone = (): Promise<string> =>
  seat.page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ audio: true }).then(
      (stream) => {
        for (const track of stream.getTracks()) track.stop();
        return 'granted';
      },
      (error) => error.name,
    ),
  );

const screen = (): Promise<string> =>
  seat.page.evaluate(() =>
    navigator.mediaDevices.getDisplayMedia({ video: true }).then(
      (stream) => {
        for (const track of stream.getTracks()) track.stop();
        return stream.getVideoTracks()[0]?.getSettings().displaySurface ?? 'granted';
      },
      () => 'refused',
    ),
  );

it('takes nothing and may take nothing before it is due', async () => {
  expect([await microphone(), await screen()]).toEqual(['NotAllowedError', 'refused']);
  expect(arrived()).toEqual([]);
  // What is opened for the recording is kept where this test can unplug it.
  await seat.page.evaluate(() => {
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await open(wanted);
      Object.assign(window, { opened: stream });
      return stream;
    };
  });
});

it('begins by itself when it is due, and says so', async () => {
  says({ due: true });
  await mark('recording');
  for (const track of TRACKS) await until((all) => all.some(of(track, 'piece')));
  await seat.page.getByRole('button', { name: '正在录音录像' }).click();
  await seat.page.getByText('按当前用量还可录制约 36.5 小时').waitFor();
  await seat.page.getByText('fake_device_0').waitFor();
  await seat.page.keyboard.press('Escape');
});

/** Segments whose recorder was stopped only after the next one's first piece. */
function overlapping(track: string, all: readonly Arrived[]): number[] {
  const pieces = all.filter(of(track, 'piece'));
  const stopped = all.filter(of(track, 'stop')).map(({ segment }) => segment!);
  return stopped.filter((segment) => {
    const last = pieces.findLast((one) => one.segment === segment);
    const first = pieces.find((one) => one.segment === segment + 1);
    return last && first && Number(last.mono) >= Number(first.mono);
  });
}

it('each segment overlaps the next: the one before is stopped only when the next has arrived', async () => {
  for (const track of TRACKS) {
    await until((all) => overlapping(track, all).length >= 2);
    const all = arrived();
    const start = (segment: number) =>
      all.findIndex((one) => of(track, 'start')(one) && one.segment === segment);
    // On a machine that is overrun a recorder may be given up: then that was told.
    const stopped = all.filter(of(track, 'stop')).map(({ segment }) => segment!);
    for (const segment of stopped.slice(0, -1))
      if (!overlapping(track, all).includes(segment))
        expect(
          all.slice(start(segment), start(segment + 1)).filter(of(track, 'trouble')),
          `${track} ${segment}`,
        ).not.toEqual([]);
    for (const segment of stopped) {
      const monos = all.filter((one) => of(track, 'piece')(one) && one.segment === segment);
      const order = monos.map(({ mono }) => Number(mono));
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
  }
});

it.each([
  ['screen', ['vp8,1366,768']],
  ['camera', ['vp8,640,480', 'opus']],
] as const)('segments of the %s play by themselves in a stock player', (track, streams) => {
  const whole = overlapping(track, arrived()).slice(0, 2);
  expect(whole).toHaveLength(2);
  for (const segment of whole) {
    const file = join(folder, `${track}-${segment}.webm`);
    const probed = execFileSync(
      'ffprobe',
      ['-v', 'error', '-show_entries', 'stream=codec_name,width,height', '-of', 'csv=p=0', file],
      { encoding: 'utf8' },
    );
    expect(probed.trim().split('\n').sort()).toEqual([...streams].sort());
    // Pictures keep the times that they came at, which are no multiple of a rate.
    const times = ['-fps_mode', 'vfr', '-enc_time_base', '-1'];
    const decoded = spawnSync('ffmpeg', ['-v', 'error', '-xerror', '-i', file, ...times, '-f', 'null', '-'], {
      encoding: 'utf8',
    });
    expect([decoded.status, decoded.stderr]).toEqual([0, '']);
  }
});

it('a picture that stands by itself comes every few seconds, for whoever looks for a moment', async () => {
  says({ due: true, segmentSeconds: 60 });
  const before = Math.max(...segments('camera', 'start'));
  const pieces = (all: readonly Arrived[], segment: number) =>
    all.filter((one) => of('camera', 'piece')(one) && one.segment === segment).length;
  await until((all) => pieces(all, segments('camera', 'start').at(-1)!) > 2 * WHOLE_EVERY + 1);
  const segment = segments('camera', 'start').at(-1)!;
  says({ due: true });
  expect(segment).toBeGreaterThanOrEqual(before);
  const packets = ['-select_streams', 'v', '-show_entries', 'packet=pts_time,flags', '-of', 'csv=p=0'];
  const probed = execFileSync(
    'ffprobe',
    ['-v', 'error', ...packets, join(folder, `camera-${segment}.webm`)],
    // It is still being written.
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  let whole = 0;
  let wholes = 0;
  for (const [time, flags] of probed
    .trim()
    .split('\n')
    .map((line) => line.split(','))) {
    if (flags!.startsWith('K')) {
      whole = Number(time);
      wholes += 1;
    } else expect(Number(time) - whole).toBeLessThan(WHOLE_EVERY + 1);
  }
  expect(wholes).toBeGreaterThan(2);
});

it('a camera that is unplugged is told, and recorded again in a segment of its own', async () => {
  const before = Math.max(...segments('camera', 'start'));
  await seat.page.evaluate(() => {
    const { opened } = window as unknown as { opened: MediaStream };
    const [camera] = opened.getVideoTracks();
    camera!.stop();
    camera!.dispatchEvent(new Event('ended'));
  });
  await until((all) => all.some((one) => one.do === 'trouble' && one.kind === 'camera-lost'));
  await until((all) => all.some((one) => of('camera', 'piece')(one) && one.segment! > before));
  await mark('recording');
});

it('what the station cannot keep stands in full over the work, with what to do', async () => {
  const problem = {
    code: 'DISK_FULL',
    zh: '磁盘已满，录像无法写入；请立即呼叫见证人员',
    en: 'The disk is full: the recording cannot be written. Call the supervisor now',
  };
  const track = { track: 'screen', segment: null, pieces: 0, last: null, problem } as const;
  says({ due: true, tracks: [track] });
  await mark('trouble');
  await seat.page.getByRole('alert').getByText(problem.zh).waitFor();
  says({ due: true, warn: true, hoursLeft: '1.5' });
  await mark('recording');
  await seat.page.getByText('按当前用量还可录制约 1.5 小时，已降低录制帧率').waitFor();
});

it('a station that is killed and comes back is recorded to again, in new segments', async () => {
  const before = Math.max(...segments('screen', 'start'));
  await killStation(seat);
  for (const track of TRACKS)
    await until((all) => all.some((one) => of(track, 'piece')(one) && one.segment! > before));
  await mark('recording');
});

it('a pause stops it and says so; the end lets everything go, and takes the right to it away', async () => {
  says({ due: true, paused: true });
  await mark('paused');
  await until(allStopped);
  const taken = (): number => arrived().filter((one) => one.do === 'piece' || one.do === 'start').length;
  const before = taken();
  // Several pieces' time.
  await seat.page.waitForTimeout(3000);
  expect(taken()).toBe(before);
  expect(await screen()).toBe('refused');
  says({ due: true });
  await mark('recording');
  says({ due: false });
  await seat.page.locator('[data-recording]').waitFor({ state: 'detached' });
  await until(allStopped);
  expect(await microphone()).toBe('NotAllowedError');
});

it('is not closed while its station holds what the room has not, says why, and goes when it is let go', async () => {
  const quit = {
    code: 'RECORDING_UNSENT',
    zh: '本席位尚有 4.2 MB 录音录像未送达主机，不能退出',
    en: '4.2 MB of this seat’s recording have not reached the room',
  };
  says({ due: true, paused: true, quit });
  const windows = () => seat.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  const closed = () => seat.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  // What the page shows of the pause came with the reason, through the shell.
  await mark('paused');
  await closed();
  await seat.page.getByRole('dialog').getByText(quit.zh).waitFor();
  await seat.app.evaluate(({ app }) => app.quit());
  await seat.page.waitForTimeout(1000);
  expect(await windows()).toBe(1);
  expect(await seat.page.getByRole('button', { name: '退出程序' }).isDisabled()).toBe(true);
  const gone = new Promise((resolve) => seat.app.process().once('exit', resolve));
  says({ due: false });
  await seat.page.getByText('现在可以退出。').waitFor();
  // The page goes with the click, before that is answered.
  const quitting = seat.page.getByRole('button', { name: '退出程序' }).click();
  await Promise.all([gone, quitting.catch(() => undefined)]);
});
