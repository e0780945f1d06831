/** How faults are made: what a verifier is given, and who could have made it. */
import { Encrypter } from 'age-encryption';
import { readStoredZip } from '../../electron/archive/readZip.ts';
import { writeStoredZip } from '../../electron/archive/writeZip.ts';
import { nativeCrypto } from '../../electron/crypto/nativeCrypto.ts';
import type { SealedRoom } from '../../electron/sealing/sealRoom.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { jwsPayload } from '../../shared/seal/jws.ts';
import type { SealFile } from '../../shared/seal/seal.ts';
import type { CheckId } from '../../shared/verdict/verdict.ts';
import { carried, type SealedSample } from './sealedRoom.ts';

/** What the verifier is given: an age file or a zip, and the seal's text. */
export interface Given {
  readonly held: { readonly kind: 'encrypted' | 'zip'; readonly bytes: Uint8Array };
  readonly seal: string;
}

export interface Fault {
  readonly name: string;
  readonly caughtBy: CheckId;
  readonly make: (good: SealedSample, other: SealedSample) => Promise<Given>;
}

const crypto = nativeCrypto;

export const given = (sealed: SealedRoom): Given => ({
  held: { kind: 'encrypted', bytes: sealed.ciphertext },
  seal: canonicalJson(sealed.seal),
});

export const flipped = (bytes: Uint8Array, at: number): Uint8Array => {
  // A Buffer's own slice would be the good file itself, and every fault after this one a second one.
  const copy = Uint8Array.from(bytes);
  copy[at]! ^= 1;
  return copy;
};

export const encrypted = async (zip: Uint8Array, recipient: string): Promise<Uint8Array> => {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(zip);
};

/** The good ciphertext with a seal that `change` has touched. */
export const withSeal =
  (change: (seal: SealFile, good: SealedSample) => unknown): Fault['make'] =>
  async (good) => ({ ...given(good.sealed), seal: canonicalJson(change(good.sealed.seal, good)) });

/** The host's own key carries other files, or other signatures, as if they had been the ones. */
export const hostCarries =
  (change: (good: SealedSample, other: SealedSample) => Parameters<typeof carried>[1]): Fault['make'] =>
  async (good, other) =>
    given(await carried(good, change(good, other)));

/** One file of the payload exchanged, under a carriage that fits. */
export const withFile = (
  path: string,
  bytes: (good: SealedSample, other: SealedSample) => Uint8Array,
): Fault['make'] =>
  hostCarries((good, other) => ({ payload: new Map([...good.payload, [path, bytes(good, other)]]) }));

/** The opened zip with its files changed, and the seal untouched. */
export const opened =
  (change: (files: Map<string, Uint8Array>, name: string) => void): Fault['make'] =>
  async (good) => {
    const files = await readStoredZip(good.sealed.zip);
    if (!files.ok) throw new Error('the good zip does not open');
    const changed = new Map(files.value);
    change(changed, good.name);
    return { held: { kind: 'zip', bytes: writeStoredZip(changed) }, seal: canonicalJson(good.sealed.seal) };
  };

export const withSignatures = (seal: SealFile, signatures: SealFile['result']['signatures']): SealFile => ({
  ...seal,
  result: { ...seal.result, signatures },
});

export const stranger = crypto.sha256(new TextEncoder().encode('a stranger'));
export const strangerKey = base64url.encode(crypto.ed25519PublicKey(stranger));

/** A signature whose protected header says more, or something else, than the one form. */
export const withHeader = (extra: object): Fault['make'] =>
  withSeal((seal, good) => {
    const seat = good.room.supervisor;
    const head = jwsPayload({ alg: 'EdDSA', kid: seat.author.session, typ: 'sealroom-seal+jws', ...extra });
    const message = new TextEncoder().encode(`${head}.${seal.result.payload}`);
    const signature = base64url.encode(crypto.ed25519Sign(seat.secretKey, message));
    return withSignatures(seal, [{ protected: head, signature }, ...seal.result.signatures.slice(0, -1)]);
  });

/** The signatures of everybody but `dropped`, carried by the host. */
export const signedBy = (keep: (good: SealedSample) => SealFile['result']['signatures']): Fault['make'] =>
  hostCarries((good) => ({ result: { ...good.result, signatures: keep(good) } }));
