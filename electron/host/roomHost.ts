/**
 * The room host: puts acts in order, stores them durably, folds them, and answers with its signature. It decides nothing: what an act
 * is worth is recomputed by everybody's fold.
 */
import type { Act } from '../../shared/journal/acts.ts';
import { signedBytes } from '../../shared/journal/domain.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { actHash, type Entry, type Head } from '../../shared/journal/entry.ts';
import { appendable, evolve } from '../../shared/journal/fold.ts';
import { emptyRoom, type RoomPackage, type RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { accept, type Refusal, type Result, refuse } from '../../shared/refusal.ts';

/** Where entries are kept; `append` returns only when they are durable, and keeps all of them or none. */
export interface EntrySink {
  append(entries: readonly Entry[]): Result<Head>;
}

/** "Received by the room": the host's signature over room, act, entry number and head. */
export interface Acknowledgement {
  readonly room: string;
  readonly act: string;
  readonly seq: number;
  readonly head: Head;
  readonly sig: string;
}

export interface SignedHead {
  readonly room: string;
  readonly head: Head;
  readonly sig: string;
}

export interface RoomHost {
  readonly state: () => RoomState;
  /** Orders, stores and folds one act; the acknowledgement only after the durable write. */
  receive(act: Act): Result<Acknowledgement>;
  signedHead(): SignedHead;
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
  for (const entry of options.earlier ?? []) state = evolve(crypto, state, entry);

  const sign = (use: 'ack' | 'head', value: object): string =>
    base64url.encode(crypto.ed25519Sign(secretKey, signedBytes(use, value)));

  return {
    state: () => state,
    receive(act) {
      const refused: Refusal | null = appendable(crypto, state, act);
      if (refused !== null) return refuse(refused);
      const entry: Entry = {
        seq: state.head.seq + 1,
        prev: state.head.hash,
        at: notBefore(state.at, now()),
        act,
      };
      const stored = sink.append([entry]);
      if (!stored.ok) return stored;
      state = evolve(crypto, state, entry);
      const receipt = { room: state.room!, act: actHash(crypto, act), seq: entry.seq, head: state.head };
      return accept({ ...receipt, sig: sign('ack', receipt) });
    },
    signedHead() {
      const head = { room: state.room!, head: state.head };
      return { ...head, sig: sign('head', head) };
    },
  };
}

const notBefore = (last: string | null, now: string): string =>
  last !== null && Date.parse(now) < Date.parse(last) ? last : now;
