/**
 * A fork: two different entries of one number under the host's signature. A seat that finds one stops and shows it; nobody needs to be
 * believed, the two signatures are the proof.
 */
import type { CryptoPort } from '../ports/crypto.ts';
import { signedBytes } from './domain.ts';
import { base64url } from './encoding.ts';
import type { Head } from './entry.ts';

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

type HostWord = SignedHead | Acknowledgement;

/** Whether the host's key signed this head, or this acknowledgement with its head. */
export const hostSigned = (crypto: CryptoPort, host: string, { sig, ...said }: HostWord): boolean =>
  crypto.ed25519Verify(
    base64url.decode(host),
    signedBytes('act' in said ? 'ack' : 'head', said),
    base64url.decode(sig),
  );

/** Whether two heads prove that this host told two stories of one room. Heads of different numbers prove nothing by themselves. */
export const forkProof = (crypto: CryptoPort, host: string, a: HostWord, b: HostWord): boolean =>
  a.room === b.room &&
  a.head.seq === b.head.seq &&
  a.head.hash !== b.head.hash &&
  hostSigned(crypto, host, a) &&
  hostSigned(crypto, host, b);
