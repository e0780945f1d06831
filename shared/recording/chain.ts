/**
 * The chain of a segment: each piece's record, as it stands encrypted on the seat's disk, hashed onto the head before it. Its heads go into the
 * journal every few seconds, so that no piece can be left out, put elsewhere or replaced later. FORMAT.md says the bytes.
 */
import { signedBytes } from '../journal/domain.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import type { SegmentId } from './track.ts';

/** What the first head binds: whose segment it is, when and as what it began, and the key that it is encrypted under. */
export interface SegmentStart extends SegmentId {
  readonly room: string;
  /** When the recorder was started, RFC 3339, by the seat's clock. */
  readonly from: string;
  readonly mime: string;
  /** SHA-256 of the age header's bytes, hex. */
  readonly header: string;
}

/** Only these members, whatever else the value carries. */
export const chainStart = (
  crypto: CryptoPort,
  { from, header, mime, room, segment, session, track }: SegmentStart,
): Uint8Array =>
  crypto.sha256(signedBytes('recording', { from, header, mime, room, segment, session, track }));

/** The head after one more record. */
export function chainNext(crypto: CryptoPort, head: Uint8Array, record: Uint8Array): Uint8Array {
  const both = new Uint8Array(64);
  both.set(head);
  both.set(crypto.sha256(record), 32);
  return crypto.sha256(both);
}
