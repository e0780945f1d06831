/**
 * What the hall may know (大厅显示): the phase, and how many people are waited for. Every line is of a closed set: a phase's name, one of these
 * sentences, or one of them with a number of members in it. So neither a name nor a seat, a bidder or a score can stand there.
 */
import { currentRound } from '../evaluation/committee.ts';
import { unsigned } from '../evaluation/ending.ts';
import { notSubmitted } from '../evaluation/gate.ts';
import { TERMS } from '../evaluation/terms.ts';
import { PHASES } from '../journal/acts.ts';
import type { RoomState } from '../journal/state.ts';
import { PHASES_EN, type Words, words } from '../record/words.ts';

/** Phase first, then what is waited for. */
export interface HallLines {
  readonly zh: readonly [string, string];
  readonly en: readonly [string, string];
}

/** No committee is larger; the board's form takes no larger number. */
const MOST = 99;

const waits = {
  'sign-in': (n: number) => words(`等待 ${n} 名专家签到`, `Waiting for ${n} to sign in`),
  scoring: (n: number) => words(`等待 ${n} 名专家提交`, `Waiting for ${n} to submit`),
  signing: (n: number) => words(`等待 ${n} 名专家签署`, `Waiting for ${n} to sign`),
} as const;

const GOING_ON = words('评标正在进行', 'The evaluation goes on');
const PAUSED = words('评标暂停', 'The evaluation is paused');
const OVER = words('评标已结束', 'The evaluation is over');

/** How many current members the phase is waiting for; 0 where it is not for any, and while nothing goes on. */
export function hallCount(state: RoomState): number {
  if (state.closed !== null || state.paused !== null) return 0;
  switch (state.phase) {
    case 'sign-in':
      return state.members.filter((who) => !hasSignedIn(state, who)).length;
    case 'scoring': {
      const round = currentRound(state);
      return round === undefined ? 0 : notSubmitted(state, round).length;
    }
    case 'signing':
      return unsigned(state).length;
    default:
      return 0;
  }
}

/** Whoever has signed in is not waited for by the hall: it is the supervisor who has to admit him. */
const hasSignedIn = (state: RoomState, member: string): boolean =>
  [...state.sessions.values()].some(({ who, closed }) => who === member && closed === null);

function waited(state: RoomState): Words {
  const { phase } = state;
  if (state.closed !== null || phase === 'closed') return OVER;
  if (state.paused !== null) return PAUSED;
  const count = hallCount(state);
  return count > 0 && (phase === 'sign-in' || phase === 'scoring' || phase === 'signing')
    ? waits[phase](count)
    : GOING_ON;
}

/** The lines for the room as it stands; it has been opened. */
export function hallLines(state: RoomState): HallLines {
  const { zh, en } = waited(state);
  return {
    zh: [TERMS[state.pkg.data.project.regime].phases[state.phase], zh],
    en: [PHASES_EN[state.phase], en],
  };
}

const numbers = Array.from({ length: MOST }, (_, n) => n + 1);
const sentences = [
  GOING_ON,
  PAUSED,
  OVER,
  ...Object.values(waits).flatMap((wait) => numbers.map(wait)),
] as const;
const FIRST = {
  zh: new Set(Object.values(TERMS).flatMap(({ phases }) => PHASES.map((phase) => phases[phase]))),
  en: new Set(PHASES.map((phase) => PHASES_EN[phase])),
};
const SECOND = {
  zh: new Set(sentences.map(({ zh }) => zh)),
  en: new Set(sentences.map(({ en }) => en)),
};

/** Whether lines are of the closed set: the last word before they leave. */
export const areHallLines = ({ zh, en }: HallLines): boolean =>
  FIRST.zh.has(zh[0]) && SECOND.zh.has(zh[1]) && FIRST.en.has(en[0]) && SECOND.en.has(en[1]);
