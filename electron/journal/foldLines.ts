/** Takes over what another machine has put in order: every line is checked as the room checked it, and folded. */
import { continues, type Entry } from '../../shared/journal/entry.ts';
import { appendable, type EntryHashes, evolve } from '../../shared/journal/fold.ts';
import { emptyRoom, type RoomPackage, type RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { accept, type Refusal, type Result, refuse } from '../../shared/refusal.ts';
import { damaged } from '../store/failure.ts';
import { entriesIn } from './entryLine.ts';
import { type CheckedStretch, checkStretch } from './stretch.ts';

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
 * Takes line after line as the continuation of a state (form, signature, chain, author, order) and folds it in; stops at the first that
 * is wrong. It takes the state over, as `evolve` does.
 * @param checked what a `StretchChecker` answered about these lines; checked here unless given
 */
export function foldLines(
  crypto: CryptoPort,
  before: RoomState,
  lines: readonly string[],
  checked: CheckedStretch = checkStretch(crypto, lines),
): Folded {
  const entries: FoldedLine[] = [];
  let state = before;
  for (const [n, hashes] of checked.hashes.entries()) {
    const line = lines[n]!;
    // Its form was checked with its signature; reading it a second time need not ask again.
    const entry = JSON.parse(line) as Entry;
    const wrong = continues(state.head, state.at, entry) ?? appendable(crypto, state, entry.act, 'checked');
    if (wrong !== null) return { state, entries, refusal: at(state, wrong) };
    state = evolve(crypto, state, entry, hashes);
    entries.push({ entry, line, hashes });
  }
  return { state, entries, refusal: checked.refusal === null ? null : at(state, checked.refusal) };
}

/**
 * The room that a kept journal gives, under the same rules that let its entries in: a chain whose every line is signed may still have been written
 * by somebody else, on a disk that was out of the house. Its lines, links and signatures were verified when it was opened.
 * Refuses `JOURNAL_DAMAGED`, with the first entry that the rules do not let in.
 */
export function foldKept(crypto: CryptoPort, pkg: RoomPackage, lines: Iterable<string>): Result<RoomState> {
  let state = emptyRoom(pkg);
  for (const entry of entriesIn(lines)) {
    const wrong = appendable(crypto, state, entry.act, 'checked');
    if (wrong !== null) return refuse(damaged(`entry ${entry.seq}`, wrong.zh, wrong.en));
    state = evolve(crypto, state, entry);
  }
  return accept(state);
}

const at = (state: RoomState, refusal: Refusal): Refusal => ({
  ...refusal,
  where: `entry ${state.head.seq + 1}`,
});
