/** A room in which one track of a member's seat is recorded, the screen unless another is named, and what a host or a seat may make of that file before it is sealed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { OpenResults } from '../../electron/centre/openResults.ts';
import { openRecordings } from '../../electron/centre/recordings.ts';
import {
  identityText,
  recipientPoint,
  recipientText,
  screenSecret,
} from '../../electron/recording/ageKeys.ts';
import { lackingInRoom } from '../../electron/recording/roomRecording.ts';
import * as day from '../../electron/rehearsal/day.ts';
import { does } from '../../electron/rehearsal/people.ts';
import { identitiesFile, PATHS, recordingFile } from '../../electron/sealing/contents.ts';
import { verifyRecording } from '../../electron/sealing/verifyRecording.ts';
import type { CentreStore } from '../../electron/sync/centreStore.ts';
import { entryLine } from '../../shared/journal/entry.ts';
import type { Segment } from '../../shared/recording/manifest.ts';
import { toldBy } from '../../shared/recording/told.ts';
import { TRACKS, type Track } from '../../shared/recording/track.ts';
import { accept } from '../../shared/refusal.ts';
import { findings } from '../../shared/verdict/verdict.ts';
import { segmentInFile } from '../playback/segmentFile.ts';
import { arrived, crypto, goTo, type Play, seatOf } from '../simulator/room.ts';

export const folder = mkdtempSync(join(tmpdir(), 'sealroom-screens-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const camera = new Uint8Array(32).fill(3);
const recipient = recipientText(camera);
/** Whom no opening names. */
export const other = new Uint8Array(32).fill(5);
export const nobody = recipientPoint(recipientText(other))!;
const iso = (ms: number): string => new Date(ms).toISOString();
/** Milliseconds that every recording here goes on after the last entry. */
const AFTER = 600_000;

export const recorded = (seed: string): Promise<Play> =>
  arrived(seed, undefined, {}, { recording: { due: true, recipient } });

export const sessionOf = (play: Play, who: string): string => seatOf(play.room, who).author.session;

export const admittedAt = (play: Play, session: string): number =>
  Date.parse(play.entries[day.state(play.room).sessions.get(session)!.admitted! - 1]!.at);

/** A segment of a member's track as his seat leaves it, from his admission on. */
function trackFile(play: Play, session: string, point: Uint8Array, segment: number, track: Track) {
  const state = day.state(play.room);
  const from = admittedAt(play, session);
  const seconds = Math.ceil((Date.parse(state.at!) + AFTER - from) / 1000);
  return segmentInFile(folder, {
    ...{ session, track, segment, room: state.room!, from, seconds, pieceMs: 4000, point },
    mime: 'video/webm',
    webm: new Uint8Array(20_000).fill(segment),
  });
}

/** The member's seat binds its track. */
function recordTrack(play: Play, who: string, point: Uint8Array, segment: number, track: Track): Segment {
  const session = sessionOf(play, who);
  const { row, heads } = trackFile(play, session, point, segment, track);
  const pieces = row.pieces.length;
  const body = { track, segment, pieces, head: heads.at(-1)!, from: row.from, to: row.to };
  does(play.room.world, seatOf(play.room, who), 'recording-head', body);
  return row;
}

export const recordScreen = (play: Play, who: string, point: Uint8Array, segment = 1): Segment =>
  recordTrack(play, who, point, segment, 'screen');

/** Camera and sound; `point` is the opening's recipient unless the seat is altered. */
export const recordCamera = (play: Play, who: string, point = recipientPoint(recipient)!): Segment =>
  recordTrack(play, who, point, 1, 'camera');

export const ownKey = (play: Play, who: string, round = 1): Uint8Array =>
  recipientPoint(
    recipientText(screenSecret(crypto, seatOf(play.room, who).keeper.secrets.keys.get(round)!)),
  )!;

/** Nothing but one track was recorded in the room. */
export function explainTheRest(play: Play, who: string, only: Track = 'screen'): void {
  const state = day.state(play.room);
  const times = { from: state.openedAt!, to: iso(Date.parse(state.at!) + AFTER) };
  for (const seat of day.present(play.room))
    for (const track of TRACKS)
      if (seat.who !== who || track !== only)
        does(play.room.world, seat, 'recording-gap', { track, ...times, reason: 'no recorder' });
}

export async function complete(play: Play): Promise<void> {
  day.proceed(play.room);
  day.conclude(play.room);
  await day.report(play.room, async () => '0'.repeat(64));
  day.signReport(play.room);
  day.close(play.room);
}

export const abort = ({ room }: Play): void =>
  void does(room.world, room.supervisor, 'close', {
    outcome: 'sealed-aborted',
    reason: '投标人投诉',
    excused: [],
  });

/** What the host can do before it seals: a file that nobody can open in the place of a segment, and a row that says of it what the journal says. */
export function exchange(play: Play, row: Segment): Segment {
  const forged = trackFile(play, row.session, nobody, row.segment, row.track).row;
  return { ...forged, head: row.head };
}

/** @param secret the identity in the bag: the one of the opening's recipient, unless the host is altered */
export async function verdictOn(play: Play, rows: readonly Segment[], secret = camera) {
  const found = findings();
  const room = { pkg: play.room.world.pkg, entries: play.entries, state: day.state(play.room) };
  await verifyRecording(crypto, found, room, {
    manifest: recordingFile(true, rows),
    identities: identitiesFile(recipientText(secret), identityText(secret)),
    folder,
  });
  const { checks, notes } = found.verdict();
  return { check: checks.at(-1)!, notes: notes.map(({ en }) => en).join('\n') };
}

/** What the room lacks of its closed recording, as it would be sealed now. */
export async function lackingOf(play: Play, row: Segment) {
  const state = day.state(play.room);
  writeFileSync(join(folder, row.file.replace(/\.age$/, '.json')), JSON.stringify(row));
  const told = toldBy(crypto, play.room.world.pkg, state, play.entries);
  const faults = await lackingInRoom({ crypto, folder, state, camera, told });
  return faults.map(({ refusal: why }) => why.code);
}

/** What the centre says of the segment as it plays it back. */
export async function checkAtCentre(play: Play, row: Segment) {
  const parts = new Map([
    [`data/${PATHS.recording}`, recordingFile(true, [row])],
    [`data/${PATHS.identities}`, identitiesFile(recipient, identityText(camera))],
  ]);
  const files = { names: [...parts.keys()], bytes: async (name: string) => accept(parts.get(name)!) };
  const bag = { files, lines: play.entries.map(entryLine), room: play.room.world.pkg };
  const recordings = openRecordings({
    crypto,
    store: { recordings: () => accept(folder) } as unknown as CentreStore,
    results: { bag: async () => accept(bag) } as unknown as OpenResults,
  });
  const checked = await recordings.check({ ciphertext: '', ...row });
  if (!checked.ok) throw new Error(checked.refusals[0]!.en);
  return checked.value;
}

/** Played to the released scores, with one member's screen in the journal. */
export async function released(
  seed: string,
  point: (play: Play) => Uint8Array = (play) => ownKey(play, 'E1'),
) {
  const play = await recorded(seed);
  await goTo(play.room, 'scoring');
  await day.exchangeKeys(play.room);
  day.scoreAll(play.room);
  const row = recordScreen(play, 'E1', point(play));
  explainTheRest(play, 'E1');
  day.releaseAll(play.room);
  return { play, row };
}
