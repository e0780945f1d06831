/** Takes over what another machine has put in order: every line is checked as the room checked it, and folded. */
import { actHash, continues, type Entry } from '../../shared/journal/entry.ts';
import { appendable, type EntryHashes, evolve } from '../../shared/journal/fold.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { checkLine } from './entryLine.ts';

export interface FoldedLine {
  readonly entry: Entry;
  readonly line: string;
  readonly hashes: EntryHashes;
}

export interface Folded {
  readonly state: RoomState;
  /** What was folded in, in order. */
  readonly entries: readonly FoldedLine[];
  /** What was wrong with the line after them; null where all were right. */
  readonly refusal: Refusal | null;
}

/**
 * Checks line after line as the continuation of a state (form, signature, chain, author, order) and folds it in; stops at the first that
 * is wrong. It takes the state over, as `evolve` does.
 */
export function foldLines(crypto: CryptoPort, before: RoomState, lines: Iterable<string>): Folded {
  const entries: FoldedLine[] = [];
  let state = before;
  for (const line of lines) {
    const checked = checkLine(crypto, line);
    if (!checked.ok) return { state, entries, refusal: at(state, checked.refusals[0]!) };
    const { entry, hash } = checked.value;
    const wrong = continues(state.head, state.at, entry) ?? appendable(crypto, state, entry.act, 'checked');
    if (wrong !== null) return { state, entries, refusal: at(state, wrong) };
    const hashes = { act: actHash(crypto, entry.act), entry: hash };
    state = evolve(crypto, state, entry, hashes);
    entries.push({ entry, line, hashes });
  }
  return { state, entries, refusal: null };
}

const at = (state: RoomState, refusal: Refusal): Refusal => ({
  ...refusal,
  where: `entry ${state.head.seq + 1}`,
});
