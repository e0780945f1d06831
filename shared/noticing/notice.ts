/**
 * From what is measured at a seat to alarms that begin and end. A cause must last before it is an alarm, and must be gone for a while before the
 * alarm ends; between the threshold and its other side nothing changes, so that a picture at the edge does not ring again and again.
 */
import type { FrameFacts } from './frameFacts.ts';
import { LEVELS, type Noticed } from './kinds.ts';
import type { SoundFacts } from './soundFacts.ts';
import type { NoticingThresholds } from './thresholds.ts';

/** One measurement, or none: time that passes is noticed too. */
export interface Sample {
  /** Milliseconds since 1970, by the room's clock. */
  readonly at: number;
  readonly picture?: FrameFacts;
  /** Faces found in a picture. */
  readonly faces?: number;
  readonly sound?: SoundFacts;
  /** Seconds by which the seat's clock is ahead of the room's. */
  readonly offset?: number;
}

/** Told twice: when it is raised (`to` null), and when it has ended. */
export interface SeatAlarm {
  readonly kind: Noticed;
  readonly level: 1 | 2 | 3;
  /** When its cause began and ended, RFC 3339. */
  readonly from: string;
  readonly to: string | null;
}

interface Cause {
  /** Since when it has been there, milliseconds; null: it is not. */
  readonly since: number | null;
  readonly raised: boolean;
  /** Of a raised one: since when it has been gone. */
  readonly goneSince: number | null;
}

export interface NoticeState {
  readonly causes: Readonly<Partial<Record<Noticed, Cause>>>;
  /** When the last picture and the last second of sound came; at first, when watching began. */
  readonly pictureAt: number;
  readonly soundAt: number;
  /** Whether the last picture was one in which a face could be found. */
  readonly sees: boolean;
}

/** @param at when watching begins, milliseconds since 1970 */
export const noticing = (at: number): NoticeState => ({
  causes: {},
  pictureAt: at,
  soundAt: at,
  sees: false,
});

/** `on`: the cause is there; `off`: it is clearly not; `between`: neither. */
interface Finding {
  readonly kind: Noticed;
  readonly is: 'on' | 'off' | 'between';
  /** Seconds that it must last. */
  readonly after: number;
  /** Where it began before it could be seen. */
  readonly since?: number;
}

/** @returns the state after the sample, and the alarms that it raised or ended */
export function notice(
  state: NoticeState,
  sample: Sample,
  thresholds: NoticingThresholds,
): { readonly state: NoticeState; readonly alarms: readonly SeatAlarm[] } {
  const { at, picture, faces, sound, offset } = sample;
  const seen = picture === undefined ? null : pictureFindings(picture, thresholds);
  const next = {
    pictureAt: picture === undefined ? state.pictureAt : Math.max(state.pictureAt, at),
    soundAt: sound === undefined ? state.soundAt : Math.max(state.soundAt, at),
    sees: seen === null ? state.sees : seen.sees,
  };
  const findings = [
    ...(seen?.findings ?? []),
    ...(faces === undefined || !next.sees ? [] : faceFindings(faces, thresholds)),
    ...(sound === undefined ? [] : soundFindings(sound, thresholds)),
    ...(offset === undefined ? [] : [clockFinding(offset, thresholds)]),
    linkFinding(next.pictureAt, next.soundAt, at, thresholds),
  ];
  const causes = { ...state.causes };
  // What cannot be judged in this picture is not counted on with the one before.
  for (const kind of seen?.unseen ?? []) if (causes[kind]?.raised === false) delete causes[kind];
  const alarms: SeatAlarm[] = [];
  for (const finding of findings) {
    const before = causes[finding.kind] ?? { since: null, raised: false, goneSince: null };
    const { cause, alarm } = follow(before, finding, at, thresholds.clear);
    causes[finding.kind] = cause;
    if (alarm !== null) alarms.push(alarm);
  }
  return { state: { causes, ...next }, alarms };
}

/** Ends what is open: the seat is no longer watched. @param at milliseconds since 1970 */
export function noticedLast(state: NoticeState, at: number): SeatAlarm[] {
  return Object.entries(state.causes)
    .filter(([, { raised }]) => raised)
    .map(([kind, { since, goneSince }]) => alarmOf(kind as Noticed, since!, goneSince ?? at));
}

