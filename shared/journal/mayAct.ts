/** What the rules would say to an act now, asked before a control is offered: the same `judge` that the room asks. */
import type { CryptoPort } from '../ports/crypto.ts';
import type { Refusal } from '../refusal.ts';
import type { ActType, Bodies, UnsignedAct } from './acts.ts';
import { judge } from './fold.ts';
import type { RoomState } from './state.ts';

/** @param session of whoever would act @returns null where the act would take effect if it arrived now */
export function mayAct<T extends ActType>(
  crypto: CryptoPort,
  room: RoomState,
  session: string | null,
  type: T,
  body: Bodies[T],
): Refusal | null {
  const last = session === null ? undefined : room.sessions.get(session)?.last;
  const act = {
    type,
    body,
    room: room.room,
    session: session ?? '',
    seq: (last?.seq ?? 0) + 1,
    prev: last?.hash ?? '',
    seen: room.head,
    at: room.at ?? '',
    mono: '0',
  } as unknown as UnsignedAct;
  return judge(crypto, room, act);
}
