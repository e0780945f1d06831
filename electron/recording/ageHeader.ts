/** The header of an age file (age-encryption.org/v1) with one X25519 stanza: who opens it gets the file key. */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { open as openFile } from 'node:fs/promises';
import type { RandomPort } from '../../shared/ports/crypto.ts';
import { open, seal, x25519, x25519Public } from './cipher.ts';

const VERSION = 'age-encryption.org/v1';
const NONE = Buffer.alloc(0);
const ZERO = Buffer.alloc(12);
/** Bytes of a file key. */
export const FILE_KEY = 16;
/** A header of one stanza is about 200 bytes. */
const LONGEST = 4096;

export const hkdf = (secret: Uint8Array, salt: Uint8Array, info: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, 32));

/** age writes base64 without padding. */
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');

const macOf = (fileKey: Uint8Array, text: string): Buffer =>
  createHmac('sha256', hkdf(fileKey, NONE, 'header'))
    .update(text)
    .digest();

const wrapKey = (shared: Uint8Array, share: Uint8Array, point: Uint8Array): Buffer =>
  hkdf(shared, Buffer.concat([share, point]), 'age-encryption.org/v1/X25519');

/**
 * @param point the recipient's, 32 bytes
 * @param fileKey 16 random bytes
 * @throws where the recipient is a point of small order
 */
export function ageHeader(random: RandomPort, point: Uint8Array, fileKey: Uint8Array): Buffer {
  const ephemeral = random(32);
  const share = x25519Public(ephemeral);
  const shared = x25519(ephemeral, point);
  if (shared === null) throw new Error('a recipient of small order');
  const body = seal(wrapKey(shared, share, point), ZERO, fileKey);
  const text = `${VERSION}\n-> X25519 ${base64(share)}\n${base64(body)}\n---`;
  return Buffer.from(`${text} ${base64(macOf(fileKey, text))}\n`);
}

/** How many bytes of the file are its header; null where it does not begin with a whole one. */
export function headerLength(file: Uint8Array): number | null {
  const text = Buffer.from(file.subarray(0, LONGEST)).toString('latin1');
  const found = /^age-encryption\.org\/v1\n[\s\S]*?\n--- [A-Za-z0-9+/]{43}\n/.exec(text);
  return found === null ? null : found[0].length;
}

/**
 * The header of a segment's file, closed or open: an open one has a line before it. Null where there is none, or no such file.
 * @throws the disk's error
 */
export async function headerIn(path: string): Promise<Uint8Array | null> {
  const handle = await openFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (handle === null) return null;
  try {
    const start = Buffer.alloc(2 * LONGEST);
    const { bytesRead } = await handle.read(start, 0, start.length, 0);
    const found = start.subarray(path.endsWith('.open') ? start.indexOf(0x0a) + 1 : 0, bytesRead);
    const length = headerLength(found);
    return length === null ? null : found.subarray(0, length);
  } finally {
    await handle.close();
  }
}

/**
 * Whether this is the header's file key: the MAC binds it. Without this a ciphertext could be made that two keys open, each to something else.
 */
export function isFileKeyOf(header: Uint8Array, fileKey: Uint8Array): boolean {
  const text = Buffer.from(header).toString('latin1');
  const said = Buffer.from(/\n--- ([A-Za-z0-9+/]{43})\n$/.exec(text)?.[1] ?? '', 'base64');
  const expected = macOf(fileKey, text.slice(0, text.lastIndexOf(' ')));
  return said.length === expected.length && timingSafeEqual(said, expected);
}

/** The file key, by the first of these secrets (32 bytes each) that opens it; null where none does, or the header was altered. */
export function fileKeyIn(header: Uint8Array, secrets: readonly Uint8Array[]): Uint8Array | null {
  const text = Buffer.from(header).toString('latin1');
  const [, share64 = '', body64 = ''] =
    /^age-encryption\.org\/v1\n-> X25519 ([A-Za-z0-9+/]{43})\n([A-Za-z0-9+/]{43})\n--- [A-Za-z0-9+/]{43}\n$/.exec(
      text,
    ) ?? [];
  const share = Buffer.from(share64, 'base64');
  if (share.length !== 32) return null;
  for (const secret of secrets) {
    const shared = x25519(secret, share);
    if (shared === null) continue;
    const key = open(wrapKey(shared, share, x25519Public(secret)), ZERO, Buffer.from(body64, 'base64'));
    if (key === null || key.length !== FILE_KEY) continue;
    if (isFileKeyOf(header, key)) return key;
  }
  return null;
}
