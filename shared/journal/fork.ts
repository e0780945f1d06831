/**
 * A fork: two different entries of one number under the host's signature. A seat that finds one stops and shows it; nobody needs to be
 * believed, the two signatures are the proof.
 */
import type { CryptoPort } from '../ports/crypto.ts';
import { signedBytes } from './domain.ts';
import { base64url } from './encoding.ts';
import { actHash, type Entry, entryHash, type Head, readEntry } from './entry.ts';

/** The host's word for how long its journal is and what it says: signed at each broadcast. */
export interface SignedHead {
  readonly room: string;
  readonly head: Head;
  readonly sig: string;
}

/** "Received by the room": the host's signature over room, act, entry number and head. */
export interface Acknowledgement extends SignedHead {
  readonly act: string;
  readonly seq: number;
}

export type HostWord = SignedHead | Acknowledgement;

/** Whether the host's key signed this head, or this acknowledgement with its head. */
export const hostSigned = (crypto: CryptoPort, host: string, { sig, ...said }: HostWord): boolean =>
  crypto.ed25519Verify(
    base64url.decode(host),
    signedBytes('act' in said ? 'ack' : 'head', said),
    base64url.decode(sig),
  );

/** What a seat shows and keeps when a host told two stories: enough for anybody who knows the host's key. */
export interface ForkProof {
  readonly format: 'sealroom-fork/1';
  /** The host's public key, base64url. */
  readonly host: string;
  /** The host's word for one story, ending at some number; or its acknowledgement of an act that stands in no entry of that number. */
  readonly short: HostWord;
  /** Its word for another story, of at least that length; an acknowledgement's own head may be it. */
  readonly long: HostWord;
  /**
   * The other story's entries from the first one's last number (the acknowledged number) to its own end, canonical lines; empty where both
   * end at one number with different hashes.
   */
  readonly between: readonly string[];
}

/**
 * Whether a proof holds: the host's key signed both words for one room, and the longer story has another entry at the shorter one's last
 * number, or another act in the entry that was acknowledged. Heads of different numbers prove nothing by themselves: the entries between
 * tie them together.
 */
export function forkProven(crypto: CryptoPort, { host, short, long, between }: ForkProof): boolean {
  const signed =
    short.room === long.room && hostSigned(crypto, host, short) && hostSigned(crypto, host, long);
  if (!signed) return false;
  if (short.head.seq === long.head.seq && short.head.hash !== long.head.hash) return true;
  let last: Head | null = null;
  for (const line of between) {
    const read = readEntry(line);
    if (!read.ok) return false;
    const { seq, prev } = read.value;
    const hash = entryHash(crypto, read.value);
    const follows =
      last === null
        ? contradicts(crypto, short, read.value, hash)
        : seq === last.seq + 1 && prev === last.hash;
    if (!follows) return false;
    last = { seq, hash };
  }
  return last !== null && last.seq === long.head.seq && last.hash === long.head.hash;
}

/** Whether an entry cannot stand in the story that the word was signed for. */
function contradicts(crypto: CryptoPort, word: HostWord, entry: Entry, hash: string): boolean {
  if (entry.seq === word.head.seq && hash !== word.head.hash) return true;
  return 'act' in word && entry.seq === word.seq && actHash(crypto, entry.act) !== word.act;
}
