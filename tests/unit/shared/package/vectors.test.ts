import { flattenedVerify, importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { nativeCrypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { openPackage } from '../../../../electron/package/openPackage.ts';
import { base64url, hex } from '../../../../shared/journal/encoding.ts';
import { fingerprintGroups, keyFingerprint } from '../../../../shared/package/fingerprint.ts';
import { packageDigest } from '../../../../shared/package/manifest.ts';
import { packageName } from '../../../../shared/package/packageName.ts';
import vectors from '../../../../shared/package/vectors.json' with { type: 'json' };
import { nobleCrypto } from '../../../../shared/ports/nobleCrypto.ts';
import { readSlipCode } from '../../../../shared/slip/code.ts';
import { slipKeys } from '../../../../shared/slip/keys.ts';
import { tinyPackage } from './tinyPackage.ts';

const bytes = new Uint8Array(Buffer.from(vectors.package, 'base64'));
const centre = base64url.decode(vectors.centre.public);

describe.each([
  ['native', nativeCrypto],
  ['noble', nobleCrypto],
])('the vectors of the format page, %s cryptography', (_name, crypto) => {
  it('open, with the digest that they say', async () => {
    const opened = await openPackage(bytes, crypto, centre);
    if (!opened.ok) throw new Error(opened.refusals[0]!.en);
    expect(opened.value.room.digest).toBe(vectors.digest);
    expect(hex.encode(crypto.sha256(bytes))).toBe(vectors.packageSha256);
    expect(packageDigest(crypto, Buffer.from(vectors.manifest))).toBe(vectors.digest);
    expect(opened.value.room.slipKeys).toEqual(new Map(vectors.slips.map((slip) => [slip.who, slip.public])));
    for (const [path, text] of Object.entries(vectors.files)) {
      const read = await opened.value.read(path);
      expect(read.ok && Buffer.from(read.value).toString()).toBe(text);
    }
  });

  it('have keys that follow from codes and secrets', () => {
    expect(keyFingerprint(crypto, centre)).toBe(vectors.centre.fingerprint);
    expect(crypto.ed25519PublicKey(hex.decode(vectors.centre.secret))).toEqual(centre);
    for (const { code, public: key, ...holder } of vectors.slips) {
      expect(readSlipCode(code)).toEqual({ ok: true, value: code });
      expect(base64url.encode(slipKeys(crypto, code, holder).publicKey)).toBe(key);
    }
  });
});

it('the vectors are what this code writes', () => {
  const made = tinyPackage();
  expect(made.manifest).toBe(vectors.manifest);
  expect(made.jws).toBe(vectors.jws);
  expect(Buffer.from(made.bytes).toString('base64')).toBe(vectors.package);
});

it('a stock JOSE library verifies the signature', async () => {
  const [head, , signature] = vectors.jws.split('.') as [string, string, string];
  const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x: vectors.centre.public }, 'EdDSA');
  const payload = Buffer.from(vectors.manifest).toString('base64url');
  const verified = await flattenedVerify({ protected: head, payload, signature }, key, {
    algorithms: ['EdDSA'],
  });
  expect(verified.protectedHeader).toEqual({
    alg: 'EdDSA',
    kid: vectors.centre.fingerprint,
    typ: 'sealroom-package+jws',
  });
});

it('a file name keeps letters, digits, point, hyphen and underscore, and percent-encodes the rest', () => {
  expect(packageName({ code: 'DEMO-2026_1.a', lot: '1' })).toBe('DEMO-2026_1.a-1');
  expect(packageName({ code: '采购/1', lot: 'A B' })).toBe('%E9%87%87%E8%B4%AD%2F1-A%20B');
  expect(packageName({ code: 'X' })).toBe('X');
});

it('a fingerprint is printed in sixteen groups of four', () => {
  const groups = fingerprintGroups(vectors.centre.fingerprint);
  expect(groups).toHaveLength(16);
  expect(groups.join('')).toBe(vectors.centre.fingerprint);
});
