/** Recorded screens that are exchanged for a file that nobody can open, or that a seat encrypts to nobody: only what the rules keep closed may stay closed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { OpenResults } from '../../electron/centre/openResults.ts';
import { openRecordings } from '../../electron/centre/recordings.ts';
import {
  identityText,
  recipientPoint,
  recipientText,
  screenSecret,
} from '../../electron/recording/ageKeys.ts';
import * as day from '../../electron/rehearsal/day.ts';
import { does, enter } from '../../electron/rehearsal/people.ts';
import { identitiesFile, PATHS, recordingFile } from '../../electron/sealing/contents.ts';
import { verifyRecording } from '../../electron/sealing/verifyRecording.ts';
import type { CentreStore } from '../../electron/sync/centreStore.ts';
import { entryLine } from '../../shared/journal/entry.ts';
import type { Segment } from '../../shared/recording/manifest.ts';
import { segmentName, TRACKS } from '../../shared/recording/track.ts';
import { accept } from '../../shared/refusal.ts';
import { findings } from '../../shared/verdict/verdict.ts';
import { segmentInFile } from '../playback/segmentFile.ts';
import { arrived, crypto, goTo, type Play, scoreAndSubmit, seatOf } from '../simulator/room.ts';

const folder = mkdtempSync(join(tmpdir(), 'sealroom-screens-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const camera = new Uint8Array(32).fill(3);
const recipient = recipientText(camera);
const nobody = recipientPoint(recipientText(new Uint8Array(32).fill(5)))!;
const iso = (ms: number): string => new Date(ms).toISOString();
/** Milliseconds that every recording here goes on after the last entry. */
const AFTER = 600_000;

const recorded = (seed: string): Promise<Play> =>
  arrived(seed, undefined, {}, { recording: { due: true, recipient } });

const sessionOf = (play: Play, who: string): string => seatOf(play.room, who).author.session;

const admittedAt = (play: Play, session: string): number =>
  Date.parse(play.entries[day.state(play.room).sessions.get(session)!.admitted! - 1]!.at);

/** A segment of a member's screen as his seat leaves it, from his admission on. */
function screenFile(play: Play, session: string, point: Uint8Array, segment = 1) {
  const state = day.state(play.room);
  const from = admittedAt(play, session);
  const seconds = Math.ceil((Date.parse(state.at!) + AFTER - from) / 1000);
  return segmentInFile(folder, {
    ...{ session, track: 'screen', segment, room: state.room!, from, seconds, pieceMs: 4000, point },
    mime: 'video/webm',
    webm: new Uint8Array(20_000).fill(segment),
  });
}

/** The member's seat binds its screen, and says that nothing else was recorded. */
function recordScreen(play: Play, who: string, point: Uint8Array, segment = 1): Segment {
  const session = sessionOf(play, who);
  const { row, heads } = screenFile(play, session, point, segment);
  const pieces = row.pieces.length;
  const body = { track: 'screen', segment, pieces, head: heads.at(-1)!, from: row.from, to: row.to } as const;
  does(play.room.world, seatOf(play.room, who), 'recording-head', body);
  return row;
}

const ownKey = (play: Play, who: string, round = 1): Uint8Array =>
  recipientPoint(
    recipientText(screenSecret(crypto, seatOf(play.room, who).keeper.secrets.keys.get(round)!)),
  )!;

/** Nothing but one screen was recorded in the room. */
function explainTheRest(play: Play, who: string): void {
  const state = day.state(play.room);
  const times = { from: state.openedAt!, to: iso(Date.parse(state.at!) + AFTER) };
  for (const seat of day.present(play.room))
    for (const track of TRACKS)
      if (seat.who !== who || track !== 'screen')
        does(play.room.world, seat, 'recording-gap', { track, ...times, reason: 'no recorder' });
}

async function complete(play: Play): Promise<void> {
  day.proceed(play.room);
  day.conclude(play.room);
  await day.report(play.room, async () => '0'.repeat(64));
  day.signReport(play.room);
  day.close(play.room);
}

const abort = ({ room }: Play): void =>
  void does(room.world, room.supervisor, 'close', {
    outcome: 'sealed-aborted',
    reason: '投标人投诉',
    excused: [],
  });

/** What the host can do before it seals: a file that nobody can open in the place of a segment, and a row that says of it what the journal says. */
function exchange(play: Play, row: Segment): Segment {
  const forged = screenFile(play, row.session, nobody, row.segment).row;
  return { ...forged, head: row.head };
}

