/**
 * Three seats record at their real windows, before cameras and screens that move, and are watched: `node tests/soak/seats.ts [<minutes, 30>]`. Every piece
 * that a recorder has given is to be on its seat's disk, in the room's copy and without a gap, and the monitor's memory is to stay flat. Prints what it
 * has seen once a minute; exit status 1 where one of these does not hold.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeSample } from '../../build/sample/generate.ts';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { readDescription } from '../../electron/recording/ageFile.ts';
import { readOpenFile } from '../../electron/recording/openFile.ts';
import { segmentsIn } from '../../electron/recording/recordingFolder.ts';
import type { AppWindow } from '../../electron/rehearsal/appWindow.ts';
import { expertClicks } from '../../electron/rehearsal/clicks.ts';
import { seatOf } from '../../electron/rehearsal/house.ts';
import { readStationFile } from '../../electron/station/stationFile.ts';
import { TRACKS, type Track } from '../../shared/recording/track.ts';
import { median } from '../bench/measure.ts';
import { takenBelow } from '../bench/processTime.ts';
import { movingCamera, pluggedIn } from '../e2e/movingCamera.ts';
import { moveText } from '../e2e/movingText.ts';
import { peopledHouse } from '../e2e/peopled.ts';

const SEATS = 3;
/** Milliseconds between two looks at the monitor's memory. */
const LOOK = 10_000;
/** Milliseconds between two pieces of a track from which on something is missing; pieces are a second long. */
const APART = 5_000;
/** MiB by which the monitor may have grown from its second quarter to its last. */
const BREATH = 24;
const minutes = Number(process.argv[2] ?? '30');
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Counts what the window's recorders give, by track, from here on. */
const count = (window: AppWindow): Promise<void> =>
  window.page.evaluate(() => {
    const given: Record<string, number> = { screen: 0, camera: 0 };
    Object.assign(window, { given });
    const start = MediaRecorder.prototype.start;
    MediaRecorder.prototype.start = function (this: MediaRecorder, every?: number) {
      const track = this.stream.getAudioTracks().length > 0 ? 'camera' : 'screen';
      this.addEventListener('dataavailable', ({ data }) => {
        if (data.size > 0) given[track]! += 1;
      });
      start.call(this, every);
    };
  });

const givenBy = ({ page }: AppWindow): Promise<Record<Track, number>> =>
  page.evaluate(() => ({ ...(window as unknown as { given: Record<Track, number> }).given }));

/** When each piece of a track was made, in the order of time, as they stand in a folder of recordings. */
async function piecesIn(root: string, track: Track): Promise<number[]> {
  const times: number[] = [];
  for (const session of readdirSync(root))
    for (const { base, forms, track: its } of await segmentsIn(root, session)) {
      if (its !== track) continue;
      const closed = forms.has('json') ? await readDescription(`${base}.json`) : null;
      const open = closed === null ? await readOpenFile(crypto, `${base}.open`) : null;
      times.push(...(closed?.pieces.map(([, at]) => at) ?? open?.pieces.map(({ at }) => at) ?? []));
    }
  return times.sort((a, b) => a - b);
}

/** The folder of recordings of a station. */
async function recordingOf(station: string): Promise<string> {
  const read = await readStationFile(peopled.house.files.get(station)!);
  if (!read.ok) throw new Error(read.refusals[0]!.en);
  return join(read.value.data, 'recording');
}

/** MiB that the monitor's process holds. */
function monitorHolds(): number {
  const found = [...takenBelow(process.pid).keys()].find((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('monitor-main'),
  );
  if (found === undefined) throw new Error('no monitor is running');
  return Number(/^VmRSS:\s*(\d+)/m.exec(readFileSync(`/proc/${found}/status`, 'utf8'))![1]) / 1024;
}

const folder = mkdtempSync(join(tmpdir(), 'soak-seats-'));
const peopled = await peopledHouse((project) => makeSample('small', project), undefined, {
  room: { recording: true, monitor: {} },
});
const faults: string[] = [];
try {
  const camera = movingCamera(folder);
  const windows: AppWindow[] = [];
  for (let number = 1; number <= SEATS; number++) {
    const window = await peopled.openSeat(number, ...pluggedIn(camera));
    await count(window);
    await expertClicks(window.page).signIn(peopled.slips.get(peopled.members[number - 1]!)!);
    await expertClicks(window.page).setPin();
    await window.page.locator('[data-recording=recording]').waitFor({ timeout: 120_000 });
    await moveText(window.page);
    windows.push(window);
  }
  const begun = Date.now();
  say(`${SEATS} seats are recording; ${minutes} minutes from ${new Date(begun).toISOString()}`);
  const held: number[] = [];
  let atSeats = 0;
  for (let look = 1; Date.now() - begun < minutes * 60_000; look++) {
    await pause(LOOK);
    held.push(monitorHolds());
    if (look % 6 === 0) say(`${(look / 6).toFixed(0)} min: the monitor holds ${held.at(-1)!.toFixed(0)} MiB`);
  }
  for (const [i, window] of windows.entries()) {
    const given = await givenBy(window);
    // What was given by now has reached the disk a moment later, and the room some moments later.
    await pause(5_000);
    for (const track of TRACKS) {
      const there = await piecesIn(await recordingOf(seatOf(i + 1)), track);
      atSeats += there.length;
      const apart = Math.max(...there.slice(1).map((at, n) => at - there[n]!));
      say(
        `seat ${i + 1} ${track}: ${given[track]} pieces given, ${there.length} on its disk, at most ${apart} ms apart`,
      );
      if (there.length < given[track]) faults.push(`seat ${i + 1} ${track}: pieces were dropped`);
      if (apart > APART) faults.push(`seat ${i + 1} ${track}: ${apart} ms without a piece`);
    }
  }
  await pause(5_000);
  const atRoom = await recordingOf('room');
  const copied = (await piecesIn(atRoom, 'screen')).length + (await piecesIn(atRoom, 'camera')).length;
  say(`the room holds ${copied} of the ${atSeats} pieces that were looked at, and what has come since`);
  if (copied < atSeats) faults.push('the room lacks pieces');
  const gaps = peopled.lead.window.state!.recordingGaps;
  for (const { track, from, to, reason } of gaps) faults.push(`gap: ${track} ${from} ${to} ${reason}`);
  const quarter = Math.floor(held.length / 4);
  const [early, late] = [median(held.slice(quarter, 2 * quarter)), median(held.slice(-quarter))];
  say(`the monitor held ${early.toFixed(0)} MiB in its second quarter, ${late.toFixed(0)} MiB in its last`);
  if (late - early > BREATH) faults.push('the monitor’s memory grows');
} finally {
  await peopled.close();
  rmSync(folder, { recursive: true, force: true });
}
for (const fault of faults) say(`FAULT ${fault}`);
say(faults.length === 0 ? 'nothing was dropped, and memory is flat' : `${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
