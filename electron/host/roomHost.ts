/**
 * The room host: puts acts in order, stores them durably, folds them, and answers with its signature. It decides nothing: what an act
 * is worth is recomputed by everybody's fold.
 */
import type { Act, ActType } from '../../shared/journal/acts.ts';
import { signedBytes } from '../../shared/journal/domain.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { actHash, type Entry, type Head } from '../../shared/journal/entry.ts';
import {
  appendable,
  type EntryHashes,
  evolve,
  hashesOf,
  type Signatures,
} from '../../shared/journal/fold.ts';
import type { Acknowledgement, SignedHead } from '../../shared/journal/fork.ts';
import { emptyRoom, type RoomPackage, type RoomState, type Session } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { accept, type Refusal, type Result, refuse } from '../../shared/refusal.ts';
import { foldLines } from '../journal/foldLines.ts';

/** An act with its place in the order. */
interface Placed {
  readonly act: string;
  readonly seq: number;
}

/** Where entries are kept; `append` returns only when they are durable, and keeps all of them or none. */
export interface EntrySink {
  append(entries: readonly Entry[]): Result<Head>;
}

export interface RoomHost {
  readonly state: () => RoomState;
  /** Orders, stores and folds one act; the acknowledgement only after the durable write. */
  receive(act: Act): Result<Acknowledgement>;
  /**
   * The same for acts that arrive together, in as few durable writes as their order allows; each is answered at its place.
   * `checked` only for acts that the intake has read.
   */
  receiveAll(acts: readonly Act[], signatures?: Signatures): Result<Acknowledgement>[];
  signedHead(): SignedHead;
  /**
   * Takes over entries that this host lacks, as a seat's copy has them after this journal's end; each is checked. Stored all or none.
   * Refuses what is wrong with the first bad line, or what the store refuses; after the latter, nothing more until it is opened again.
   */
  adopt(lines: readonly string[]): Result<Head>;
}

/**
 * @param now the host's wall clock, RFC 3339; an entry's time never goes back, whatever the clock does
 * @param earlier entries that the store already holds, verified when it was opened
 */
export function roomHost(options: {
  crypto: CryptoPort;
  pkg: RoomPackage;
  sink: EntrySink;
  secretKey: Uint8Array;
  now: () => string;
  earlier?: Iterable<Entry>;
}): RoomHost {
  const { crypto, pkg, sink, secretKey, now } = options;
  let state = emptyRoom(pkg);
  /** Entry number of each act, by its hash: so that an act that comes again is answered as it was. */
  const placed = new Map<string, number>();
  for (const entry of options.earlier ?? []) {
    const hashes = hashesOf(crypto, entry);
    state = evolve(crypto, state, entry, hashes);
    placed.set(hashes.act, entry.seq);
  }
  let broken: Refusal | null = null;

  const sign = (use: 'ack' | 'head', value: object): string =>
    base64url.encode(crypto.ed25519Sign(secretKey, signedBytes(use, value)));

  /** Stored before anything is folded: where the disk refuses, the room is as it was. */
  function receiveGroup(acts: readonly Act[], signatures: Signatures): Result<Acknowledgement>[] {
    if (broken !== null) return acts.map(() => refuse(broken!));
    const taken = new Map<string, { entry: Entry; hashes: EntryHashes }>();
    const chains = new Map<Session, Session['last']>();
    let { head, at } = state;
    const verdicts = acts.map((act): Refusal | Placed => {
      const refused = appendable(crypto, state, act, signatures);
      if (refused !== null) return repeated(act, taken) ?? refused;
      at = notBefore(at, now());
      const entry: Entry = { act, at, prev: head.hash, seq: head.seq + 1 };
      const hashes = hashesOf(crypto, entry);
      head = { seq: entry.seq, hash: hashes.entry };
      taken.set(hashes.act, { entry, hashes });
      // What the session's next act in this group has to continue; folding begins where the group did.
      const session = state.sessions.get(act.session);
      if (session !== undefined && acts.length > 1) {
        if (!chains.has(session)) chains.set(session, session.last);
        session.last = { seq: act.seq, hash: hashes.act, at, written: session.last.written + hashes.bytes };
      }
      return { act: hashes.act, seq: entry.seq };
    });
    const stored =
      taken.size === 0 ? accept(head) : sink.append([...taken.values()].map(({ entry }) => entry));
    for (const [session, last] of chains) session.last = last;
    return verdicts.map((verdict) => {
      if ('code' in verdict) return refuse(verdict);
      const fresh = taken.get(verdict.act);
      if (fresh === undefined) return acknowledge(verdict);
      if (!stored.ok) return stored;
      if (!placed.has(verdict.act)) fold(fresh);
      return acknowledge(verdict);
    });
  }

  function fold({ entry, hashes }: { entry: Entry; hashes: EntryHashes }): void {
    state = evolve(crypto, state, entry, hashes);
    placed.set(hashes.act, entry.seq);
  }

  function acknowledge({ act, seq }: Placed): Result<Acknowledgement> {
    const receipt = { act, head: state.head, room: state.room!, seq };
    return accept({ ...receipt, sig: sign('ack', receipt) });
  }

  /** The same act again, after an acknowledgement that was lost on its way, or twice in one group. */
  function repeated(act: Act, taken: ReadonlyMap<string, { entry: Entry }>): Placed | null {
    const hash = actHash(crypto, act);
    const seq = placed.get(hash) ?? taken.get(hash)?.entry.seq;
    return seq === undefined ? null : { act: hash, seq };
  }

  function adopt(lines: readonly string[]): Result<Head> {
    if (broken !== null) return refuse(broken);
    const folded = foldLines(crypto, state, lines);
    state = folded.state;
    const stored =
      folded.entries.length === 0
        ? accept(state.head)
        : sink.append(folded.entries.map(({ entry }) => entry));
    if (!stored.ok) broken = stored.refusals[0]!;
    for (const { entry, hashes } of folded.entries) placed.set(hashes.act, entry.seq);
    return stored.ok && folded.refusal !== null ? refuse(folded.refusal) : stored;
  }

  return {
    state: () => state,
    adopt,
    receive: (act) => receiveGroup([act], 'check')[0]!,
    receiveAll: (acts, signatures = 'check') =>
      groups(acts).flatMap((group) => receiveGroup(group, signatures)),
    signedHead() {
      const head = { room: state.room!, head: state.head };
      return { ...head, sig: sign('head', head) };
    },
  };
}

const notBefore = (last: string | null, now: string): string =>
  last !== null && Date.parse(now) < Date.parse(last) ? last : now;

/** What many seats do at the same time. None of these opens or closes a session or the room, so none decides whether another may be appended. */
const TOGETHER: ReadonlySet<ActType> = new Set([
  'commit',
  'read',
  'ballot',
  'vote',
  'review',
  'deal',
  'share-ok',
  'score',
  'submit',
  'release',
  'sign',
  'recording-head',
]);

/** Runs of acts that may all be found appendable before the first of them is folded. */
function groups(acts: readonly Act[]): Act[][] {
  const runs: Act[][] = [];
  let open = false;
  for (const act of acts) {
    const together = TOGETHER.has(act.type);
    if (together && open) runs.at(-1)!.push(act);
    else runs.push([act]);
    open = together;
  }
  return runs;
}
