/** A centre that holds one honest sealed result with a recording: the whole day by simulated people, two of whose seats have recorded. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeSample } from '../../build/sample/generate.ts';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { readProjectFolder } from '../../electron/folder/index.ts';
import { makeCentreKeys, readCentreKeys } from '../../electron/package/centreKeys.ts';
import { openPackage } from '../../electron/package/openPackage.ts';
import { writePackage } from '../../electron/package/writePackage.ts';
import {
  identityText,
  recipientPoint,
  recipientText,
  screenSecret,
} from '../../electron/recording/ageKeys.ts';
import * as day from '../../electron/rehearsal/day.ts';
import { folderMinds } from '../../electron/rehearsal/folderMinds.ts';
import { does, type Seat } from '../../electron/rehearsal/people.ts';
import { seededChance } from '../../electron/rehearsal/seededRandom.ts';
import { memorySink, simulatedWorld } from '../../electron/rehearsal/simulation.ts';
import { identitiesFile, journalFile, PATHS, recordingFile } from '../../electron/sealing/contents.ts';
import { documentsOf, reportAt } from '../../electron/sealing/documents.ts';
import { sealRoom } from '../../electron/sealing/sealRoom.ts';
import { openCentreStore } from '../../electron/sync/centreStore.ts';
import { hex } from '../../shared/journal/encoding.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { clocksBehind } from '../../shared/recording/clocks.ts';
import type { Segment } from '../../shared/recording/manifest.ts';
import { TRACKS, type Track } from '../../shared/recording/track.ts';
import { resultOf, signResult } from '../../shared/seal/seal.ts';
import { slipKeys } from '../../shared/slip/keys.ts';
import { sure } from '../stations/house.ts';
import { MIME } from './clockVideo.ts';
import { segmentInFile } from './segmentFile.ts';

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
/** Of simulated people's seats, as many have recorders unless it is said otherwise. */
const RECORDERS = 2;
/** Milliseconds that two segments overlap, as a recorder starts before the one before it stops. */
const OVERLAP = 1000;

export interface RecordedResult {
  /** The centre's station file. */
  readonly station: string;
  readonly keys: string;
  readonly data: string;
  readonly ciphertext: string;
  readonly state: RoomState;
  readonly rows: readonly Segment[];
  /** When the first recorder of each recorded session was started, milliseconds since 1970; and what is missing in between. */
  readonly recorded: readonly { readonly session: string; readonly from: number; readonly to: number }[];
  /** Of the second seat's camera, milliseconds since 1970. */
  readonly gap: { readonly from: number; readonly to: number };
  /** Milliseconds that the simulated seats' clock is behind the room's. */
  readonly behind: number;
  /** Numbers of a session's own acts while it was recorded. */
  entriesOf(session: string): number[];
  /** When an entry's act was made, by its own clock. */
  entryAt(seq: number): string;
  readonly faults: unknown[];
}

/**
 * @param options.step milliseconds that the clock moves on at each look
 * @param options.segmentSeconds how long a segment is
 * @param options.video a segment's file: its first picture shows so many seconds since the first recorder's start
 */
