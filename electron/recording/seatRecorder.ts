/**
 * The seat's side of the recording: takes pieces from the window, keeps them encrypted, binds their chains into the journal, tells gaps, and makes
 * whole what a kill left open, once the slip has been entered.
 */
import { dirname } from 'node:path';
import type { SeatRecording } from '../../shared/bridge/seat.ts';
import { recordingDue } from '../../shared/recording/dueNow.ts';
import { segmentFile } from '../../shared/recording/manifest.ts';
import { sparing } from '../../shared/recording/rate.ts';
import { type SegmentId, TRACKS, type Track } from '../../shared/recording/track.ts';
import { accept, type Refusal, type Result, refuse } from '../../shared/refusal.ts';
import { closing } from './closing.ts';
import { diskBudget } from './diskBudget.ts';
import { sessionFolder } from './recordingFolder.ts';
import { KeyNotKept, notDue, notRecorded, segmentUnknown } from './refusals.ts';
import { segmentWriter } from './segmentWriter.ts';
import {
  ALARMS,
  bindable,
  type Live,
  pointOf,
  recover,
  type Sitting,
  sittingOf,
  tracksOf,
} from './sitting.ts';
import type { Surroundings } from './surroundings.ts';

export interface SeatRecorder {
  /** Refuses `RECORDING_NOT_DUE`, `DISK_FULL`, `DISK_ERROR`. */
  start(track: Track, mime: string): Promise<Result<{ segment: number }>>;
  /** Durable when it is answered. Refuses `SEGMENT_UNKNOWN`, `DISK_FULL`, `DISK_ERROR`. */
  piece(id: Piece): Promise<Result<Record<string, never>>>;
  stop(track: Track, segment: number): Promise<Result<Record<string, never>>>;
  trouble(track: Track, kind: string, text: string): Result<Record<string, never>>;
  status(): SeatRecording;
  /** The room, or who sits here, has changed. */
  attend(): void;
  close(): Promise<void>;
}

interface Piece {
  readonly track: Track;
  readonly segment: number;
  readonly bytes: Uint8Array;
  readonly at: string;
  readonly mono: string;
}

/** Milliseconds between two heads of one track. */
const HEADS = 5_000;
const nothing = (): Result<Record<string, never>> => accept({});

