/** Faults of the seal: its form, its signatures, who signed. */
import { nativeCrypto } from '../../electron/crypto/nativeCrypto.ts';
import { state } from '../../electron/rehearsal/day.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { jwsPayload, jwsSign } from '../../shared/seal/jws.ts';
import { resultOf, signResult } from '../../shared/seal/seal.ts';
import {
  type Fault,
  given,
  hostCarries,
  signedBy,
  stranger,
  strangerKey,
  withHeader,
  withSeal,
  withSignatures,
} from './making.ts';

const crypto = nativeCrypto;

export const SEAL_FAULTS: readonly Fault[] = [
  {
    name: 'seal: not JSON',
    caughtBy: 'seal-form',
    make: async (good) => ({ ...given(good.sealed), seal: '{' }),
  },
  {
    name: 'seal: a key given twice',
    caughtBy: 'seal-form',
    make: async (good) => ({
      ...given(good.sealed),
      seal: canonicalJson(good.sealed.seal).replace('{', '{"format":"sealroom-seal/1",'),
    }),
  },
  {
    name: 'seal: an unknown field',
    caughtBy: 'seal-form',
    make: withSeal((seal) => ({ ...seal, extra: 1 })),
  },
  {
    name: 'seal: a newer format',
    caughtBy: 'seal-form',
    make: withSeal((seal) => ({ ...seal, format: 'sealroom-seal/2' })),
  },
  { name: 'seal: header with jwk', caughtBy: 'seal-form', make: withHeader({ jwk: { kty: 'OKP' } }) },
  {
    name: 'seal: header with jku',
    caughtBy: 'seal-form',
    make: withHeader({ jku: 'https://example.invalid' }),
  },
  { name: 'seal: header with x5c', caughtBy: 'seal-form', make: withHeader({ x5c: [] }) },
  { name: 'seal: header with crit', caughtBy: 'seal-form', make: withHeader({ crit: ['b64'], b64: false }) },
  { name: 'seal: another algorithm', caughtBy: 'seal-form', make: withHeader({ alg: 'none' }) },
  {
    name: 'seal: a signature made for another use',
    caughtBy: 'seal-form',
    make: withHeader({ typ: 'sealroom-carriage+jws' }),
  },
  {
    name: 'seal: one signer twice',
    caughtBy: 'seal-form',
    make: withSeal((seal) => withSignatures(seal, [...seal.result.signatures, seal.result.signatures[0]!])),
  },
  {
    name: 'seal: one good signer among forged ones',
    caughtBy: 'seal-signatures',
    make: withSeal((seal) =>
      withSignatures(
        seal,
        seal.result.signatures.map((one, i) =>
          i === 0 ? one : { ...one, signature: seal.result.signatures[0]!.signature },
        ),
      ),
    ),
  },
  {
    name: 'seal: another payload under the old signatures',
    caughtBy: 'seal-signatures',
    make: withSeal((seal, good) => ({
      ...seal,
      result: { ...seal.result, payload: jwsPayload({ ...resultOf(state(good.room)), outcome: 'void' }) },
    })),
  },
  {
    name: 'seal: a signature dropped without the host',
    caughtBy: 'carriage',
    make: withSeal((seal) => withSignatures(seal, seal.result.signatures.slice(1))),
  },
  {
    name: 'seal: signatures reordered without the host',
    caughtBy: 'carriage',
    make: withSeal((seal) => withSignatures(seal, seal.result.signatures.toReversed())),
  },
  {
    name: 'carriage: signed by another key',
    caughtBy: 'host',
    make: hostCarries(() => ({ host: { key: strangerKey, secretKey: stranger } })),
  },
  {
    name: 'carriage: a flipped bit in its signature',
    caughtBy: 'carriage',
    make: withSeal((seal) => ({
      ...seal,
      carriage: { ...seal.carriage, signature: seal.result.signatures[0]!.signature },
    })),
  },
  {
    name: 'seal of another room beside this file',
    caughtBy: 'ciphertext',
    make: async (good, other) => ({ ...given(good.sealed), seal: canonicalJson(other.sealed.seal) }),
  },
  {
    name: 'signers: a stranger among them',
    caughtBy: 'signers',
    make: signedBy((good) => [
      ...good.result.signatures,
      jwsSign(crypto, 'sealroom-seal+jws', good.result.payload, strangerKey, stranger),
    ]),
  },
  {
    name: 'signers: a member missing without a reason',
    caughtBy: 'signers',
    make: signedBy((good) => good.result.signatures.slice(1)),
  },
  {
    name: 'signers: the supervisor missing',
    caughtBy: 'signers',
    make: signedBy((good) => good.result.signatures.slice(0, -1)),
  },
  {
    name: 'signers: all re-signed by other keys',
    caughtBy: 'signers',
    make: signedBy((good) =>
      good.result.signatures.map((_, i) => {
        const secret = crypto.sha256(new Uint8Array([i]));
        return signResult(
          crypto,
          resultOf(state(good.room)),
          base64url.encode(crypto.ed25519PublicKey(secret)),
          secret,
        );
      }),
    ),
  },
];