export async function recordedResult(
  folder: string,
  options: {
    readonly step: number;
    readonly segmentSeconds: number;
    readonly pieceMs: number;
    readonly recorders?: number;
    readonly video: (track: Track, first: number, seconds: number) => Uint8Array;
  },
): Promise<RecordedResult> {
  const project = join(folder, 'project');
  const keys = join(folder, 'centre');
  const made = join(folder, 'made');
  await makeSample('small', project);
  sure(await makeCentreKeys(keys, crypto, random));
  const centre = sure(await readCentreKeys(keys, crypto));
  mkdirSync(made);
  const written = sure(
    await writePackage(crypto, random, {
      folder: project,
      out: made,
      centre,
      regulations: readFileSync(new URL('../../build/regulations.yaml', import.meta.url)),
      made: '2026-05-17T09:00:00+08:00',
    }),
  );
  const file = new Uint8Array(readFileSync(join(made, written.file)));
  const pkg = sure(await openPackage(file, crypto, centre.signing.publicKey)).room;
  const { data, decisions } = sure(await readProjectFolder(project));
  const holder = {
    project: data.project.code,
    ...(data.project.lot === undefined ? {} : { lot: data.project.lot }),
  };
  const slips = new Map(
    written.slips.map(({ id, code }) => [id, slipKeys(crypto, code, { ...holder, who: id }).signing]),
  );
  const camera = random(32);
  const recipient = recipientText(camera);
  const start = Date.parse(data.project.opened);
  let passed = 0;
  let { step } = options;
  const clock = {
    now() {
      passed += step;
      return new Date(start + passed).toISOString();
    },
    mono: () => `${passed}`,
  };
  const sink = memorySink(crypto);
  const chance = seededChance(crypto, 'a recorded day');
  const opening = { recording: { due: true, recipient } };
  const world = simulatedWorld({ crypto, chance, clock, pkg, slips, sink, opening });
  const room = await day.arrive(world, folderMinds(data, decisions), false);
  await toRelease(room);
  const recordings = join(folder, 'recordings');
  step = 1;
  const taken = record(room, sink.entries, recordings, { ...options, camera });
  day.proceed(room);
  day.conclude(room);
  await day.report(room, async (state) =>
    hex.encode(crypto.sha256(await reportAt(crypto, pkg, sink.entries, state.head.seq))),
  );
  day.signReport(room);
  day.close(room);

  const state = day.state(room);
  const payload = await documentsOf(crypto, pkg, sink.entries);
  payload
    .set(PATHS.journal, journalFile(sink.entries))
    .set(PATHS.package, file)
    .set(PATHS.recording, recordingFile(true, taken.rows))
    .set(PATHS.identities, identitiesFile(recipient, identityText(camera)));
  const name = written.file.replace(/\.sealroom$/, '');
  const sealed = await sealRoom({
    crypto,
    state,
    name,
    payload,
    signatures: [...day.present(room), room.supervisor].map((seat) =>
      signResult(crypto, resultOf(state), seat.author.session, seat.secretKey),
    ),
    host: { key: world.hostKey, secretKey: world.hostSecret },
  });
  const ciphertext = hex.encode(crypto.sha256(sealed.ciphertext));
  const centreData = join(folder, 'centre-data');
  const faults: unknown[] = [];
  const store = sure(
    await openCentreStore({
      crypto,
      folder: centreData,
      keys,
      now: () => new Date(start).toISOString(),
      changed: () => undefined,
      onFault: (error) => void faults.push(error),
    }),
  );
  sure(await store.putSeal(ciphertext, name, JSON.stringify(sealed.seal)));
  for (const { file: path, sha256 } of taken.rows)
    sure(await store.takeRecording(ciphertext, path, sha256, join(recordings, path)));
  writeFileSync(join(folder, 'result.age'), sealed.ciphertext);
  sure(await store.take(ciphertext, join(folder, 'result.age')));
  await store.idle();
  const station = join(folder, 'centre.json');
  writeFileSync(
    station,
    JSON.stringify({
      format: 'sealroom-station/1',
      role: 'centre',
      data: 'centre-data',
      keys: 'centre',
      listen: { host: '127.0.0.1', port: 0 },
    }),
  );
  const behind = clocksBehind(sink.entries).get(taken.recorded[0]!.session)!;
  return {
    ...{ station, keys, data: centreData, ciphertext, state, behind, ...taken, faults },
    entryAt: (seq) => sink.entries[seq - 1]!.act.at,
    entriesOf: (session) =>
      sink.entries
        .filter(({ act }) => act.session === session && !act.type.startsWith('recording-'))
        .filter(({ act }) => taken.recorded.every(({ to }) => Date.parse(act.at) < to))
        .map(({ seq }) => seq),
  };
}

