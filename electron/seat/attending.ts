/** Does a seat's duties one round after the other, while entries come in between; and signs the closed room's result. */
import type { ActType, Bodies } from '../../shared/journal/acts.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { resultOf, signResult } from '../../shared/seal/seal.ts';
import type { ResultSignature } from '../sealing/sealSignatures.ts';
import type { Desk } from '../session/desk.ts';
import { DUTIES, duties, learnKey } from './duties.ts';

/** What the seat is asked about, each time anew: the room goes on while a duty is being done. */
interface Seat {
  readonly crypto: CryptoPort;
  /** Null where nobody sits here, or the room's host is not in reach: duties are for the room as it is now. */
  present(): { readonly desk: Desk; readonly state: RoomState } | null;
  lines(from: number): Iterable<string>;
  waiting(): readonly { readonly type: ActType }[];
  act<T extends ActType>(type: T, body: Bodies[T]): unknown;
  sign(signature: ResultSignature): void;
  /** The expert's window has something new to show. */
  changed(): void;
  onFault(error: unknown): void;
}

export interface Attending {
  /** Something has changed: what is due is done, soon. */
  attend(): void;
  close(): void;
}

export function attending(seat: Seat): Attending {
  let working = false;
  let again = false;
  let closed = false;

  async function work(): Promise<void> {
    again = true;
    if (working) return;
    working = true;
    try {
      while (again && !closed) {
        again = false;
        await round();
      }
    } catch (error) {
      if (!closed) seat.onFault(error);
    } finally {
      working = false;
    }
  }

  async function round(): Promise<void> {
    const present = seat.present();
    if (present === null) return;
    const { desk, state } = present;
    const session = state.sessions.get(desk.session);
    if (session === undefined || session.admitted === null || session.closed !== null) return;
    if (state.closed !== null) {
      seat.sign(signResult(seat.crypto, resultOf(state), desk.session, desk.secretKey));
      return;
    }
    // Until the room has said what became of the last ones, the same would be found due again.
    if (seat.waiting().some(({ type }) => DUTIES.has(type))) return;
    const parts = { crypto: seat.crypto, ...desk };
    if (await learnKey(parts, state, seat.lines(session.admitted))) {
      desk.keep();
      seat.changed();
    }
    for (const { type, body } of await duties(parts, state)) {
      if (closed || seat.present()?.desk !== desk) return;
      seat.act(type, body as never);
    }
  }

  return {
    attend: () => void work(),
    close() {
      closed = true;
    },
  };
}
