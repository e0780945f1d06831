/** What is to be said of a seat's live picture, in words: whether it is live, and if not, why. */
import { activeSession } from '../../../shared/evaluation/committee.ts';
import type { Session } from '../../../shared/journal/state.ts';
import { isWatched, type Picture } from '../../../shared/monitor/publication.ts';
import type { Mark } from '../../components/StatusMark.tsx';
import type { Supervised } from '../supervise.ts';

export type Shown = Picture | 'empty' | 'monitor';

export const MARKS: Readonly<Record<Shown, Mark>> = {
  live: 'good',
  none: 'warn',
  lost: 'bad',
  empty: 'off',
  monitor: 'wait',
};

/** The session in which a member sits now. */
export function seatOf({ room }: Supervised, who: string): Session | null {
  const session = activeSession(room, who);
  return isWatched(session) ? session! : null;
}

export function shownOf({ status }: Supervised, session: Session | null): Shown {
  if (session === null) return 'empty';
  if (status.monitor?.state !== 'up') return 'monitor';
  const machine = status.seats.find(({ sessions }) => sessions.includes(session.key));
  if (machine?.up !== true) return 'lost';
  return status.monitor.seats.find((seat) => seat.session === session.key)?.picture ?? 'none';
}
