/** The journal as the recording's timeline: each act at the second when it was made, found by person, bid, type, or because it is an alarm. */
import type { ActType, UnsignedAct } from '../journal/acts.ts';
import type { Entry } from '../journal/entry.ts';
import type { RoomState } from '../journal/state.ts';
import { plainWords, type RecordKind } from '../record/plainWords.ts';
import { isSystemRecord } from '../record/systemRecord.ts';
import { clocksBehind } from './clocks.ts';

export interface TimelineEntry {
  readonly seq: number;
  /** When the act was made, milliseconds since 1970 by the room's clock; its entry may stand in the journal later. */
  readonly at: number;
  readonly type: ActType;
  readonly kind: RecordKind;
  /** Members and supervisors who did it or whom it is about. */
  readonly people: readonly string[];
  readonly bid: string | null;
  readonly zh: string;
  readonly en: string;
  readonly effective: boolean;
  /** A station wrote it by itself. */
  readonly system: boolean;
}

/** What is searched for; null: whatever it is. */
export interface TimelineSearch {
  readonly person: string | null;
  readonly bid: string | null;
  readonly type: ActType | null;
  /** Alarms and the supervisor's interventions alone. */
  readonly alarms: boolean;
  /** Also what stations wrote by themselves; a type that is asked for is shown, whoever writes it. */
  readonly system: boolean;
}

export const EVERYTHING: TimelineSearch = {
  person: null,
  bid: null,
  type: null,
  alarms: false,
  system: true,
};

/** The chain's own acts, every few seconds for each track: they are what the recording is checked by, and no moment of the evaluation. */
const UNTOLD: ReadonlySet<ActType> = new Set(['recording-head']);

/**
 * In the order of the moments at which the acts were made.
 * @param state the room at the end
 */
export function timelineOf(state: RoomState, entries: readonly Entry[]): TimelineEntry[] {
  const behind = clocksBehind(entries);
  return entries
    .filter(({ act }) => !UNTOLD.has(act.type))
    .map((entry) => {
      const { act, seq } = entry;
      const { zh, en, kind, person, effective } = plainWords(state, entry);
      return {
        seq,
        at: Date.parse(act.at) + (behind.get(act.session) ?? 0),
        type: act.type,
        kind,
        people: peopleOf(state, act, person),
        bid: bidOf(state, act),
        zh,
        en,
        effective,
        system: isSystemRecord(state, entry),
      };
    })
    .sort((a, b) => a.at - b.at || a.seq - b.seq);
}

function peopleOf(state: RoomState, act: UnsignedAct, person: string | null): string[] {
  const author = state.sessions.get(act.session);
  const about = act.type === 'alarm' ? act.body.about : null;
  const known = new Set([
    ...state.pkg.data.committee.map(({ expert }) => expert),
    ...state.pkg.data.supervisors.map(({ supervisor }) => supervisor),
  ]);
  return [...new Set([author?.who, person, about])].filter(
    (who): who is string => typeof who === 'string' && known.has(who),
  );
}

/** Whoever looks at this has the opened scores: unlike in the room, the bid of a score may be told. */
function bidOf(state: RoomState, act: UnsignedAct): string | null {
  if ('bid' in act.body) return act.body.bid;
  return act.type === 'answer' ? (state.questions.get(act.body.question)?.bid ?? null) : null;
}

const isAlarm = ({ kind }: TimelineEntry): boolean => kind === 'alarm' || kind === 'intervention';

export const searched = (
  entries: readonly TimelineEntry[],
  { person, bid, type, alarms, system }: TimelineSearch,
): TimelineEntry[] =>
  entries.filter(
    (one) =>
      (person === null || one.people.includes(person)) &&
      (bid === null || one.bid === bid) &&
      (type === null || one.type === type) &&
      (!alarms || isAlarm(one)) &&
      (system || type !== null || !one.system),
  );

/** The last entry at or before a moment: the one that a running picture has reached; null before the first. */
export function reachedAt(entries: readonly TimelineEntry[], at: number): TimelineEntry | null {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle]!.at <= at) low = middle + 1;
    else high = middle;
  }
  return entries[low - 1] ?? null;
}
