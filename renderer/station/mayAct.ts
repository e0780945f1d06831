/** What the rules would say to an act now, asked before a control is offered: the same `judge` that the room asks. */
import type { ActType, Bodies, UnsignedAct } from '../../shared/journal/acts.ts';
import { judge } from '../../shared/journal/fold.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { nobleCrypto } from '../../shared/ports/nobleCrypto.ts';
import type { Refusal } from '../../shared/refusal.ts';

/** Null where the act would take effect if it arrived now. `session` is the one of the person at this window. */
export function mayAct<T extends ActType>(
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
  return judge(nobleCrypto, room, act);
}
