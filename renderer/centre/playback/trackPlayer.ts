/**
 * One track in one video element: fetches what the moment needs and a little ahead, segment after segment, and keeps the element at the
 * moment. The element's time is the track's own: seconds since its first recorder was started.
 */
import type { PlaybackTrack, SegmentIndex } from '../../../shared/bridge/playback.ts';
import { offsetAt } from '../../../shared/recording/moment.ts';
import { presenceAt } from '../../../shared/recording/presence.ts';
import { entryBefore } from '../../../shared/recording/webm.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import type { Recording } from './recording.ts';
import { type SourceFeed, sourceFeed } from './sourceFeed.ts';

/** Bytes that are asked for at once; and the most that the station sends so. */
const PART = 256 << 10;
const LARGEST = 1 << 20;
/** Seconds that are fetched ahead, at the usual speed; and kept behind. */
const AHEAD = 6;
const BEHIND = 30;
/** Seconds that a running picture may be off the moment before it is set anew, at the usual speed. */
const DRIFT = 0.35;
/** Seconds that a resting picture may be off. */
const STILL = 0.02;
/** Milliseconds before the end of a segment that count as its end. */
const TAIL = 250;
/** Seconds before the end of a stretch of pictures at which its last one is surely drawn. */
const LAST = 0.01;

/** What the element says when it has drawn another picture. */
const DRAWN = ['loadeddata', 'seeked'] as const;

export interface Shown {
  /** What stands in the element; null: nothing at this moment. */
  readonly segment: number | null;
  readonly loading: boolean;
  readonly refusals: readonly Refusal[];
}

export interface Wanted {
  /** By the room's clock, milliseconds since 1970. */
  readonly at: number;
  readonly playing: boolean;
  readonly speed: number;
}

export interface TrackPlayer {
  show(wanted: Wanted): void;
  end(): void;
}

/** Where the next bytes are to come from. */
interface Cursor {
  readonly segment: number;
  readonly index: SegmentIndex;
  /** The next byte; 0: the head is still to come. */
  readonly next: number;
  /** The byte at which it goes on behind the head. */
  readonly entry: number;
  /** Seconds of the track's time: where what comes begins, and what it was begun for. */
  readonly start: number;
  readonly aim: number;
}

