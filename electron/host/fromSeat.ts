/**
 * What a machine on the room's network may not do, whosever slip or key it has: supervisors work at the host itself, and never over the link. The
 * centre prints the slips; if a supervisor's own sign-in were taken from anywhere, it would be the supervisor, and then any expert, with a plug in the wall.
 */
import { termsOf } from '../../shared/evaluation/terms.ts';
import type { Act } from '../../shared/journal/acts.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { type Refusal, type Result, refusal, refuse } from '../../shared/refusal.ts';

/** Characters of a seat's acts that are being read: all that an expert writes in a day has a tenth of it. */
export const READING_LIMIT = 32 * 1024 * 1024;

/** Sign-ins of one person that wait for an admission: nobody tries more seats. Each is an entry, and every seat keeps it. */
const WAITING_SIGN_INS = 8;

const notFromSeat = (state: RoomState): Refusal =>
  refusal(
    'NOT_FROM_SEAT',
    `${termsOf(state).supervisor}和主机的操作只能在评标室主机上进行，不接受经网络送来的；请到主机前操作`,
    'What a supervisor or the host does is done at the room’s host and not taken over the network; do it at the host itself',
  );

const tooMany = (state: RoomState): Refusal =>
  refusal(
    'SIGN_INS_WAITING',
    `该人员已有多次签到等待准入，不再接受新的签到；请呼叫${termsOf(state).supervisor}，准入本人所在的席位，并核实凭证是否被他人使用`,
    'Several sign-ins of this person wait for admission, and no further one is taken. Call the supervisor, who admits the right seat and finds out whether somebody else has the slip',
  );

/** Whether it is the supervisor's or the host's to do. What a session does that nobody knows is the host's to refuse. */
function isOffice(state: RoomState, act: Act): boolean {
  if (act.type === 'open') return true;
  const { supervisors } = state.pkg.data;
  if (act.type === 'sign-in') return supervisors.some(({ supervisor }) => supervisor === act.body.who);
  const role = state.sessions.get(act.session)?.role;
  return role !== undefined && role !== 'member';
}

/**
 * Takes seats' acts into the journal. Both refusals are for good.
 * @param commit puts an act into the journal
 */
export function fromSeat<Answer>(
  state: () => RoomState,
  commit: (act: Act) => Promise<Result<Answer>>,
): (act: Act) => Promise<Result<Answer>> {
  /** Sign-ins on their way, by person: many come before the first of them is an entry. */
  const entering = new Map<string, number>();

  function refusedSignIn({ session, body: { who } }: Act<'sign-in'>): Refusal | null {
    // One that came before is answered as it was.
    if (state().sessions.has(session)) return null;
    const waiting = [...state().sessions.values()].filter((one) => one.who === who && one.admitted === null);
    return waiting.length + (entering.get(who) ?? 0) < WAITING_SIGN_INS ? null : tooMany(state());
  }

  async function signIn(act: Act<'sign-in'>): Promise<Result<Answer>> {
    const refused = refusedSignIn(act);
    if (refused !== null) return refuse(refused);
    const { who } = act.body;
    entering.set(who, (entering.get(who) ?? 0) + 1);
    try {
      return await commit(act);
    } finally {
      const left = entering.get(who)! - 1;
      if (left > 0) entering.set(who, left);
      else entering.delete(who);
    }
  }

  return async (act) => {
    if (isOffice(state(), act)) return refuse(notFromSeat(state()));
    return act.type === 'sign-in' ? signIn(act) : commit(act);
  };
}
