/** A held result's recording as its screens know it: asked of the station once, and each segment's index when it is first shown. */
import { createContext, useContext } from 'react';
import type { centreContract } from '../../../shared/bridge/centre.ts';
import type { BridgeClient } from '../../../shared/bridge/client.ts';
import type { PlaybackTrack, SegmentCheck, SegmentIndex } from '../../../shared/bridge/playback.ts';
import { accept, type Result } from '../../../shared/refusal.ts';
import { bytesOf } from '../../components/bytesOf.ts';
import { useLanguage } from '../../components/languageOf.ts';
import { timeBeside } from '../../components/moments.ts';
import type { OpenedResult } from '../openedResult.ts';

type Client = BridgeClient<typeof centreContract>;

export interface Recording {
  readonly ciphertext: string;
  readonly tracks: readonly PlaybackTrack[];
  /** By the room's clock, milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** A moment as RFC 3339 in the zone that the room's own clock is told in. */
  instant(at: number): string;
  index(track: PlaybackTrack, segment: number): Promise<Result<SegmentIndex>>;
  /** Bytes of a segment's file. */
  part(
    track: PlaybackTrack,
    segment: number,
    from: number,
    length: number,
  ): Promise<Result<Uint8Array<ArrayBuffer>>>;
  check(track: PlaybackTrack, segment: number): Promise<Result<SegmentCheck>>;
}

/** Null where the room was not to be recorded, or nothing of it is listed. Refuses what the station refuses. */
export async function openRecording(
  client: Client,
  { ciphertext, entries }: OpenedResult,
): Promise<Result<Recording | null>> {
  const listed = await client.ask('recording', { ciphertext });
  if (!listed.ok) return listed;
  const { tracks } = listed.value;
  const covered = tracks.flatMap(({ segments, behind }) =>
    segments.flatMap((one) => one.covered.map(({ from, to }) => ({ from: from + behind, to: to + behind }))),
  );
  if (covered.length === 0) return accept(null);
  const indexes = new Map<string, Promise<Result<SegmentIndex>>>();
  const checks = new Map<string, Promise<Result<SegmentCheck>>>();
  const once = <T>(
    kept: Map<string, Promise<Result<T>>>,
    { session, track }: PlaybackTrack,
    segment: number,
    ask: (of: ReturnType<typeof named>) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const key = `${session}/${track}/${segment}`;
    const asked = kept.get(key) ?? ask(named(session, track, segment));
    kept.set(key, asked);
    // A station that has gone says nothing of the segment: it is asked again.
    void asked.then((answer) => answer.ok || kept.delete(key));
    return asked;
  };
  const named = (session: string, track: PlaybackTrack['track'], segment: number) => ({
    ...{ ciphertext, session, track, segment },
  });
  return accept({
    ciphertext,
    tracks,
    from: Math.min(...covered.map(({ from }) => from)),
    to: Math.max(...covered.map(({ to }) => to)),
    instant: instantAs(entries[0]?.at ?? ''),
    index: (track, segment) => once(indexes, track, segment, (of) => client.ask('segment', of)),
    check: (track, segment) => once(checks, track, segment, (of) => client.ask('checkSegment', of)),
    async part({ session, track }, segment, from, length) {
      const answer = await client.ask('segmentPart', { ...named(session, track, segment), from, length });
      if (!answer.ok) return answer;
      return accept(bytesOf(answer.value.base64));
    },
  });
}

/** Instants with the offset of this one. */
function instantAs(sample: string): (at: number) => string {
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d{2}):(\d{2})$/.exec(sample) ?? [];
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  const zone = sign === undefined ? 'Z' : `${sign}${hours}:${minutes}`;
  return (at) => `${new Date(at + offset * 60_000).toISOString().slice(0, -1)}${zone}`;
}

export const RecordingContext = createContext<Recording | null>(null);

/** Of use only below an opened recording. */
export function useRecording(): Recording {
  const recording = useContext(RecordingContext);
  if (recording === null) throw new Error('no recording is open here');
  return recording;
}

/** A moment's time of day, after its date where that is not the one of the recording's beginning. */
export function useRecordedTime(): (at: number) => string {
  const { instant, from } = useRecording();
  const language = useLanguage();
  return (at) => timeBeside(instant(at), instant(from), language);
}
