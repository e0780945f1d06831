/**
 * Since when something is waited for (等待起点), and for whom: not since the phase began, but since the newest act that changed who or what is waited for. After the
 * third of five sheets one waits for the other two; after the fifth, for what comes next.
 */
import type { Act, ActType, Phase } from '../journal/acts.ts';
import type { Entry } from '../journal/entry.ts';
import type { RoomState } from '../journal/state.ts';
import { currentRound } from './committee.ts';

type Begins = (act: Act) => boolean;

/** Whatever is waited for: these put everybody before something new. In a pause nobody could have done it. */
const ANEW: ReadonlySet<ActType> = new Set<ActType>([
  'open',
  'announce',
  'proceed',
  'witness',
  'substitute',
  'outcome',
  'report',
  'resume',
  'close',
]);

/** What brings a phase nearer to its end. */
const NEARER: Readonly<Record<Phase, readonly ActType[]>> = {
  'sign-in': [],
  commitment: ['commit'],
  chair: ['ballot'],
  reading: ['read'],
  review: ['review', 'deliberate', 'reject'],
  clarification: ['question', 'answer'],
  scoring: ['submit', 'release'],
  consolidation: ['change', 'vote'],
  report: [],
  signing: ['sign', 'dissent'],
  closed: [],
};

/** The time of the newest act that took effect and begins the wait; null where there is none. */
function newest(room: RoomState, entries: readonly Entry[], begins: Begins): string | null {
  const found = entries.findLast(
    ({ seq, act }) => begins(act) && !room.refused.some((refused) => refused.seq === seq),
  );
  return found?.at ?? null;
}

const anewOr =
  (begins: Begins): Begins =>
  (act) =>
    ANEW.has(act.type) || begins(act);

const isAdmissionOf =
  (room: RoomState, of: (who: string) => boolean): Begins =>
  (act) =>
    act.type === 'admit' && of(room.sessions.get(act.body.session)?.who ?? '');

/**
 * Since when the committee or the chair is waited for.
 * @param entries the journal as far as the room is folded
 * @param of the phase whose work is waited for: a chair may have to be elected again in a later one
 */
export function waitingSince(
  room: RoomState,
  entries: readonly Entry[],
  of: Phase = room.phase,
): string | null {
  const nearer = new Set<ActType>(NEARER[of]);
  const admits = isAdmissionOf(room, (who) => of === 'sign-in' && room.members.includes(who));
  return newest(
    room,
    entries,
    anewOr((act) => nearer.has(act.type) || admits(act)),
  );
}

/**
 * Since when a member waits for others on his own account: `seat` since his admission where he sits now, `recusal` since he declared it, `key` since
 * his sheet key was dealt, or another seat confirmed its share of it.
 */
export function memberWaitsSince(
  room: RoomState,
  entries: readonly Entry[],
  me: string,
  on: 'seat' | 'recusal' | 'key',
): string | null {
  const mine = (act: Act): boolean => room.sessions.get(act.session)?.who === me;
  const deals = currentRound(room)?.deals;
  const begins: Readonly<Record<typeof on, Begins>> = {
    seat: anewOr(isAdmissionOf(room, (who) => who === me)),
    recusal: (act) => act.type === 'recuse' && mine(act),
    key: anewOr(
      (act) =>
        (act.type === 'deal' && mine(act)) ||
        (act.type === 'share-ok' && deals?.get(act.body.deal)?.dealer === me),
    ),
  };
  return newest(room, entries, begins[on]);
}

/** Members whose seats have yet to confirm their share of the key that a member dealt last: without them he cannot score. */
export function keyWaitsFor(room: RoomState, me: string): string[] {
  const deals = [...(currentRound(room)?.deals.values() ?? [])];
  const newest = deals.findLast(({ dealer }) => dealer === me);
  return (newest?.body.shares ?? []).flatMap(({ holder, session }) =>
    newest?.confirmed.has(holder) || room.sessions.get(session)?.closed !== null ? [] : [holder],
  );
}