function follow(
  cause: Cause,
  { kind, is, after, since: began }: Finding,
  at: number,
  clear: number,
): { readonly cause: Cause; readonly alarm: SeatAlarm | null } {
  const since = cause.since ?? began ?? at;
  if (cause.raised) {
    if (is !== 'off') return { cause: is === 'on' ? { ...cause, goneSince: null } : cause, alarm: null };
    const goneSince = cause.goneSince ?? at;
    if (at - goneSince < clear * 1000) return { cause: { ...cause, goneSince }, alarm: null };
    return { cause: { since: null, raised: false, goneSince: null }, alarm: alarmOf(kind, since, goneSince) };
  }
  if (is === 'off') return { cause: { ...cause, since: null }, alarm: null };
  if (is === 'between') return { cause, alarm: null };
  const raised = at - since >= after * 1000;
  return { cause: { since, raised, goneSince: null }, alarm: raised ? alarmOf(kind, since, null) : null };
}

const instant = (at: number): string => new Date(at).toISOString();

const alarmOf = (kind: Noticed, from: number, to: number | null): SeatAlarm => ({
  kind,
  level: LEVELS[kind],
  from: instant(from),
  to: to === null ? null : instant(to),
});

const side = (on: boolean, off: boolean): Finding['is'] => (on ? 'on' : off ? 'off' : 'between');

/** The first that explains the picture hides the rest: a black picture is also even, blurred, still, and without a face. */
function pictureFindings(facts: FrameFacts, t: NoticingThresholds) {
  const black = facts.luma <= t.black.luma && facts.deviation <= t.black.deviation;
  const lit = facts.luma > t.black.luma * 1.25 || facts.deviation > t.black.deviation * 1.25;
  const findings: Finding[] = [{ kind: 'black', is: side(black, lit), after: t.black.after }];
  if (black) {
    const unseen: Noticed[] = ['covered', 'out-of-focus', 'frozen', 'nobody', 'several-people'];
    return { findings, unseen, sees: false };
  }
  const covered = facts.uniform >= t.covered.uniform;
  const open = facts.uniform < t.covered.uniform - 0.05;
  findings.push({ kind: 'covered', is: side(covered, open), after: t.covered.after });
  if (covered)
    return { findings, unseen: ['out-of-focus', 'frozen', 'nobody', 'several-people'] as const, sees: false };
  const blurred = facts.sharpness <= t.outOfFocus.sharpness;
  const sharp = facts.sharpness > t.outOfFocus.sharpness * 1.5;
  findings.push({ kind: 'out-of-focus', is: side(blurred, sharp), after: t.outOfFocus.after });
  if (facts.difference !== null) {
    const still = facts.difference <= t.frozen.difference;
    const moves = facts.difference > t.frozen.difference * 2;
    findings.push({ kind: 'frozen', is: side(still, moves), after: t.frozen.after });
  }
  const unseen: Noticed[] = blurred ? ['nobody', 'several-people'] : [];
  return { findings, unseen, sees: !blurred };
}

const faceFindings = (faces: number, t: NoticingThresholds): Finding[] => [
  { kind: 'nobody', is: faces === 0 ? 'on' : 'off', after: t.nobody.after },
  { kind: 'several-people', is: faces > 1 ? 'on' : 'off', after: t.severalPeople.after },
];

function soundFindings(facts: SoundFacts, t: NoticingThresholds): Finding[] {
  const voice = facts.voiceShare >= t.voice.share && facts.swing >= t.voice.swing;
  const loud = voice && facts.voiceLevel >= t.loud.level;
  const quiet = !voice || facts.voiceLevel < t.loud.level - 6;
  const silent = facts.level < t.silence.level;
  return [
    { kind: 'silence', is: side(silent, facts.level > t.silence.level + 3), after: t.silence.after },
    { kind: 'loud', is: side(loud, quiet), after: t.loud.after },
  ];
}

function clockFinding(offset: number, { clockDrift }: NoticingThresholds): Finding {
  const away = Math.abs(offset);
  const is = side(away >= clockDrift.offset, away < clockDrift.offset * 0.8);
  return { kind: 'clock-drift', is, after: clockDrift.after };
}

/** What came last says since when; that it is missing is known once it has been missing for long enough. */
function linkFinding(
  pictureAt: number,
  soundAt: number,
  at: number,
  { linkLost }: NoticingThresholds,
): Finding {
  const since = Math.min(pictureAt, soundAt);
  return {
    kind: 'link-lost',
    is: at - since >= linkLost.after * 1000 ? 'on' : 'off',
    after: linkLost.after,
    since,
  };
}
