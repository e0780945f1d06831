/** What the host itself puts into the journal: alarms of its machines. Its chain stands in the journal alone, so nothing of it is kept besides. */
import type { Act, ActType, Bodies } from '../../shared/journal/acts.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import type { RoomEngine } from '../host/roomEngine.ts';
import { type Clock, sessionAuthor } from '../session/sessionAuthor.ts';

/** Makes an act of the host, one after the other; one that cannot be made now (another host, a closed room, a full disk) is not made later. */
export type HostActs = <T extends ActType>(type: T, body: Bodies[T]) => Promise<void>;

export function hostActs(options: {
  readonly crypto: CryptoPort;
  readonly clock: Clock;
  readonly engine: Pick<RoomEngine, 'state' | 'receive'>;
  readonly host: { readonly key: string; readonly secretKey: Uint8Array };
  readonly onFault: (error: unknown) => void;
}): HostActs {
  const { crypto, clock, engine, host, onFault } = options;
  let making = Promise.resolve();

  async function make<T extends ActType>(type: T, body: Bodies[T]): Promise<void> {
    const state: RoomState = engine.state();
    const own = state.sessions.get(host.key);
    if (own === undefined || own.closed !== null || state.closed !== null) return;
    const author = sessionAuthor(crypto, host.key, host.secretKey, clock, own.last);
    await engine.receive(author.sign(author.draft(state.room, state.head, type, body)) as Act);
  }

  return (type, body) => {
    making = making.then(() => make(type, body)).catch(onFault);
    return making;
  };
}
