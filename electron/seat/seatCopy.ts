/**
 * The seat's own copy of the room's journal, and its guard over the host: every entry is checked as the host had to check it, every word
 * that the host signed is held against every other. Nothing is folded that is not durable here.
 */
import { termsOf } from '../../shared/evaluation/terms.ts';
import type { Head } from '../../shared/journal/entry.ts';
import {
  type ForkProof,
  forkProven,
  type HostWord,
  hostSigned,
  type SignedHead,
} from '../../shared/journal/fork.ts';
import type { RoomPackage, RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { accept, type Refusal, type Result, refuse } from '../../shared/refusal.ts';
import { lineHash } from '../journal/entryLine.ts';
import { foldKept, foldLines } from '../journal/foldLines.ts';
import type { CheckedStretch } from '../journal/stretch.ts';
import type { JournalStore } from '../store/journalStore.ts';
import { acknowledgements } from './acknowledgements.ts';
import { badWord, chainsDiffer, forked, otherTooLong } from './copyRefusals.ts';
import type { HostWords } from './hostWords.ts';

/** Two stories of one room: the seat stops. The proof is null where the other story's entries could not be had. */
export interface Fork {
  readonly refusal: Refusal;
  readonly proof: ForkProof | null;
}

export type Heard =
  | { readonly kind: 'taken' }
  /** An acknowledgement of an entry that is not here: nothing counts as received on it, and it is held against the entry when that comes. */
  | { readonly kind: 'early' }
  /** What came does not join this copy: the host is to be asked again, from what it signed. */
  | { readonly kind: 'gap' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'fork'; readonly fork: Fork };

export interface SeatCopy {
  state(): RoomState;
  /** The newest head that a host signed for what this copy holds. */
  signed(): SignedHead | null;
  /**
   * The host has signed for all that this copy holds. Before, nothing is given away over it: an entry that was told to this seat alone could be denied
   * afterwards, and nobody could prove it.
   */
  covered(): boolean;
  /** The host of this copy has signed for an entry that is not here: it has yet to come, or another one came in its place. */
  owed(): boolean;
  /**
   * A stretch of entries as the host sent it, with the head that it reaches where it is the last one.
   * @param checked what a `StretchChecker` answered about the lines; null: they are checked here
   */
  entries(
    from: number,
    lines: readonly string[],
    head: SignedHead | null,
    checked?: CheckedStretch | null,
  ): Heard;
  /**
   * All that a machine tells which claims the room as its new host: taken only where it leads to an entry that names its TLS key, under a head that
   * the host named there has signed.
   */
  claimed(from: number, lines: readonly string[], head: SignedHead, tls: string): Heard;
  /** A head or an acknowledgement that the host signed. An acknowledgement is taken only where its act stands here, in the entry that it names. */
  word(word: HostWord): Heard;
  /** The link went down: another story that was being told is told from its beginning again. */
  lost(): void;
  /** Canonical lines from an entry number to another, both included. */
  lines(from: number, to?: number): Generator<string, undefined>;
}

const TAKEN: Heard = { kind: 'taken' };
const EARLY: Heard = { kind: 'early' };

/** Characters of another story that are kept until the host signs for it; an entry's place in a list costs besides what it holds. */
const OTHER_LIMIT = 64 * 1024 * 1024;
const PLACE = 16;

const newer = <A extends HostWord, B extends HostWord>(a: A | null, b: B | null): A | B | null =>
  a === null || (b !== null && b.head.seq > a.head.seq) ? b : a;

/** What was found out about the lines after the first few, which this copy holds already. */
const after = ({ hashes, refusal }: CheckedStretch, known: number): CheckedStretch => ({
  hashes: hashes.slice(known),
  refusal,
});

/**
 * Opens a copy over a verified journal file.
 * @param options.state the room that the file gives (`foldKept`)
 */
export function seatCopy(options: {
  readonly crypto: CryptoPort;
  readonly pkg: RoomPackage;
  readonly journal: JournalStore;
  readonly state: RoomState;
  readonly words: HostWords;
}): SeatCopy {
  const { crypto, pkg, journal, words } = options;
  const { supervisor } = termsOf({ pkg });
  let { state } = options;
  const kept = state.room === null ? null : words.newestHead(state.room);
  const acked = state.room === null ? null : words.newestAcknowledgement(state.room);
  let signed = kept !== null && stands(kept) ? kept : null;
  /** The host's newest word for what is here, be it a head or an acknowledgement: what another story is held against. */
  let sworn: HostWord | null = newer(signed, acked !== null && stands(acked) ? acked : null);
  /** The host's word for entries that are not here yet, as where an older journal was put back: the host is held to it when they come. */
  let ahead: HostWord | null = [kept, acked].find((word) => word !== null && !stands(word)) ?? null;
  /** Entries of another story, from the first that differs on, until the host signs for them. */
  let other: { from: number; lines: string[]; size: number } | null = null;

  const acks = acknowledgements({
    crypto,
    hash: (seq) => state.hashes[seq - 1],
    line: journal.line,
    signed: () => signed,
    proof: (short, long, from) => proofOf(short, long, [...range(from, long.head.seq)]),
  });

  function stands({ head }: HostWord): boolean {
    return state.hashes[head.seq - 1] === head.hash;
  }

  /** What is kept was let in by the rules. */
  function refold(): RoomState {
    const folded = foldKept(crypto, pkg, journal.lines());
    if (!folded.ok) throw new Error(folded.refusals[0]!.en);
    return folded.value;
  }

  function entries(
    from: number,
    lines: readonly string[],
    head: SignedHead | null,
    checked: CheckedStretch | null = null,
  ): Heard {
    if (other !== null) return otherStory(from, lines, head);
    if (from > state.head.seq + 1) return { kind: 'gap' };
    const known = lines.slice(0, state.head.seq + 1 - from);
    const differs = known.some((line, i) => lineHash(crypto, line) !== state.hashes[from - 1 + i]);
    if (differs) {
      other = { from, lines: [], size: 0 };
      return otherStory(from, lines, head);
    }
    const added = take(
      lines.slice(known.length),
      checked === null ? undefined : after(checked, known.length),
    );
    if (!added.ok) {
      const first = added.refusals[0]!;
      return first.code === 'CHAIN_HASH' ? { kind: 'gap' } : { kind: 'refused', refusal: first };
    }
    return head === null ? TAKEN : word(head);
  }

  function claimed(from: number, lines: readonly string[], head: SignedHead, tls: string): Heard {
    const known = lines.slice(0, Math.max(0, state.head.seq + 1 - from));
    if (from > state.head.seq + 1) return { kind: 'gap' };
    if (known.every((line, i) => lineHash(crypto, line) === state.hashes[from - 1 + i])) {
      // Tried on a state of its own: what is not the room's leaves nothing behind.
      const { state: tried, refusal } = foldLines(crypto, refold(), lines.slice(known.length));
      if (refusal !== null) return { kind: 'refused', refusal };
      const named = tried.host?.tls === tls && tried.head.hash === head.head.hash && head.room === tried.room;
      if (!named || !hostSigned(crypto, tried.host!.key, head)) return { kind: 'refused', refusal: badWord };
    }
    return entries(from, lines, head);
  }

  function take(lines: readonly string[], checked: CheckedStretch | undefined): Result<Head> {
    if (lines.length === 0) return accept(state.head);
    const folded = foldLines(crypto, state, lines, checked);
    state = folded.state;
    const stored = folded.entries.length === 0 ? accept(state.head) : journal.appendLines(folded.entries);
    if (!stored.ok) {
      state = refold();
      return stored;
    }
    return folded.refusal === null ? stored : refuse(folded.refusal);
  }

  function word(said: HostWord): Heard {
    const heard = reached(said);
    if (heard.kind !== 'taken' || !('act' in said)) return heard;
    const ack = acks.heard(said);
    return ack === 'received' ? TAKEN : ack === 'early' ? EARLY : proven(ack);
  }

  /** What the word says of the journal's length, and of what it is there. */
  function reached(said: HostWord): Heard {
    if (state.host === null || said.room !== state.room || !hostSigned(crypto, state.host.key, said))
      return { kind: 'refused', refusal: badWord };
    const { seq, hash } = said.head;
    if (ahead !== null && ahead.head.seq <= state.head.seq) {
      const due = ahead;
      ahead = null;
      if (state.hashes[due.head.seq - 1] !== due.head.hash) return fork(due, []);
    }
    if (seq > state.head.seq) {
      if (ahead !== null && ahead.head.seq === seq && ahead.head.hash !== hash) return fork(said, [], ahead);
      if (ahead === null || ahead.head.seq < seq) ahead = said;
      return TAKEN;
    }
    if (seq > 0 && state.hashes[seq - 1] !== hash) return fork(said, []);
    if ('act' in said) {
      // Mostly its head is known already; where it is not, this word alone may convict the host.
      if (seq <= (sworn?.head.seq ?? 0)) return TAKEN;
      const kept = words.keepAcknowledgement(said);
      if (!kept.ok) return { kind: 'refused', refusal: kept.refusals[0]! };
      sworn = said;
      return TAKEN;
    }
    if (seq > (signed?.head.seq ?? 0)) {
      const kept = words.keepHead(said);
      if (!kept.ok) return { kind: 'refused', refusal: kept.refusals[0]! };
      signed = said;
      sworn = newer(sworn, said);
      const lie = acks.reached(seq);
      return lie === null ? TAKEN : proven(lie);
    }
    return TAKEN;
  }

  function otherStory(from: number, lines: readonly string[], head: SignedHead | null): Heard {
    const story = other!;
    const follows = from === story.from + story.lines.length;
    for (const line of follows ? lines : []) {
      story.size += line.length + PLACE;
      story.lines.push(line);
    }
    if (story.size > OTHER_LIMIT) {
      other = null;
      return { kind: 'refused', refusal: otherTooLong(supervisor) };
    }
    if (head === null) return TAKEN;
    other = null;
    return hostSigned(crypto, state.host!.key, head)
      ? fork(head, story.lines.slice(Math.max(0, (sworn?.head.seq ?? 0) - story.from)))
      : { kind: 'fork', fork: { refusal: chainsDiffer(supervisor), proof: null } };
  }

  /**
   * @param said the host's word that does not fit this copy
   * @param lines its story from this copy's newest signed number on, where that was heard
   * @param mine the word that it contradicts: the newest that was signed for this copy
   */
  function fork(said: HostWord, lines: readonly string[], mine: HostWord | null = sworn): Heard {
    if (mine !== null) {
      const shorter = said.head.seq <= mine.head.seq;
      const between = said.head.seq === mine.head.seq ? [] : shorter ? ownLines(said, mine) : lines;
      const proof = shorter ? proofOf(said, mine, between) : proofOf(mine, said, between);
      if (forkProven(crypto, proof)) return proven(proof);
    }
    return { kind: 'fork', fork: { refusal: chainsDiffer(supervisor), proof: null } };
  }

  const proven = (proof: ForkProof): Heard => ({
    kind: 'fork',
    fork: { refusal: forked(supervisor), proof },
  });

  const proofOf = (short: HostWord, long: HostWord, between: readonly string[]): ForkProof => ({
    format: 'sealroom-fork/1',
    host: state.host!.key,
    short,
    long,
    between,
  });

  const ownLines = (short: HostWord, long: HostWord): string[] => [...range(short.head.seq, long.head.seq)];

  function* range(from: number, to = state.head.seq): Generator<string, undefined> {
    let number = Math.max(from, 1);
    if (number > to) return;
    for (const line of journal.lines(number)) {
      yield line;
      if (++number > to) return;
    }
  }

  return {
    state: () => state,
    signed: () => signed,
    covered: () => sworn !== null && sworn.head.seq >= state.head.seq,
    owed: () =>
      ahead !== null && !stands(ahead) && state.host !== null && hostSigned(crypto, state.host.key, ahead),
    entries,
    claimed,
    word,
    lost() {
      other = null;
    },
    lines: range,
  };
}
