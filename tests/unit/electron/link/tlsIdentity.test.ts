import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  X509Certificate,
} from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spkiFingerprint, type TlsIdentity, tlsIdentity } from '../../../../electron/link/tlsIdentity.ts';

let folder: string;
let keyFile: string;
let certFile: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'identity-')), 'data');
  keyFile = join(folder, 'tls.key.pem');
  certFile = join(folder, 'tls.cert.pem');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

async function opened(): Promise<TlsIdentity> {
  const identity = await tlsIdentity(folder);
  if (!identity.ok) throw new Error(identity.refusals[0]!.en);
  return identity.value;
}

/** Code and file of the refusal. */
async function refused(): Promise<unknown> {
  const identity = await tlsIdentity(folder);
  return identity.ok ? identity : identity.refusals.map(({ code, where }) => [code, where]);
}

describe('a station’s TLS key', () => {
  it('is the same at the next start, key, certificate and fingerprint', async () => {
    expect(await opened()).toEqual(await opened());
  });

  it('is another in another folder', async () => {
    const first = await opened();
    rmSync(folder, { recursive: true });
    expect((await opened()).fingerprint).not.toBe(first.fingerprint);
  });

  it.runIf(process.platform !== 'win32')(
    'is readable to its owner alone, and leaves nothing beside it',
    async () => {
      await opened();
      expect(statSync(keyFile).mode & 0o777).toBe(0o600);
      expect(readdirSync(folder).sort()).toEqual(['tls.cert.pem', 'tls.key.pem']);
    },
  );

  it('has for fingerprint the SHA-256 of its SubjectPublicKeyInfo', async () => {
    const { key, cert, fingerprint } = await opened();
    const spki = createPublicKey(createPrivateKey(key)).export({ type: 'spki', format: 'der' });
    expect(fingerprint).toBe(createHash('sha256').update(spki).digest('hex'));
    expect(spkiFingerprint(new X509Certificate(cert).raw)).toBe(fingerprint);
  });

  it('has a certificate of P-256 that it signed itself, without an end', async () => {
    const certificate = new X509Certificate((await opened()).cert);
    expect(certificate.publicKey.asymmetricKeyDetails).toMatchObject({ namedCurve: 'prime256v1' });
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.subject).toBe(certificate.issuer);
    expect(certificate.validFromDate.toISOString()).toBe('2000-01-01T00:00:00.000Z');
    expect(certificate.validToDate.toISOString()).toBe('9999-12-31T23:59:59.000Z');
  });
});

describe('a pair of which not all stands', () => {
  it('keeps its fingerprint when a kill came between key and certificate', async () => {
    const { fingerprint } = await opened();
    rmSync(certFile);
    expect((await opened()).fingerprint).toBe(fingerprint);
  });

  it('is made where a kill came before the key had its name', async () => {
    await opened();
    rmSync(certFile);
    rmSync(keyFile);
    writeFileSync(`${keyFile}.tmp`, '-----BEGIN PRIV', { mode: 0o644 });
    await opened();
    expect(statSync(keyFile).mode & 0o077).toBe(0);
  });

  it('is refused, and left as it is, without its key', async () => {
    const { cert } = await opened();
    rmSync(keyFile);
    expect(await refused()).toEqual([['TLS_IDENTITY', 'tls.key.pem']]);
    expect(readdirSync(folder)).toEqual(['tls.cert.pem']);
    expect(readFileSync(certFile, 'utf8')).toBe(cert);
  });

  it.each([
    ['tls.key.pem', ''],
    ['tls.key.pem', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'],
    ['tls.cert.pem', ''],
    ['tls.cert.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
  ])('is refused, and left as it is, with a damaged %s (%j)', async (name, text) => {
    await opened();
    writeFileSync(join(folder, name), text);
    expect(await refused()).toEqual([['TLS_IDENTITY', name]]);
    expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
  });

  it('is refused where the key is that of another certificate', async () => {
    await opened();
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    expect(await refused()).toEqual([['TLS_IDENTITY', 'tls.cert.pem']]);
  });
});
