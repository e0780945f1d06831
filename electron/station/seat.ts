/** The seat's station: wiring. */
import type { BridgePort } from '../../shared/bridge/contract.ts';
import { type SeatStatus, seatContract } from '../../shared/bridge/seat.ts';
import type { Handlers } from '../../shared/bridge/serve.ts';
import type { Bodies } from '../../shared/journal/acts.ts';
import { accept, type Result } from '../../shared/refusal.ts';
import { readCentrePublicKey } from '../package/centreKeys.ts';
import type { SeatRecorder } from '../recording/seatRecorder.ts';
import {
  enterSlip,
  makeReport,
  returnShares,
  review,
  score,
  sheet,
  signReport,
  submit,
} from '../seat/expert.ts';
import { ownRecord } from '../seat/ownRecord.ts';
import { seatQuitting } from '../seat/quitting.ts';
import { seatReading } from '../seat/reading.ts';
import { recordingAt } from '../seat/recordingAt.ts';
import { type SeatEngine, seatEngine } from '../seat/seatEngine.ts';
import { openSeatFolder } from '../seat/seatFolder.ts';
import { seatScreen } from '../seat/seatScreen.ts';
import { type Machine, packageOf, type Reading, type Station, windows } from './station.ts';
import type { SeatFile } from './stationFile.ts';

/** Opens the seat's files and begins to look for its room. Refuses what is wrong with a file. */
export async function startSeat(machine: Machine, file: SeatFile): Promise<Result<Station>> {
  const { crypto, random } = machine;
  const centre = await readCentrePublicKey(file.centre, crypto);
  if (!centre.ok) return centre;
  const folder = await openSeatFolder({ crypto, random, path: file.data, centreKey: centre.value });
  if (!folder.ok) return folder;
  let recorder: SeatRecorder | null = null;
  const status = (): SeatStatus => {
    const recording = recorder!.status();
    return { ...engine.status(), recording, quit: quit(recording) as SeatStatus['quit'] };
  };
  const told = windows(seatContract, {
    status,
    lines: (from) => engine.lines(from),
    onFault: machine.onFault,
  });
  const engine = seatEngine({
    ...machine,
    file,
    folder: folder.value,
    added() {
      told.added();
      recorder?.attend();
    },
    changed() {
      told.changed();
      recorder?.attend();
    },
  });
  const quit = seatQuitting(engine);
  recorder = recordingAt(engine, file, { changed: told.changed, onFault: machine.onFault });
  const parts = {
    engine,
    documents: seatReading(engine),
    screen: seatScreen(engine),
    record: ownRecord(engine),
    recorder,
    status,
  };
  return accept({
    serve: (port: BridgePort) => told.add(port, (reading) => handlers(machine, parts, reading, told)),
    async close() {
      told.close();
      await recorder?.close();
      await engine.close();
    },
  });
}

/** What the windows of a seat share. */
interface Parts {
  readonly engine: SeatEngine;
  readonly documents: ReturnType<typeof seatReading>;
  readonly screen: ReturnType<typeof seatScreen>;
  readonly record: ReturnType<typeof ownRecord>;
  readonly recorder: SeatRecorder;
  status(): SeatStatus;
}

const handlers = (
  machine: Machine,
  { engine, documents, screen, record, recorder, status }: Parts,
  reading: Reading,
  told: { added(): void; changed(): void },
): Handlers<typeof seatContract> => ({
  status: () => accept(status()),
  package() {
    const opened = engine.opened();
    return accept(opened === null ? null : packageOf(machine.crypto, opened));
  },
  follow({ from }) {
    reading.next = from;
    told.added();
    return accept({});
  },
  enterSlip: ({ code }) => enterSlip(engine, code),
  act: ({ act }) =>
    act.type === 'review'
      ? review(engine, act.body as Bodies['review'])
      : engine.act(act.type, act.body as never),
  score: (cell) => score(engine, cell),
  sheet: () => accept({ cells: sheet(engine) }),
  submit: () => submit(engine),
  returnShares: ({ member }) => returnShares(engine, member),
  report: () => makeReport(engine),
  sign: () => signReport(engine, null),
  dissent: ({ reason }) => signReport(engine, reason),
  documents: () => documents.documents(),
  documentPart: ({ path, from, length }) => documents.documentPart(path, from, length),
  reportPart: ({ from, length }) => documents.reportPart(from, length),
  remember: ({ key, value }) => screen.remember(key, value),
  remembered: () => screen.remembered(),
  publish: (offer) => engine.media.live.publish(offer),
  ring: ({ with: peer }) => engine.media.call.ring(peer),
  acceptLine: ({ line }) => engine.media.call.accept(line),
  endLine: ({ line, why }) => engine.media.call.end(line, why),
  offerLine: (offer) => engine.media.call.offer(offer),
  async setPin({ pin }) {
    const done = await screen.setPin(pin);
    told.changed();
    return done;
  },
  async unlock(given) {
    const done = await screen.unlock(given);
    // Who has shown his slip has no PIN any more.
    if ('slip' in given) told.changed();
    return done;
  },
  recordingStart: ({ track, mime }) => recorder.start(track, mime),
  recordingPiece: ({ base64, ...piece }) =>
    recorder.piece({ ...piece, bytes: Buffer.from(base64, 'base64') }),
  recordingStop: ({ track, segment }) => recorder.stop(track, segment),
  recordingTrouble: ({ track, kind, text }) => recorder.trouble(track, kind, text),
  ownRecord: ({ from, length }) => record(from, length),
});
