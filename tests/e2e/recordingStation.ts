/**
 * `node tests/e2e/recordingStation.ts <station.json>`: a seat's station that knows of nothing but the recording. It writes what arrives as it arrives, one
 * file for each segment, and a line for each question; `control.json` beside the station file says what it tells its window.
 */
import { appendFileSync, existsSync, readFileSync, watchFile } from 'node:fs';
import { dirname, join } from 'node:path';
import { parentPort } from '../../electron/station/ports.ts';
import { type SeatRecording, type SeatStatus, seatContract } from '../../shared/bridge/seat.ts';
import { type Handlers, serveBridge } from '../../shared/bridge/serve.ts';
import { accept, refusal, refuse } from '../../shared/refusal.ts';
import { type Arrived, arrivedIn } from './arrived.ts';

const folder = dirname(process.argv[2]!);
const CONTROL = join(folder, 'control.json');
const ARRIVED = join(folder, 'arrived.jsonl');

const arrived = (): Arrived[] => arrivedIn(folder);

const note = (line: Arrived): void => appendFileSync(ARRIVED, `${JSON.stringify(line)}\n`);

const recorded: SeatRecording = {
  due: false,
  paused: false,
  rate: { screen: 5, camera: 15 },
  segmentSeconds: 4,
  tracks: [],
  bytesPerHour: 610_000_000,
  hoursLeft: '36.5',
  warn: false,
  unsent: 4_200_000,
};

const said = (): Partial<SeatRecording> & Partial<Pick<SeatStatus, 'quit'>> =>
  existsSync(CONTROL) ? JSON.parse(readFileSync(CONTROL, 'utf8')) : {};

const status = (): SeatStatus => {
  const { quit = null, ...recording } = said();
  return { ...seated(quit), recording: { ...recorded, ...recording } };
};

const seated = (quit: SeatStatus['quit']): Omit<SeatStatus, 'recording'> => ({
  stage: 'seated',
  seat: '01',
  link: { up: true, since: '2026-05-18T09:30:00+08:00', attempt: 0, problem: null },
  documents: { received: 0, total: 0, verified: true },
  person: null,
  session: null,
  acts: { saved: 0, received: 0 },
  sheetKey: true,
  refused: [],
  head: { seq: 0, hash: '0'.repeat(64) },
  watched: null,
  quit,
  line: null,
  pin: false,
  kept: null,
  stop: null,
});

const elsewhere = refusal('NOT_HERE', '本测试工作站只接收录像', 'This station takes recordings alone');
const open = new Set<string>();

/** Everything else that a seat is asked. */
const nothing = Object.fromEntries(
  Object.keys(seatContract.commands).map((name) => [name, () => refuse(elsewhere)]),
) as unknown as Handlers<typeof seatContract>;

const handlers: Handlers<typeof seatContract> = {
  ...nothing,
  status: () => accept(status()),
  package: () => accept(null),
  recordingStart({ track }) {
    const before = arrived().filter((one) => one.do === 'start' && one.track === track);
    const segment = before.length + 1;
    open.add(`${track}-${segment}`);
    note({ do: 'start', track, segment });
    return accept({ segment });
  },
  recordingPiece({ track, segment, base64, mono }) {
    if (!open.has(`${track}-${segment}`))
      return refuse(refusal('SEGMENT_UNKNOWN', '没有这一录像分段', 'There is no such segment'));
    appendFileSync(join(folder, `${track}-${segment}.webm`), Buffer.from(base64, 'base64'));
    note({ do: 'piece', track, segment, mono });
    return accept({});
  },
  recordingStop({ track, segment }) {
    open.delete(`${track}-${segment}`);
    note({ do: 'stop', track, segment });
    return accept({});
  },
  recordingTrouble({ track, kind }) {
    note({ do: 'trouble', track, kind });
    return accept({});
  },
};

const port = parentPort();
if (port !== null) {
  const server = serveBridge(seatContract, port, handlers, (error) => process.stderr.write(`${error}\n`));
  port.onClose(() => process.exit());
  watchFile(CONTROL, { interval: 100 }, () => server.tell('status', status()));
  setTimeout(() => server.tell('status', status()), 500);
}
