/** The host's own pen, one in a station: acts of the session that the opening, or a new host's act, introduces with the host's key. One after the other. */
import type { Act, ActType, Bodies } from '../../shared/journal/acts.ts';
import type { Acknowledgement } from '../../shared/journal/fork.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { type Refusal, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { type Clock, sessionAuthor } from '../session/sessionAuthor.ts';
import type { RoomEngine } from './roomEngine.ts';

export interface HostAuthor {
  /**
   * Resolves when the act stands in the journal, durably, and takes effect. Refuses `NO_ROOM` (none is open on this host), what the journal does
   * not take, and why the act is without effect.
   */
  act<T extends ActType>(type: T, body: Bodies[T]): Promise<Result<Acknowledgement>>;
}

/** How often an act is tried while entries of this host's own come back from the seats. */
export const ATTEMPTS = 5;
const CROSSED: ReadonlySet<string> = new Set(['ACT_ORDER', 'REPLAYED', 'SEEN_UNKNOWN']);

/** Whether entries from elsewhere came before the act: it was not appended, and may be when it is drafted again. */
export const hasCrossed = ({ code }: Refusal): boolean => CROSSED.has(code);

const noRoom = refusal(
  'NO_ROOM',
  '本机没有正在进行的评标室，请在开室后重试',
  'No room is open on this host; try again when it is',
);

export function hostAuthor(options: {
  readonly crypto: CryptoPort;
  readonly clock: Clock;
  readonly engine: Pick<RoomEngine, 'state' | 'receive'>;
  readonly host: { readonly key: string; readonly secretKey: Uint8Array };
}): HostAuthor {
  const { crypto, clock, engine, host } = options;
  let last: Promise<unknown> = Promise.resolve();

  /** Nothing is kept beside the journal: what has not come into it was never made, and the chain goes on where the journal says. */
  async function actNow<T extends ActType>(type: T, body: Bodies[T]): Promise<Result<Acknowledgement>> {
    const { sessions, room, head, host: current } = engine.state();
    const session = sessions.get(host.key);
    if (room === null || session === undefined || current?.key !== host.key) return refuse(noRoom);
    const author = sessionAuthor(crypto, host.key, host.secretKey, clock, session.last);
    const answer = await engine.receive(author.sign(author.draft(room, head, type, body)) as Act);
    if (!answer.ok) return answer;
    const without = engine.state().refused.find(({ seq }) => seq === answer.value.seq);
    return without === undefined ? answer : refuse(without.refusal);
  }

  return {
    act(type, body) {
      const done = last.then(() => actNow(type, body));
      last = done.catch(() => undefined);
      return done;
    },
  };
}