export function seatRecorder(options: Surroundings): SeatRecorder {
  const { crypto, random, clock, folder, room, act } = options;
  const budget = diskBudget(dirname(folder), options.warnHours);
  const problems = new Map<Track, Refusal>();
  const now = (): number => Date.parse(clock.now());
  const started = now();
  let sitting: Sitting | null = null;
  let wasDue = false;
  const files = closing({ crypto, random, folder, closed: options.stored, onFault: options.onFault });
  const timer = setInterval(() => {
    bindAll();
    void files.again();
  }, HEADS);

  const asked = (): boolean => room()?.opening?.recording.due === true;

  /** Whether this session is to be recorded, and the room is not paused. */
  function due(): boolean {
    const [state, desk] = [room(), options.desk()];
    const session = desk === null ? undefined : state?.sessions.get(desk.session);
    return state !== null && session !== undefined && recordingDue(state, session);
  }

  /** Who sits here now, with what is on the disk of his session made whole. */
  function seated(): Sitting | null {
    const desk = options.desk();
    if (desk === null || !asked()) return null;
    if (sitting?.desk !== desk) {
      const one = sittingOf(desk, () => madeWhole(one));
      one.ready.catch((error: unknown) => {
        options.onFault(error);
        // Whoever records next tries anew.
        if (sitting === one) sitting = null;
      });
      sitting = one;
    }
    return sitting;
  }

  async function madeWhole(one: Sitting): Promise<void> {
    const unbound = await recover({
      folder,
      state: room(),
      ...{ one, close: (path, fileKey) => files.close(path, fileKey, null) },
      admittedAt: options.admittedAt,
      started,
    });
    for (const segment of unbound) headOf(segment, segment.pieces.length, segment.head, segment.to);
    one.whole = true;
    if (one.since !== null && due()) one.coverage.due(one.since, now());
    options.stored();
    attend();
  }

  const headOf = (
    { track, segment, from }: { track: Track; segment: number; from: string },
    pieces: number,
    head: string,
    to: string,
  ): boolean => act('recording-head', { track, segment, pieces, head, from, to }).ok;

  /** Binds what the room holds of a segment, in the chain of its own session alone; all of it at its end, and what has waited for too long. */
  function bind(live: Live, all: boolean): void {
    const pieces = live.writer.pieces();
    const held = all ? null : options.held(segmentFile(live.id, 'open'));
    const count = bindable(live, held, now());
    const last = pieces[count - 1];
    if (last === undefined || count <= live.bound || live.id.session !== options.desk()?.session) return;
    const to = new Date(last.at).toISOString();
    if (headOf({ ...live.id, from: live.writer.start.from }, count, last.head, to)) live.bound = count;
  }

  function bindAll(): void {
    for (const live of sitting?.live ?? []) bind(live, false);
  }

  function tellGaps(one: Sitting, track: Track, until: number): void {
    const told = [
      ...(room()?.recordingGaps ?? []).filter(({ session }) => session === one.desk.session),
      ...options.waitingGaps(),
    ].filter((gap) => gap.track === track);
    const stretches = told.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }));
    for (const gap of one.coverage.gaps(track, until, stretches)) act('recording-gap', gap);
  }

  /** The segment takes nothing more; whatever it holds is bound and becomes an age file. */
  async function end(one: Sitting, live: Live): Promise<void> {
    if (live.ended) return;
    live.ended = true;
    const finished = await live.writer.finish();
    bind(live, true);
    one.live.splice(one.live.indexOf(live), 1);
    await files.close(live.path, live.writer.fileKey, finished);
    options.changed();
  }

  const queued = <T>(live: Live, task: () => Promise<T>): Promise<T> => {
    const done = live.work.then(task);
    live.work = done.catch(() => undefined);
    return done;
  };

  /** Pieces do not wait for each other, only what comes after them does: those that come together are synced together. */
  const beside = <T>(live: Live, task: Promise<T>): Promise<T> => {
    live.work = Promise.allSettled([live.work, task]);
    return task;
  };

  function failed(track: Track, error: unknown): Result<never> {
    const problem = notRecorded(error, room());
    problems.set(track, problem);
    sitting?.coverage.happened(track, now(), `${problem.zh} (${problem.en})`);
    options.changed();
    return refuse(problem);
  }

  async function begin(one: Sitting, track: Track, mime: string): Promise<Result<{ segment: number }>> {
    const segment = one.next.get(track) ?? 1;
    // At once: a second start meanwhile would take the same number, and the key of the one would be kept over that of the other.
    one.next.set(track, segment + 1);
    const state = room()!;
    const { session } = one.desk;
    await sessionFolder(folder, session);
    const id: SegmentId = { session, track, segment };
    const path = `${folder}/${segmentFile(id, 'open')}`;
    const writer = await segmentWriter({
      ...{ crypto, random, path, begin: options.beginAge },
      start: { room: state.room!, ...id, from: clock.now(), mime },
      point: pointOf(crypto, one.desk, state, track),
      keep(fileKey) {
        const kept = one.desk.keepFileKey(`${track}/${segment}`, fileKey);
        if (!kept.ok) throw new KeyNotKept(kept.refusals[0]!);
      },
    });
    // The one that is followed is stopped by its window; one before that was forgotten by a window that has gone.
    for (const older of one.live.filter((live) => live.id.track === track).slice(0, -1))
      void queued(older, () => end(one, older)).catch(options.onFault);
    one.live.push({ id, path, writer, bound: 0, work: Promise.resolve(), ended: false });
    problems.delete(track);
    options.changed();
    return accept({ segment });
  }

  async function take(one: Sitting, live: Live, { track, bytes, at, mono }: Piece) {
    if (live.ended) return refuse(segmentUnknown);
    const made = Date.parse(at);
    let count: number;
    try {
      count = await live.writer.append(bytes, made, Math.round(Number(mono) * 1000));
    } catch (error) {
      if (live.ended) return refuse(notRecorded(error, room()));
      const refused = failed(track, error);
      await end(one, live).catch(options.onFault);
      return refused;
    }
    const before = live.writer.pieces()[count - 2];
    const from = before?.at ?? Date.parse(live.writer.start.from);
    budget.wrote(bytes.length, Number(clock.mono()));
    one.coverage.covered(track, from, made);
    one.last.set(track, at);
    if (before === undefined || made - from > HEADS) tellGaps(one, track, made);
    options.stored();
    options.changed();
    return nothing();
  }

  /** The recording begins or ends: what was not covered until then is told. */
  function attend(): void {
    const one = seated();
    if (one === null || !one.whole) return;
    const isDue = due() && room()?.paused == null;
    if (isDue) one.coverage.due(now(), now());
    else if (wasDue) {
      for (const track of TRACKS) tellGaps(one, track, now());
      one.coverage.due(null, now());
      if (!due())
        for (const live of [...one.live]) void queued(live, () => end(one, live)).catch(options.onFault);
    }
    wasDue = isDue;
  }

  const liveOf = (track: Track, segment: number): Live | undefined =>
    sitting?.live.find((live) => live.id.track === track && live.id.segment === segment);

  return {
    async start(track, mime) {
      const one = seated();
      if (one === null || !due()) return refuse(notDue);
      await one.ready;
      try {
        return await begin(one, track, mime);
      } catch (error) {
        return failed(track, error);
      }
    },
    async piece(piece) {
      const live = liveOf(piece.track, piece.segment);
      if (live === undefined || sitting === null) return refuse(segmentUnknown);
      return beside(live, take(sitting, live, piece));
    },
    async stop(track, segment) {
      const live = liveOf(track, segment);
      if (live === undefined || sitting === null) return refuse(segmentUnknown);
      const one = sitting;
      await queued(live, () => end(one, live));
      return nothing();
    },
    trouble(track, kind, text) {
      const one = seated();
      if (one === null || !due()) return refuse(notDue);
      one.coverage.happened(track, now(), `${kind}${text === '' ? '' : `: ${text}`}`);
      // A machine that stood still has left a gap, which is an alarm by itself.
      if (kind === 'asleep') return nothing();
      const made = act('alarm', {
        kind: ALARMS[kind] ?? 'other',
        level: 2,
        about: one.desk.who,
        text: `${track} ${kind}: ${text}`,
      });
      return made.ok ? nothing() : made;
    },
    status() {
      const { bytesPerHour, hoursLeft, warn } = asked()
        ? budget.now()
        : { bytesPerHour: 0, hoursLeft: null, warn: false };
      return {
        due: due(),
        paused: room()?.paused != null,
        rate: warn ? sparing(options.rate) : options.rate,
        segmentSeconds: options.segmentSeconds,
        tracks: tracksOf(sitting, problems),
        bytesPerHour,
        hoursLeft,
        warn,
        unsent: options.unsent(),
      };
    },
    attend,
    async close() {
      clearInterval(timer);
      const one = sitting;
      await one?.ready.catch(() => undefined);
      for (const live of [...(one?.live ?? [])])
        await queued(live, () => live.writer.close()).catch(() => undefined);
    },
  };
}
