/**
 * The host's acknowledgements, held against the seat's own copy. The host signs for an act, but only the entry shows that it has appended it: it could
 * acknowledge the last act of a session over the true head, leave it out, and the seat would never send it again.
 */

import type { Head } from '../../shared/journal/entry.ts';
import {
  type Acknowledgement,
  type ForkProof,
  forkProven,
  type HostWord,
} from '../../shared/journal/fork.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { actHashIn } from '../journal/entryLine.ts';

/** How many are kept until their entries come: more than a seat's acts on their way ever are. */
const EARLY_LIMIT = 4096;

/** Of the seat's copy. */
interface Copy {
  readonly crypto: CryptoPort;
  /** The hash of the entry of that number; undefined while there is none. */
  readonly hash: (seq: number) => string | undefined;
  /** Its canonical line. */
  readonly line: (seq: number) => string | undefined;
  /** The newest word that the host signed for what is here. */
  readonly signed: () => HostWord | null;
  /** The proof of two words, with the entries here from a number to the end of the second. */
  readonly proof: (short: HostWord, long: HostWord, from: number) => ForkProof;
}

export interface Acknowledgements {
  /** `received` where the act stands in the entry that is named; the proof where another does; `early` while neither can be said. */
  heard(ack: Acknowledgement): 'received' | 'early' | ForkProof;
  /** The entries up to this number are under the host's signature now, and so what it had acknowledged before. */
  reached(seq: number): ForkProof | null;
}

/** @param copy the signatures of what is heard have been checked there */
export function acknowledgements({ crypto, hash, line, signed, proof }: Copy): Acknowledgements {
  /** Of entries that are not here yet, or not under a head that the host has signed; by their signature. */
  const early = new Map<string, Acknowledgement>();

  const isHere = ({ seq, hash: said }: Head): boolean => hash(seq) === said;

  function stands({ seq, act }: Acknowledgement): boolean | null {
    const entry = line(seq);
    return entry === undefined ? null : actHashIn(crypto, entry) === act;
  }

  /** Null as long as no word of the same host covers the entry. */
  function lie(ack: Acknowledgement): ForkProof | null {
    const long = isHere(ack.head) && ack.head.seq >= ack.seq ? ack : signed();
    if (long === null || long.head.seq < ack.seq) return null;
    const found = proof(ack, long, ack.seq);
    return forkProven(crypto, found) ? found : null;
  }

  return {
    heard(ack) {
      const there = stands(ack);
      if (there === true) return 'received';
      const found = there === false ? lie(ack) : null;
      if (found !== null) return found;
      if (early.size < EARLY_LIMIT) early.set(ack.sig, ack);
      return 'early';
    },
    reached(seq) {
      for (const ack of early.values()) {
        if (ack.seq > seq) continue;
        early.delete(ack.sig);
        // One of an earlier host, whose entries nobody has any more, proves nothing against the present one.
        const found = stands(ack) === false ? lie(ack) : null;
        if (found !== null) return found;
      }
      return null;
    },
  };
}