/** @param shown hears what there is to see, whenever that changes */
export function trackPlayer(
  recording: Recording,
  track: PlaybackTrack,
  video: HTMLVideoElement,
  shown: (shown: Shown) => void,
): TrackPlayer {
  const stretches = track.segments.flatMap(({ covered }) => covered);
  const origin = Math.min(...stretches.map(({ from }) => from));
  const length = (Math.max(...stretches.map(({ to }) => to)) - origin) / 1000 + 1;
  let wanted: Wanted | null = null;
  let feed: SourceFeed | null = null;
  let cursor: Cursor | null = null;
  /** What has been fetched without a break, in seconds of the track's time; there may be no pictures in parts of it. */
  let fetched: { readonly from: number; readonly to: number } | null = null;
  let running = false;
  let ended = false;
  let said = '';

  function say(next: Shown): void {
    const text = JSON.stringify(next);
    if (text === said || ended) return;
    said = text;
    shown(next);
  }

  /** The element has the picture that it stands at, and does not only know its bytes. */
  const drawn = (playing: boolean): boolean =>
    video.readyState >= video.HAVE_CURRENT_DATA && (playing || !video.seeking);
  const look = (): void => void run();
  for (const event of DRAWN) video.addEventListener(event, look);

  const baseOf = ({ from }: SegmentIndex): number => (Date.parse(from) - origin) / 1000;

  /** Brings the element to the moment as far as there are pictures. */
  function follow(second: number, { playing, speed }: Wanted): void {
    video.playbackRate = speed;
    const off = Math.abs(video.currentTime - second);
    if (off > (playing ? DRIFT * Math.max(1, speed) : STILL)) video.currentTime = second;
    if (playing && video.paused) void video.play().catch(() => undefined);
    if (!playing && !video.paused) video.pause();
  }

  function rest(): void {
    if (!video.paused) video.pause();
  }

  /** One step towards what is wanted; false where there is nothing more to do now. */
  async function step(now: Wanted): Promise<boolean> {
    const at = now.at - track.behind;
    const presence = presenceAt(track, at);
    if (presence.kind !== 'recorded') {
      rest();
      say({ segment: null, loading: false, refusals: [] });
      return false;
    }
    const { segment } = presence.segment;
    const found = await recording.index(track, segment);
    if (!found.ok) {
      rest();
      say({ segment, loading: false, refusals: found.refusals });
      return false;
    }
    const index = found.value;
    const offset = offsetAt(index, at) ?? 0;
    const base = baseOf(index);
    // The last picture stays to the end of the last piece; sound may end later than pictures.
    const last = base + Math.max(0, index.clusters.at(-1)!.last - TAIL) / 1000;
    const second = Math.min(base + offset / 1000, last);
    const there = feed?.bufferedAt(second) ?? null;
    const isFetched = fetched !== null && fetched.from <= second + 0.001 && second < fetched.to;
    if (there !== null) follow(Math.max(second, there.from), now);
    else if (isFetched) hold(second);
    const isThere = there !== null || isFetched;
    say({ segment, loading: !isThere || !drawn(now.playing), refusals: [] });
    const needed = isFetched ? fetched!.to : (there?.to ?? second);
    if (needed - second > AHEAD * now.speed) return false;
    if (leadsTo(needed)) return fetchNext(second, standsOn(index, offset));
    if (isThere && needed >= last - TAIL / 1000) return nextSegment(segment);
    await aim(segment, index, (needed - base) * 1000);
    fetched = null;
    return true;
  }

  /** A recorder that got no pictures for a while has left none: the one before stands until the next. Throws where there is none at all. */
  function hold(second: number): void {
    const nearest = feed?.nearest(second) ?? null;
    if (nearest === null) throw new Error('there is no picture');
    rest();
    const at = nearest.to <= second ? Math.max(nearest.from, nearest.to - LAST) : nearest.from;
    if (Math.abs(video.currentTime - at) > STILL) video.currentTime = at;
  }

  /** Whether what is being fetched will reach the second by itself, soon. */
  function leadsTo(second: number): boolean {
    if (cursor === null) return false;
    const { index, next, entry, start, aim: aimed } = cursor;
    const cluster = index.clusters.find(({ end }) => end > Math.max(next, entry));
    if (start > second + 0.001 || cluster === undefined) return false;
    return second <= aimed || baseOf(index) + cluster.last / 1000 + AHEAD > second;
  }

  async function aim(segment: number, index: SegmentIndex, offset: number): Promise<void> {
    if (feed === null || feed.mime !== index.mime) {
      feed?.end();
      feed = await sourceFeed(video, index.mime, length);
    }
    await feed.begin(baseOf(index));
    const entry = index.clusters[entryBefore(index.clusters, offset)]!;
    const base = baseOf(index);
    cursor = {
      ...{ segment, index, next: 0, entry: entry.from },
      // What comes before a recorder's first picture begins with that one.
      start: base + Math.min(entry.first, offset) / 1000,
      aim: base + offset / 1000,
    };
  }

  /** Where the picture begins that stands by itself and that the one at `offset` needs: who lets go of it lets go of every picture up to the next such one. */
  function standsOn(index: SegmentIndex, offset: number): number {
    const entry = index.clusters[entryBefore(index.clusters, offset)]!;
    return baseOf(index) + Math.min(entry.first, offset) / 1000 - LAST;
  }

  /**
   * @param second that is wanted, wherever the element still stands
   * @param needs the second from which on its picture needs what is there
   */
  async function fetchNext(second: number, needs: number): Promise<boolean> {
    if (cursor === null || feed === null) return false;
    const { segment, index, next, entry } = cursor;
    if (next >= index.bytes) return nextSegment(segment);
    const ask = (from: number, length: number) => recording.part(track, segment, from, length);
    const parts = await Promise.all(
      next === 0 ? [ask(0, index.head), ask(entry, untilAim(cursor))] : [ask(next, PART)],
    );
    let gone = 0;
    for (const part of parts) {
      if (!part.ok) {
        say({ segment, loading: false, refusals: part.refusals });
        return false;
      }
      if (ended) return false;
      gone = Math.max(gone, await feed.append(part.value, Math.min(second - 1, needs)));
    }
    const last = parts.at(-1)!;
    cursor = { ...cursor, next: (next === 0 ? entry : next) + (last.ok ? last.value.length : 0) };
    const past = Math.min(second - BEHIND, needs);
    await feed.forget(past);
    fetched = stretchTo(cursor, Math.max(gone, past));
    return true;
  }

  /** Bytes that the picture needs which is aimed at, from the one on that stands by itself. */
  function untilAim({ index, entry, aim: aimed }: Cursor): number {
    const cluster = index.clusters.find(({ last }) => baseOf(index) + last / 1000 >= aimed);
    return Math.min(LARGEST, Math.max(PART, (cluster?.end ?? 0) - entry));
  }

  /** What has been fetched up to the cursor, without what was let go. */
  function stretchTo({ index, next, start }: Cursor, gone: number): { from: number; to: number } {
    const { first } = index.clusters.find(({ end }) => end > next) ?? { first: index.clusters.at(-1)!.last };
    const before = fetched ?? { from: start, to: start };
    return { from: Math.max(before.from, gone), to: Math.max(before.to, baseOf(index) + first / 1000) };
  }

  /** Goes on with the segment that follows, where it begins before this one has ended. */
  async function nextSegment(segment: number): Promise<boolean> {
    cursor = null;
    const after = track.segments.find((one) => one.segment === segment + 1);
    const before = track.segments.find((one) => one.segment === segment);
    const end = before?.covered.at(-1)?.to ?? 0;
    if (after === undefined || (after.covered[0]?.from ?? Number.POSITIVE_INFINITY) > end) return false;
    const found = await recording.index(track, after.segment);
    if (!found.ok || feed === null || feed.mime !== found.value.mime) return false;
    await aim(after.segment, found.value, 0);
    return true;
  }

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    try {
      for (let now = wanted; now !== null && !ended; now = wanted) {
        const again = await step(now);
        if (!again && now === wanted) break;
      }
    } catch (error) {
      feed?.end();
      feed = null;
      cursor = null;
      fetched = null;
      say({ segment: null, loading: false, refusals: [unplayable(error)] });
    }
    running = false;
  }

  return {
    show(next) {
      wanted = next;
      void run();
    },
    end() {
      ended = true;
      wanted = null;
      for (const event of DRAWN) video.removeEventListener(event, look);
      feed?.end();
    },
  };
}

const unplayable = (error: unknown): Refusal => ({
  code: 'UNPLAYABLE',
  zh: '本机无法播放该分段；可导出片段后用其他播放器查看',
  en: 'This machine cannot play the segment; export a clip and look at it with another player',
  where: error instanceof Error ? error.message : String(error),
});
