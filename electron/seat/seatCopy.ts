/**
 * The seat's own copy of the room's journal, and its guard over the host: every entry is checked as the host had to check it, every word
 * that the host signed is held against every other. Nothing is folded that is not durable here.
 */
import { termsOf } from '../../shared/evaluation/terms.ts';
import type { Head } from '../../shared/journal/entry.ts';
import { readEntry } from '../../shared/journal/entry.ts';
import { evolve } from '../../shared/journal/fold.ts';
import {
  type ForkProof,
  forkProven,
  type HostWord,
  hostSigned,
  type SignedHead,
} from '../../shared/journal/fork.ts';
import { emptyRoom, type RoomPackage, type RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { accept, type Refusal, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { lineHash } from '../journal/entryLine.ts';
import { foldLines } from '../journal/foldLines.ts';
import type { CheckedStretch } from '../journal/stretch.ts';
import type { JournalStore } from '../store/journalStore.ts';
import { acknowledgements } from './acknowledgements.ts';

/** Where the host's signed words are kept. */
export interface WordStore {
  keepHead(signed: SignedHead): Result<void>;
  newestHead(room: string): SignedHead | null;
}

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
   * A stretch of entries as the host sent it, with the head that it reaches where it is the last one.
   * @param checked what a `StretchChecker` answered about the lines; null: they are checked here
   */
  entries(
    from: number,
    lines: readonly string[],
    head: SignedHead | null,
    checked?: CheckedStretch | null,
  ): Heard;
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

/** What was found out about the lines after the first few, which this copy holds already. */
const after = ({ hashes, refusal }: CheckedStretch, known: number): CheckedStretch => ({
  hashes: hashes.slice(known),
  refusal,
});

const forked = (supervisor: string): Refusal =>
  refusal(
    'HOST_FORKED',
    `主机对同一评标室出具了两份互相矛盾的日志，本席位已停止；请勿关闭窗口，立即举手示意${supervisor}，由其通知监督部门。证据已保存`,
    'The host has signed two contradicting journals of this room, and this seat has stopped. Leave the window as it is and raise your hand for the supervisor, who tells the authority; the proof is kept',
  );

const chainsDiffer = (supervisor: string): Refusal =>
  refusal(
    'CHAINS_DIFFER',
    `主机的日志与本席位已核对的日志不符，本席位已停止；请举手示意${supervisor}`,
    'The host’s journal is not the one that this seat has verified, and the seat has stopped. Raise your hand for the supervisor',
  );

const otherTooLong = (supervisor: string): Refusal =>
  refusal(
    'OTHER_STORY',
    `主机发来与本席位不符的日志，过长且一直没有签名，未予保存；连接已断开，稍后重试。反复出现时请举手示意${supervisor}`,
    'The host goes on telling a journal that is not this seat’s, without signing for it. None of it is kept; the connection is closed and tried again. Raise your hand for the supervisor if this comes back',
  );

const badWord = refusal(
  'HOST_SIGNATURE',
  '主机的签名无效；连接已断开，稍后重试',
  'The host’s signature is not valid; the connection is closed and tried again',
);

/** Opens a copy over a verified journal file. */
export function seatCopy(options: {
  readonly crypto: CryptoPort;
  readonly pkg: RoomPackage;
  readonly journal: JournalStore;
  readonly words: WordStore;
}): SeatCopy {
  const { crypto, pkg, journal, words } = options;
  const { supervisor } = termsOf({ pkg });
  let state = refold();
  let signed = state.room === null ? null : words.newestHead(state.room);
  /** The host's word for entries that are not here yet. */
  let ahead: HostWord | null = null;
  /** Entries of another story, from the first that differs on, until the host signs for them. */
  let other: { from: number; lines: string[]; size: number } | null = null;

  const acks = acknowledgements({
    crypto,
    hash: (seq) => state.hashes[seq - 1],
    line: journal.line,
    signed: () => signed,
    proof: (short, long, from) => proofOf(short, long, [...range(from, long.head.seq)]),
  });

  function refold(): RoomState {
    let folded = emptyRoom(pkg);
    for (const line of journal.lines()) {
      const entry = readEntry(line);
      // Verified when the journal was opened.
      if (entry.ok) folded = evolve(crypto, folded, entry.value);
    }
    return folded;
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
    if (!('act' in said) && seq > (signed?.head.seq ?? 0)) {
      const kept = words.keepHead(said);
      if (!kept.ok) return { kind: 'refused', refusal: kept.refusals[0]! };
      signed = said;
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
      ? fork(head, story.lines.slice(Math.max(0, (signed?.head.seq ?? 0) - story.from)))
      : { kind: 'fork', fork: { refusal: chainsDiffer(supervisor), proof: null } };
  }

  /**
   * @param said the host's word that does not fit this copy
   * @param lines its story from this copy's newest signed number on, where that was heard
   * @param mine the word that it contradicts: the newest that was signed for this copy
   */
  function fork(said: HostWord, lines: readonly string[], mine: HostWord | null = signed): Heard {
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
    entries,
    word,
    lost() {
      other = null;
    },
    lines: range,
  };
}
