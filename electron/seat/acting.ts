/** An own act is made: judged as the room stands here, signed, durable; it travels when it can. */
import type { ActType, Bodies, UnsignedAct } from '../../shared/journal/acts.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { actHash } from '../../shared/journal/entry.ts';
import { judge } from '../../shared/journal/fold.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import type { Desk } from '../session/desk.ts';
import type { Outbox } from './outgoing.ts';

export interface Saved {
  readonly act: string;
  readonly seq: number;
}

/**
 * Makes an act, if it would take effect as the room stands here; it is durable when this returns.
 * Refuses `NO_SESSION`, `SESSION_CLOSED`, `ACT_WAITING` (the same is on its way), what `judge` refuses, and what the disk refuses.
 * @param finish completes the draft at its place in the chain, as a score's ciphertext needs it
 */
export type Acting = <T extends ActType>(
  type: T,
  body: Bodies[T],
  finish?: (draft: UnsignedAct<T>) => UnsignedAct<T>,
) => Result<Saved>;

/** What only one of can be under way at a time; of other kinds, no two of the same content. */
const ONCE: ReadonlySet<ActType> = new Set([
  'commit',
  'recuse',
  'ballot',
  'read',
  'submit',
  'outcome',
  'report',
  'sign',
  'dissent',
  'proceed',
  'back',
]);

export const acting =
  (seat: {
    readonly crypto: CryptoPort;
    readonly room: () => RoomState | null;
    readonly desk: () => Desk | null;
    readonly out: Outbox;
    readonly changed: () => void;
  }): Acting =>
  (type, body, finish = (draft) => draft) => {
    const { crypto, out } = seat;
    const state = seat.room();
    const desk = seat.desk();
    if (desk === null || state === null) return refuse(notSeated);
    const content = canonicalJson(body);
    const same = out.waiting().some((own) => own.type === type && (ONCE.has(type) || own.body === content));
    if (same) return refuse(actWaiting);
    if (state.sessions.get(desk.session)?.closed != null) return refuse(moved);
    const draft = finish(desk.draft(state.room, state.head, type, body));
    const unwise = judge(crypto, state, draft as UnsignedAct);
    if (unwise !== null) return refuse(unwise);
    const made = desk.write(draft);
    if (!made.ok) return made;
    const { seq } = made.value;
    const act = actHash(crypto, made.value as never);
    out.add({ seq, act, type, body: canonicalJson(made.value.body), text: canonicalJson(made.value) });
    seat.changed();
    return accept({ act, seq });
  };

/** Nobody has entered a slip here. */
export const notSeated = refusal('NO_SESSION', '请先输入入席凭证', 'Enter the slip’s code first');
const actWaiting = refusal(
  'ACT_WAITING',
  '这一操作已保存，正等待主机确认，无需重复',
  'This is saved already and waits for the room; there is no need to do it again',
);
const moved = refusal(
  'SESSION_CLOSED',
  '该席位已关闭，您已在其他席位继续',
  'This session is closed; the person goes on elsewhere',
);
