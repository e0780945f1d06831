/** What the host itself puts into the journal: alarms of its machines, calls that broke off. */
import type { ActType, Bodies } from '../../shared/journal/acts.ts';
import { ATTEMPTS, type HostAuthor, hasCrossed } from '../host/hostAuthor.ts';

/**
 * Makes an act of the host; drafted again where entries from elsewhere have come before it. One that cannot be made now (another host, a
 * closed room, a full disk) is not made later.
 */
export type HostActs = <T extends ActType>(type: T, body: Bodies[T]) => Promise<void>;

/** @param author the station's one pen: with two, each would draft the host's next act, and one of them would be gone */
export function hostActs(author: HostAuthor, onFault: (error: unknown) => void): HostActs {
  async function make<T extends ActType>(type: T, body: Bodies[T]): Promise<void> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const acted = await author.act(type, body);
      if (acted.ok || !hasCrossed(acted.refusals[0]!)) return;
    }
  }

  return (type, body) => make(type, body).catch(onFault);
}
