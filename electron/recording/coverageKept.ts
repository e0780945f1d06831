/** What of a session's time a track covers, and which gaps are due to be told: each once, with the reason that is known for it. */
import type { Bodies } from '../../shared/journal/acts.ts';
import { SILENCE } from '../../shared/recording/coverage.ts';
import type { Stretch } from '../../shared/recording/due.ts';
import { uncovered } from '../../shared/recording/stretches.ts';
import type { Track } from '../../shared/recording/track.ts';

/** Milliseconds that a recorder may take to begin, or to follow another, without a word about it. */
const BREATH = 3_000;

export interface CoverageKept {
  /** The track is to be recorded from here on; null: from now on not. */
  due(from: number | null, now: number): void;
  /** A piece covers this; what it leaves out before it is due to be told. */
  covered(track: Track, from: number, to: number): void;
  /** Something happened at a time that may be the reason of a gap. */
  happened(track: Track | null, at: number, what: string): void;
  /** Gaps up to a time that no act has told. */
  gaps(track: Track, until: number, told: readonly Stretch[]): Bodies['recording-gap'][];
  /** Until when the track is covered; null: not at all. */
  end(track: Track): number | null;
}

const iso = (ms: number): string => new Date(ms).toISOString();

export function coverageKept(): CoverageKept {
  const stretches = new Map<Track, { from: number; to: number }[]>();
  const reasons: { track: Track | null; at: number; what: string }[] = [];
  const due: { from: number; to: number | null }[] = [];
  const of = (track: Track) => stretches.get(track) ?? [];

  function reason(track: Track, { from, to }: Stretch): string {
    const near = reasons.filter(
      (one) => (one.track ?? track) === track && one.at >= from - BREATH && one.at <= to,
    );
    return near.length === 0
      ? '录制窗口没有送来数据 (no data came from the recorder)'
      : [...new Set(near.map(({ what }) => what))].join('；');
  }

  return {
    due(from, now) {
      const last = due.at(-1);
      if (from === null) {
        if (last?.to === null) last.to = now;
      } else if (last === undefined || last.to !== null) due.push({ from, to: null });
    },
    covered(track, from, to) {
      if (to <= from || to - from > SILENCE) return;
      const own = of(track);
      const last = own.findLast((one) => from <= one.to && to >= one.from);
      if (last === undefined) own.push({ from, to });
      else [last.from, last.to] = [Math.min(last.from, from), Math.max(last.to, to)];
      stretches.set(track, own);
    },
    happened(track, at, what) {
      reasons.push({ track, at, what });
      if (reasons.length > 1000) reasons.splice(0, 500);
    },
    gaps(track, until, told) {
      const wanted = due
        .map(({ from, to }) => ({ from, to: Math.min(to ?? until, until) }))
        .filter(({ from, to }) => to > from);
      return uncovered(wanted, [...of(track), ...told], BREATH).map((hole) => ({
        track,
        from: iso(hole.from),
        to: iso(hole.to),
        reason: reason(track, hole),
      }));
    },
    end: (track) => (of(track).length === 0 ? null : Math.max(...of(track).map(({ to }) => to))),
  };
}