async function verdictOn(play: Play, rows: readonly Segment[]) {
  const found = findings();
  const room = { pkg: play.room.world.pkg, entries: play.entries, state: day.state(play.room) };
  await verifyRecording(crypto, found, room, {
    manifest: recordingFile(true, rows),
    identities: identitiesFile(recipient, identityText(camera)),
    folder,
  });
  const { checks, notes } = found.verdict();
  return { check: checks.at(-1)!, notes: notes.map(({ en }) => en).join('\n') };
}

/** What the centre says of the segment as it plays it back. */
async function checkAtCentre(play: Play, row: Segment) {
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
async function released(seed: string, point: (play: Play) => Uint8Array = (play) => ownKey(play, 'E1')) {
  const play = await recorded(seed);
  await goTo(play.room, 'scoring');
  await day.exchangeKeys(play.room);
  day.scoreAll(play.room);
  const row = recordScreen(play, 'E1', point(play));
  explainTheRest(play, 'E1');
  day.releaseAll(play.room);
  return { play, row };
}

describe('in a completed room', () => {
  it('a screen opens with the scores, and is whole', async () => {
    const { play, row } = await released('whole');
    await complete(play);
    expect((await verdictOn(play, [row])).check).toMatchObject({ result: 'PASS', count: 1 });
    expect(await checkAtCentre(play, row)).toMatchObject({ state: 'fits' });
  });

  it('a screen that the host has exchanged for a file of nobody’s is named with its time', async () => {
    const { play, row } = await released('exchanged');
    await complete(play);
    const { check, notes } = await verdictOn(play, [exchange(play, row)]);
    expect(check).toMatchObject({ result: 'FAIL', reason: { code: 'SEGMENT_LOCKED' } });
    expect(notes).toContain(`recording ${segmentName(row)}: `);
    expect(notes).toContain(`(${row.from} to ${row.to})`);
    expect(notes).not.toMatch(/stay closed/);
    expect(await checkAtCentre(play, exchange(play, row))).toMatchObject({
      state: 'fault',
      refusals: [{ code: 'SEGMENT_LOCKED' }],
    });
  });

  it('a screen that its seat has encrypted to nobody is named', async () => {
    const { play, row } = await released('to nobody', () => nobody);
    await complete(play);
    expect((await verdictOn(play, [row])).check).toMatchObject({
      result: 'FAIL',
      reason: { code: 'SEGMENT_LOCKED', where: segmentName(row) },
    });
  });

  it('the screen of a replaced member stays closed, and no other', async () => {
    const play = await recorded('replaced');
    await goTo(play.room, 'scoring');
    await day.exchangeKeys(play.room);
    const row = recordScreen(play, 'E5', ownKey(play, 'E5'));
    explainTheRest(play, 'E5');
    const act = does(play.room.world, seatOf(play.room, 'E5'), 'recuse', {
      ground: 'tie',
      reason: '系亲属关系',
    });
    await day.substitute(play.room, 'E5', { kind: 'recusal', act });
    await goTo(play.room, 'scoring').catch(() => undefined);
    day.commit(play.room);
    day.read(play.room);
    day.review(play.room);
    await goTo(play.room, 'scoring');
    await day.exchangeKeys(play.room);
    day.scoreAll(play.room);
    const other = recordScreen(play, 'E1', ownKey(play, 'E1'));
    explainTheRest(play, 'E1');
    day.releaseAll(play.room);
    await complete(play);
    const kept = await verdictOn(play, [row, other]);
    expect(kept.check).toMatchObject({ result: 'PASS', count: 2 });
    expect(kept.notes).toMatch(/1 segments of recorded screens stay closed/);
    expect(await checkAtCentre(play, row)).toMatchObject({ state: 'digest' });
    expect((await verdictOn(play, [row, exchange(play, other)])).check).toMatchObject({
      result: 'FAIL',
      reason: { code: 'SEGMENT_LOCKED', where: segmentName(other) },
    });
  });

  it('a screen whose key stayed at a seat that its expert has left is named, and can be checked by nobody', async () => {
    const play = await recorded('left');
    const row = recordScreen(play, 'E1', nobody);
    explainTheRest(play, 'E1');
    play.room.seats.set('E1', await enter(play.room.world, play.room.supervisor, 'E1', '9'));
    await goTo(play.room, 'scoring');
    await day.exchangeKeys(play.room);
    day.scoreAll(play.room);
    const after = recordScreen(play, 'E1', ownKey(play, 'E1'));
    explainTheRest(play, 'E1');
    day.releaseAll(play.room);
    await complete(play);
    expect((await verdictOn(play, [row, after])).check).toMatchObject({
      result: 'NOT CHECKED',
      reason: { code: 'NOT_CHECKED', where: segmentName(row) },
    });
    expect((await verdictOn(play, [row, exchange(play, after)])).check).toMatchObject({
      result: 'FAIL',
      reason: { code: 'SEGMENT_LOCKED', where: segmentName(after) },
    });
  });
});

describe('of a file that its seat could not close', () => {
  it('the row says what stands in it: time that was not recorded cannot be told away', async () => {
    const play = await recorded('open');
    const session = sessionOf(play, 'E1');
    const { room, admitted } = { room: day.state(play.room).room!, admitted: admittedAt(play, session) };
    await goTo(play.room, 'scoring');
    await day.exchangeKeys(play.room);
    const of = { session, track: 'screen', segment: 1, room, from: admitted, seconds: 60 } as const;
    const more = { pieceMs: 250, point: ownKey(play, 'E1'), mime: 'video/webm' };
    const { row, heads } = segmentInFile(folder, { ...of, ...more, webm: new Uint8Array(24_000) }, 'open');
    const { from, to, pieces } = row;
    const body = {
      track: 'screen',
      segment: 1,
      pieces: pieces.length,
      head: heads.at(-1)!,
      from,
      to,
    } as const;
    does(play.room.world, seatOf(play.room, 'E1'), 'recording-head', body);
    explainTheRest(play, 'E1');
    abort(play);
    expect((await verdictOn(play, [row])).check).toMatchObject({
      result: 'FAIL',
      reason: { code: 'RECORDING_HOLE' },
    });
    const spread = pieces.map(([length, , mono], i): Segment['pieces'][number] => [
      length,
      admitted + (i + 1) * 3900,
      mono,
    ]);
    const began = new Date(admitted - 1000).toISOString();
    for (const told of [{ pieces: spread }, { from: began }, { mime: 'video/mp4' }])
      expect((await verdictOn(play, [{ ...row, ...told }])).check, Object.keys(told).join()).toMatchObject({
        result: 'FAIL',
        reason: { code: 'SEGMENT_ALTERED', where: segmentName(row) },
      });
  });
});

describe('in an aborted room', () => {
  it('a screen stays closed where the scores never came out', async () => {
    const play = await recorded('aborted');
    await goTo(play.room, 'scoring');
    await day.exchangeKeys(play.room);
    scoreAndSubmit(play.room, 'E1');
    const row = recordScreen(play, 'E1', ownKey(play, 'E1'));
    explainTheRest(play, 'E1');
    abort(play);
    const { check, notes } = await verdictOn(play, [row]);
    expect(check).toMatchObject({ result: 'PASS', count: 1 });
    expect(notes).toMatch(/1 segments of recorded screens stay closed/);
  });

  it('a screen opens where they had come out before', async () => {
    const { play, row } = await released('aborted late');
    abort(play);
    expect((await verdictOn(play, [row])).check).toMatchObject({ result: 'PASS', count: 1 });
    expect((await verdictOn(play, [exchange(play, row)])).check).toMatchObject({
      result: 'FAIL',
      reason: { code: 'SEGMENT_LOCKED' },
    });
  });

  it('a screen of a round that came out opens, and that of the one that was broken off stays closed', async () => {
    const { play, row } = await released('aborted again');
    const { room } = play;
    day.proceed(room);
    const act = does(room.world, seatOf(room, room.minds.chair), 'back', {
      to: 'scoring',
      reason: '评分标准理解有误',
    });
    does(room.world, room.supervisor, 'witness', { act });
    await day.exchangeKeys(room);
    const again = recordScreen(play, 'E1', ownKey(play, 'E1', 2), 2);
    explainTheRest(play, 'E1');
    abort(play);
    const { check, notes } = await verdictOn(play, [row, again]);
    expect(check).toMatchObject({ result: 'PASS', count: 2 });
    expect(notes).toMatch(/1 segments of recorded screens stay closed/);
    expect((await verdictOn(play, [exchange(play, row), again])).check).toMatchObject({
      result: 'FAIL',
      reason: { code: 'SEGMENT_LOCKED', where: segmentName(row) },
    });
  });
});
