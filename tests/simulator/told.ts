/** What a gateway would tell of a journal. */
import { type Message, messagesOf } from '../../shared/gateway/messages.ts';
import { actHash, type Entry } from '../../shared/journal/entry.ts';
import { evolve } from '../../shared/journal/fold.ts';
import { emptyRoom, type RoomPackage } from '../../shared/journal/state.ts';
import { crypto } from './room.ts';

/** The messages of each entry, in order. */
export function toldOf(pkg: RoomPackage, entries: readonly Entry[]): Message[][] {
  let state = emptyRoom(pkg);
  return entries.map((entry) => {
    const before = entry.seq === 1 ? null : state.phase;
    state = evolve(crypto, state, entry);
    return messagesOf(before, state, entry, actHash(crypto, entry.act));
  });
}
