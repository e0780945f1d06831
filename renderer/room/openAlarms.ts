/** Alarms and calls that nobody has seen to, what they say, and which of them come first. */
import type { RoomState } from '../../shared/journal/state.ts';
import { recordingAlarm } from '../../shared/recording/gapReason.ts';
import type { Language } from '../../shared/refusal.ts';
import { wallTime } from '../components/moments.ts';
import type { Mark } from '../components/StatusMark.tsx';

type Raised = RoomState['alarms'] extends ReadonlyMap<string, infer A> ? A : never;
export type Alarm = Raised & {
  /** The act that raised it. */
  readonly alarm: string;
};

/** By level. */
export const MARKS: readonly Mark[] = ['off', 'wait', 'warn', 'bad'];

/** Newest first. Once the room is closed, nobody can see to any: the record has them. */
export const openAlarms = (room: RoomState): Alarm[] =>
  room.phase === 'closed'
    ? []
    : [...room.alarms]
        .filter(([, { seen }]) => seen === null)
        .map(([alarm, raised]) => ({ alarm, ...raised }))
        .reverse();

const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/gu;

/** What an alarm says, in this window's language as far as it is the program's word, and with moments as people read them. */
export const said = (text: string, language: Language): string =>
  (recordingAlarm(text)?.[language] ?? text).replace(INSTANT, (at) => wallTime(Date.parse(at), true));

const isCall = ({ body }: Alarm): boolean => body.kind === 'call' || body.kind === 'quit';

/** The newest call, which no other alarm may hide, and the gravest of the others. */
export function foremost(open: readonly Alarm[]): Alarm[] {
  const [call] = open.filter(isCall);
  const [alarm] = open.filter((one) => !isCall(one)).toSorted((a, b) => b.body.level - a.body.level);
  return [call, alarm].filter((one) => one !== undefined);
}
