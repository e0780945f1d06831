/** The recordings of held results: which there are, opened segment by segment in memory, and held against the journal. What is decrypted here never goes to a disk. */
import type { z } from 'zod';
import type { openedRecording, SegmentCheck, SegmentIndex } from '../../shared/bridge/playback.ts';
import { type Entry, readEntry } from '../../shared/journal/entry.ts';
import { evolve } from '../../shared/journal/fold.ts';
import { emptyRoom, type RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { clocksBehind } from '../../shared/recording/clocks.ts';
import { type Closure, closedScreens } from '../../shared/recording/closedScreens.ts';
import { type BoundHead, recordingFaults, SILENCE } from '../../shared/recording/coverage.ts';
import { dueStretches, type Stretch } from '../../shared/recording/due.ts';
import type { Segment } from '../../shared/recording/manifest.ts';
import { pieceTimes } from '../../shared/recording/moment.ts';
import { withStandingPictures } from '../../shared/recording/standing.ts';
import { coveredBy } from '../../shared/recording/stretches.ts';
import { boundHeads } from '../../shared/recording/told.ts';
import { type SegmentId, segmentName, TRACKS } from '../../shared/recording/track.ts';
import { readWebm, type Webm } from '../../shared/recording/webm.ts';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { screenSecrets } from '../recording/roomRecording.ts';
import { PATHS } from '../sealing/contents.ts';
import { cameraSecret, manifestIn, presentedAt } from '../sealing/recordingEvidence.ts';
import type { CentreStore } from '../sync/centreStore.ts';
import type { OpenBag, OpenResults } from './openResults.ts';
import { type OpenedSegment, openSegment } from './openSegment.ts';

export interface Recordings {
  /** Refuses what opening the result refuses, and `RECORDING_MANIFEST`. */
  list(ciphertext: string): Promise<Result<z.infer<typeof openedRecording>>>;
  /** Refuses `SEGMENT_UNKNOWN` and what `openSegment` refuses. */
  segment(of: SegmentOf): Promise<Result<SegmentIndex>>;
  /** A stretch of a segment's WebM file, shorter at its end. */
  part(of: SegmentOf, from: number, length: number): Promise<Result<{ total: number; base64: string }>>;
  check(of: SegmentOf): Promise<Result<SegmentCheck>>;
  /** All that is known of a result's recording. */
  opened(ciphertext: string): Promise<Result<OpenedRecording>>;
}

export type SegmentOf = SegmentId & { readonly ciphertext: string };

/** A result whose journal is folded, with its recording's rows, keys and folder. */
export interface OpenedRecording {
  readonly bag: OpenBag;
  readonly state: RoomState;
  readonly entries: readonly Entry[];
  readonly rows: ReadonlyMap<string, Segment>;
  readonly heads: ReadonlyMap<string, readonly BoundHead[]>;
  readonly due: ReadonlyMap<string, readonly Stretch[]>;
  readonly behind: ReadonlyMap<string, number>;
  readonly secrets: readonly Uint8Array[];
  /** Screens that may stay closed. */
  readonly closures: ReadonlyMap<string, Closure>;
  readonly folder: string;
}

/** Bytes of opened segments that are kept: what all seats of a room show in two segments. */
const KEPT = 256 << 20;

/** @param options.results opens the bags */
export function openRecordings(options: {
  readonly crypto: CryptoPort;
  readonly store: CentreStore;
  readonly results: OpenResults;
}): Recordings {
  const { crypto, store, results } = options;
  /** One at a time, as a clerk looks at one result. */
  let kept: { ciphertext: string; recording: Promise<Result<OpenedRecording>> } | null = null;
  /** The least recently used first. */
  const segments = new Map<string, Promise<Result<Played>>>();
  const sizes = new Map<string, number>();

  function opened(ciphertext: string): Promise<Result<OpenedRecording>> {
    if (kept?.ciphertext !== ciphertext) {
      segments.clear();
      sizes.clear();
      const recording = open(ciphertext);
      kept = { ciphertext, recording };
      void recording.then(({ ok }) => {
        if (!ok && kept?.recording === recording) kept = null;
      });
    }
    return kept.recording;
  }

  async function open(ciphertext: string): Promise<Result<OpenedRecording>> {
    const bag = await results.bag(ciphertext);
    const folder = store.recordings(ciphertext);
    if (!bag.ok) return bag;
    if (!folder.ok) return folder;
    let state = emptyRoom(bag.value.room);
    const entries: Entry[] = [];
    for (const line of bag.value.lines) {
      const entry = readEntry(line);
      if (!entry.ok) return entry;
      state = evolve(crypto, state, entry.value);
      entries.push(entry.value);
    }
    const part = async (path: string): Promise<Uint8Array | null> => {
      const there = bag.value.files.names.includes(`data/${path}`);
      const bytes = there ? await bag.value.files.bytes(`data/${path}`) : null;
      return bytes?.ok ? bytes.value : null;
    };
    const isDue = state.opening?.recording.due === true;
    const rows = isDue ? (manifestIn(await part(PATHS.recording))?.segments ?? null) : [];
    if (rows === null) return refuse(noManifest);
    const camera = isDue ? cameraSecret(await part(PATHS.identities), state) : null;
    const heads = new Map<string, BoundHead[]>();
    for (const head of boundHeads(state, entries)) {
      const name = segmentName(head);
      heads.set(name, [...(heads.get(name) ?? []), head]);
    }
    return accept({
      bag: bag.value,
      state,
      entries,
      rows: new Map(rows.map((row) => [segmentName(row), row])),
      heads,
      due: dueStretches(crypto, bag.value.room, entries),
      behind: clocksBehind(entries),
      secrets: [...(camera === null ? [] : [camera]), ...screenSecrets(crypto, state)],
      closures: closedScreens(crypto, state, entries),
      folder: folder.value,
    });
  }

  async function rowOf(of: SegmentOf): Promise<Result<{ recording: OpenedRecording; row: Segment }>> {
    const recording = await opened(of.ciphertext);
    if (!recording.ok) return recording;
    const row = recording.value.rows.get(segmentName(of));
    return row === undefined ? refuse(unknown) : accept({ recording: recording.value, row });
  }

  async function plain(of: SegmentOf): Promise<Result<Played & { row: Segment }>> {
    const found = await rowOf(of);
    if (!found.ok) return found;
    const { recording, row } = found.value;
    const name = segmentName(row);
    const before = segments.get(name);
    segments.delete(name);
    const opening = before ?? played(openSegment(crypto, recording, row));
    segments.set(name, opening);
    const segment = await opening;
    if (!segment.ok) {
      segments.delete(name);
      return segment;
    }
    sizes.set(name, segment.value.webm.length);
    forgetOldest(name);
    return accept({ ...segment.value, row });
  }

  function forgetOldest(newest: string): void {
    let total = [...segments.keys()].reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
    for (const name of [...segments.keys()]) {
      if (total <= KEPT || name === newest) break;
      total -= sizes.get(name) ?? 0;
      segments.delete(name);
      sizes.delete(name);
    }
  }

  return {
    opened,
    async list(ciphertext) {
      const recording = await opened(ciphertext);
      if (!recording.ok) return recording;
      const { state, rows, due, behind } = recording.value;
      const sessions = [...state.sessions.values()].filter(
        ({ role, admitted }) => role === 'member' && admitted !== null,
      );
      const isDue = state.opening?.recording.due === true;
      const tracks = sessions.flatMap(({ key }) =>
        TRACKS.map((track) => {
          const own = (one: { session: string; track: string }): boolean =>
            one.session === key && one.track === track;
          return {
            session: key,
            track,
            behind: behind.get(key) ?? 0,
            segments: [...rows.values()]
              .filter(own)
              .sort((a, b) => a.segment - b.segment)
              .map(({ segment, from, pieces }) => ({
                segment,
                covered: coveredBy(
                  Date.parse(from),
                  pieces.map(([, at]) => ({ at })),
                  SILENCE,
                ),
              })),
            gaps: state.recordingGaps.filter(own).map((gap) => ({ ...gap })),
            due: [...(due.get(key) ?? [])],
          };
        }),
      );
      return accept({ due: isDue, tracks: isDue ? tracks : [] });
    },
    async segment(of) {
      const found = await plain(of);
      if (!found.ok) return found;
      const { webm, read, row } = found.value;
      if (read === null) return refuse(noWebm);
      return accept({
        mime: read.mime,
        bytes: webm.length,
        head: read.head,
        from: row.from,
        pieces: pieceTimes(row).pieces.map(([at, mono]): [number, number] => [at, mono]),
        clusters: read.clusters.map(({ from, end, first, last, isEntry }) => ({
          from,
          end,
          first,
          last,
          isEntry,
        })),
      });
    },
    async part(of, from, length) {
      const found = await plain(of);
      if (!found.ok) return found;
      const { webm } = found.value;
      const bytes = webm.subarray(from, from + length);
      return accept({ total: webm.length, base64: Buffer.from(bytes).toString('base64') });
    },
    async check(of) {
      const found = await rowOf(of);
      if (!found.ok) return found;
      const { recording, row } = found.value;
      const { heads, rows, state, folder, secrets, closures } = recording;
      const own = heads.get(segmentName(row)) ?? [];
      const others = [...state.segments.values()].filter((one) => segmentName(one) !== segmentName(row));
      const presented = await presentedAt(crypto, folder, state, row, secrets);
      const told = { heads: [...own, ...others], gaps: [], due: new Map(), closures };
      // The others are told so that a segment in the place of another is named; that their files are not looked at says nothing.
      const all = [...rows.values()].map((claim) => (claim === row ? presented : { claim, found: null }));
      const faults = recordingFaults(told, all).filter(
        (fault) =>
          fault.segment === row.segment && fault.session === row.session && fault.track === row.track,
      );
      const isClosed = presented.found !== null && presented.found.heads === null;
      return accept({
        state: faults.length > 0 ? 'fault' : isClosed ? 'digest' : 'fits',
        heads: own.length,
        refusals: faults.map((fault) => fault.refusal),
      });
    },
  };
}

/** A segment as a window's player takes it; null: what it holds is no recording. */
interface Played {
  readonly webm: Uint8Array;
  readonly read: Webm | null;
}

async function played(opening: Promise<Result<OpenedSegment>>): Promise<Result<Played>> {
  const opened = await opening;
  if (!opened.ok) return opened;
  const webm = withStandingPictures(opened.value.webm);
  return accept({ webm, read: readWebm(webm) });
}

const unknown = refusal('SEGMENT_UNKNOWN', '没有这一录像分段', 'There is no such segment of a recording');
const noManifest = refusal(
  'RECORDING_MANIFEST',
  '录像清单缺失或格式不符',
  'The recording’s manifest is missing or not of its form',
);
const noWebm = refusal(
  'SEGMENT_DAMAGED',
  '该分段的内容不是可播放的录像',
  'What this segment holds is no recording that can be played',
);