/** The day up to the moment at which the scores are out, with an alarm and an intervention on the way. */
async function toRelease(room: day.Room): Promise<void> {
  day.proceed(room);
  day.tellNames(room);
  day.commit(room);
  day.proceed(room);
  day.elect(room);
  day.proceed(room);
  const [first] = day.present(room) as [Seat];
  const alarm = { kind: 'nobody', level: 2, about: first.who, text: '席位上无人' };
  does(room.world, room.supervisor, 'alarm', alarm);
  does(room.world, room.supervisor, 'intervene', { about: first.who, reason: '提醒专家回到席位' });
  day.read(room);
  day.proceed(room);
  day.review(room);
  day.proceed(room);
  day.proceed(room);
  await day.exchangeKeys(room);
  day.scoreAll(room);
  day.releaseAll(room);
}

function record(
  room: day.Room,
  entries: readonly Entry[],
  folder: string,
  options: {
    readonly segmentSeconds: number;
    readonly pieceMs: number;
    readonly recorders?: number;
    readonly camera: Uint8Array;
    readonly video: (track: Track, first: number, seconds: number) => Uint8Array;
  },
): Pick<RecordedResult, 'rows' | 'recorded' | 'gap'> {
  const { segmentSeconds, pieceMs, camera } = options;
  const state = day.state(room);
  const end = Date.parse(state.at!);
  const rows: Segment[] = [];
  const recorded: { session: string; from: number; to: number }[] = [];
  let gap = { from: 0, to: 0 };
  for (const [i, seat] of day.present(room).entries()) {
    const { session } = seat.author;
    const from = Date.parse(entries[state.sessions.get(session)!.admitted! - 1]!.at);
    const own = { from, to: end };
    if (i >= (options.recorders ?? RECORDERS)) {
      for (const track of TRACKS) {
        const told = { track, from: iso(own.from), to: iso(own.to), reason: '该席位未配备录像设备' };
        does(room.world, seat, 'recording-gap', told);
      }
      continue;
    }
    const zero = recorded[0]?.from ?? own.from;
    recorded.push({ session, ...own });
    const middle = own.from + Math.floor((own.to - own.from) / 2 / 1000) * 1000;
    const missing = { from: middle, to: middle + segmentSeconds * 1000 };
    if (i === 1) {
      gap = missing;
      const told = { from: iso(missing.from), to: iso(missing.to), reason: 'camera-lost' };
      does(room.world, seat, 'recording-gap', { track: 'camera', ...told });
    }
    const screen = screenSecret(room.world.crypto, [...seat.keeper.secrets.keys.values()][0]!);
    for (const track of TRACKS) {
      const point = recipientPoint(recipientText(track === 'screen' ? screen : camera))!;
      const stretches =
        i === 1 && track === 'camera'
          ? [
              { from: own.from, to: missing.from },
              { from: missing.to, to: own.to },
            ]
          : [own];
      let segment = 0;
      for (const stretch of stretches)
        for (let at = stretch.from; at < stretch.to; at += segmentSeconds * 1000) {
          segment += 1;
          const seconds = Math.min(segmentSeconds + OVERLAP / 1000, Math.ceil((stretch.to - at) / 1000));
          const { row, heads } = segmentInFile(folder, {
            ...{ session, track, segment, room: state.room!, from: at, seconds, pieceMs, point },
            mime: MIME[track],
            webm: options.video(track, Math.round((at - zero) / 1000), seconds),
          });
          rows.push(row);
          const pieces = row.pieces.length;
          for (const bound of new Set([Math.ceil(pieces / 2), pieces]))
            does(room.world, seat, 'recording-head', {
              ...{ track, segment, pieces: bound, head: heads[bound - 1]! },
              from: row.from,
              to: iso(row.pieces[bound - 1]![1]),
            });
        }
    }
  }
  return { rows, recorded, gap };
}

const iso = (ms: number): string => new Date(ms).toISOString();
