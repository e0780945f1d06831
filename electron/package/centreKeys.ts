/**
 * The trading centre's key folder: made once, kept by the centre. The signing keys are JWKs (RFC 8037), the identity is a stock age
 * identity file, so `age -d -i centre.key` opens what was sealed to the centre.
 */
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { base64url } from '../../shared/journal/encoding.ts';
import * as f from '../../shared/journal/fields.ts';
import { keyFingerprint } from '../../shared/package/fingerprint.ts';
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import { accept, type Refusal, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { newIdentity, recipientOf } from '../crypto/age.ts';
import { identitySecret } from '../recording/ageKeys.ts';
import { identitiesOf } from '../sealing/openResult.ts';
import { syncFolder, writeDurably } from '../store/durableFile.ts';
import { fileRefusal } from '../store/fileRefusal.ts';

/** The public half of the signing key: what every verifier's trust starts from. */
const PUBLIC_KEY = 'centre.pub';
const SIGNING_KEY = 'centre-sign.key';
const RECEIPT_KEY = 'receipt-sign.key';
const IDENTITY = 'centre.key';
const RECIPIENT = 'centre.recipient';

/** In the order in which they are written. */
const FILES: readonly string[] = [SIGNING_KEY, RECEIPT_KEY, IDENTITY, RECIPIENT, PUBLIC_KEY];

const OWNER_ONLY = 0o600;

const publicJwk = z.strictObject({
  crv: z.literal('Ed25519'),
  kid: f.hash,
  kty: z.literal('OKP'),
  x: f.key32,
});
const privateJwk = publicJwk.extend({ d: f.key32 });

export interface SigningKey {
  /** Ed25519 seed, 32 bytes. */
  readonly secret: Uint8Array;
  readonly publicKey: Uint8Array;
}

export interface CentreKeys {
  readonly signing: SigningKey;
  /** Signs receipts for sealed results; a use of its own. */
  readonly receipt: SigningKey;
  /** The age recipient that results are encrypted to. */
  readonly recipient: string;
}

const jwkText = (jwk: object): string => `${JSON.stringify(jwk)}\n`;

function publicJwkOf(crypto: CryptoPort, publicKey: Uint8Array): z.infer<typeof publicJwk> {
  return {
    crv: 'Ed25519',
    kid: keyFingerprint(crypto, publicKey),
    kty: 'OKP',
    x: base64url.encode(publicKey),
  };
}

async function filesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Makes the keys in a new or empty folder, or goes on where it was killed before: a key that is there is never written over. Refuses `KEY_EXISTS` where
 * a whole folder was, and `KEY_FORM`.
 * @returns the fingerprint of the signing key
 */
export async function makeCentreKeys(
  folder: string,
  crypto: CryptoPort,
  random: RandomPort,
): Promise<Result<{ readonly fingerprint: string; readonly files: readonly string[] }>> {
  const found = await filesOf(folder);
  const held = FILES.filter((name) => found.includes(name));
  const lacking = FILES.filter((name) => !held.includes(name)).join();
  // Only the public key is lacking: the others are whole, and it is made of them.
  if (lacking === PUBLIC_KEY) {
    const keys = await readCentreKeys(folder, crypto);
    if (!keys.ok) return keys;
    const jwk = publicJwkOf(crypto, keys.value.signing.publicKey);
    await writeDurably(join(folder, PUBLIC_KEY), jwkText(jwk), 0o644);
    return accept({ fingerprint: jwk.kid, files: FILES });
  }
  // Once its recipient is there, what a key folder lacks was taken away, and is not replaced by another.
  const [present] = held.some((name) => name === PUBLIC_KEY || name === RECIPIENT) ? held : [];
  if (present !== undefined)
    return refuse(
      refusal(
        'KEY_EXISTS',
        `文件夹中已有密钥 ${present}，不会覆盖；请另选一个空文件夹`,
        `The folder already has a key, ${present}, and it is not written over: choose an empty folder`,
        `${present}:1`,
      ),
    );
  // What a killed making has left is gone on with.
  const begun = async (name: string): Promise<Result<Uint8Array>> => {
    if (!held.includes(name)) return accept(random(32));
    const key = await signingKey(folder, name, crypto);
    return key.ok ? accept(key.value.secret) : key;
  };
  const [sign, receive] = [await begun(SIGNING_KEY), await begun(RECEIPT_KEY)];
  if (!sign.ok) return sign;
  if (!receive.ok) return receive;
  const [signing, receipt] = [sign.value, receive.value];
  const identity = await identityIn(folder, held.includes(IDENTITY));
  if (!identity.ok) return identity;
  const recipient = await recipientOf(identity.value);
  const jwkOf = (secret: Uint8Array) => publicJwkOf(crypto, crypto.ed25519PublicKey(secret));
  const withSecret = (secret: Uint8Array) => jwkText({ ...jwkOf(secret), d: base64url.encode(secret) });
  const files: readonly (readonly [name: string, text: string, mode: number])[] = [
    [SIGNING_KEY, withSecret(signing), OWNER_ONLY],
    [RECEIPT_KEY, withSecret(receipt), OWNER_ONLY],
    [IDENTITY, `# public key: ${recipient}\n${identity.value}\n`, OWNER_ONLY],
    [RECIPIENT, `${recipient}\n`, 0o644],
    [PUBLIC_KEY, jwkText(jwkOf(signing)), 0o644],
  ];
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await syncFolder(dirname(folder));
  for (const [name, text, mode] of files) await writeDurably(join(folder, name), text, mode);
  return accept({ fingerprint: jwkOf(signing).kid, files: FILES });
}

/** The age identity that is there, or a new one. */
async function identityIn(folder: string, isThere: boolean): Promise<Result<string>> {
  if (!isThere) return accept((await newIdentity()).identity);
  const text = await textOf(join(folder, IDENTITY), IDENTITY);
  if (!text.ok) return text;
  const found = text.value.split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-'));
  return found === undefined ? refuse(keyForm(IDENTITY)) : accept(found.trim());
}

const keyForm = (name: string): Refusal =>
  refusal(
    'KEY_FORM',
    `${name} 不是 centre-init 生成的密钥文件`,
    `${name} is not a key file that centre-init wrote`,
    `${name}:1`,
  );

const keyMissing = (name: string): Refusal =>
  refusal(
    'KEY_MISSING',
    `缺少密钥文件 ${name}；请核对路径，或者从备份恢复`,
    `The key file ${name} is missing: compare the path, or restore the file from a copy`,
    `${name}:1`,
  );

/** A file that is there and cannot be read is refused as what it is: nobody is to make new keys for want of a right. */
async function textOf(path: string, name: string): Promise<Result<string>> {
  try {
    return accept(await readFile(path, 'utf8'));
  } catch (error) {
    // The system names a file that it does not open, and none that it cannot read.
    const why = fileRefusal(Object.assign(error as object, { path }));
    if (why === null) throw error;
    return refuse(why.code === 'FILE_MISSING' ? keyMissing(name) : why);
  }
}

function parsed<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

async function signingKey(folder: string, name: string, crypto: CryptoPort): Promise<Result<SigningKey>> {
  const text = await textOf(join(folder, name), name);
  if (!text.ok) return text;
  const jwk = parsed(privateJwk, text.value);
  if (jwk === undefined) return refuse(keyForm(name));
  const secret = base64url.decode(jwk.d);
  const publicKey = crypto.ed25519PublicKey(secret);
  const fits = base64url.encode(publicKey) === jwk.x && keyFingerprint(crypto, publicKey) === jwk.kid;
  return fits ? accept({ secret, publicKey }) : refuse(keyForm(name));
}

/** Reads a key folder; refuses `KEY_MISSING` and `KEY_FORM`, naming the file. The age identity is left alone: making a package does not need it. */
export async function readCentreKeys(folder: string, crypto: CryptoPort): Promise<Result<CentreKeys>> {
  const [signing, receipt, recipient] = await Promise.all([
    signingKey(folder, SIGNING_KEY, crypto),
    signingKey(folder, RECEIPT_KEY, crypto),
    textOf(join(folder, RECIPIENT), RECIPIENT),
  ]);
  const refusals = [signing, receipt, recipient].flatMap((r) => (r.ok ? [] : r.refusals));
  if (!signing.ok || !receipt.ok || !recipient.ok) return refuse(...refusals);
  const trimmed = recipient.value.trim();
  if (!f.ageRecipient.safeParse(trimmed).success) return refuse(keyForm(RECIPIENT));
  return accept({ signing: signing.value, receipt: receipt.value, recipient: trimmed });
}

/** The age identities that open what was sealed to the centre. Refuses `KEY_MISSING`, `KEY_FORM`. */
export async function readCentreIdentities(folder: string): Promise<Result<readonly string[]>> {
  const text = await textOf(join(folder, IDENTITY), IDENTITY);
  if (!text.ok) return text;
  const found = identitiesOf(text.value);
  const areSound = found.length > 0 && found.every((one) => identitySecret(one) !== null);
  return areSound ? accept(found) : refuse(keyForm(IDENTITY));
}

/** The centre's public key from a `centre.pub`, 32 bytes; refuses `KEY_MISSING` and `KEY_FORM`. */
export async function readCentrePublicKey(path: string, crypto: CryptoPort): Promise<Result<Uint8Array>> {
  const text = await textOf(path, PUBLIC_KEY);
  if (!text.ok) return text;
  const jwk = parsed(publicJwk, text.value);
  const key = jwk === undefined ? undefined : base64url.decode(jwk.x);
  return key !== undefined && keyFingerprint(crypto, key) === jwk?.kid
    ? accept(key)
    : refuse(keyForm(PUBLIC_KEY));
}
