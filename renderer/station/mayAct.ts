/** What the rules would say to an act now, in a window. */
import type { ActType, Bodies } from '../../shared/journal/acts.ts';
import { mayAct as rulesOn } from '../../shared/journal/mayAct.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { nobleCrypto } from '../../shared/ports/nobleCrypto.ts';
import type { Refusal } from '../../shared/refusal.ts';

/** Null where the act would take effect if it arrived now. `session` is the one of the person at this window. */
export const mayAct = <T extends ActType>(
  room: RoomState,
  session: string | null,
  type: T,
  body: Bodies[T],
): Refusal | null => rulesOn(nobleCrypto, room, session, type, body);
