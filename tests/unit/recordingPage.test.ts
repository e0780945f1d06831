/** A second reader of segments, written from the recording's format page alone: libraries, and nothing of this project's. */
import { createHash, hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { x25519 } from '@noble/curves/ed25519.js';
import { bech32 } from '@scure/base';
import { Decrypter } from 'age-encryption';
import { describe, expect, test } from 'vitest';

const vectors = JSON.parse(
  readFileSync(new URL('../../shared/recording/vectors.json', import.meta.url), 'utf8'),
);
const open = Buffer.from(vectors.open, 'base64');
const age = Buffer.from(vectors.age, 'base64');
const plaintext = Buffer.from(vectors.plaintext, 'base64');

const sha256 = (data: Uint8Array): Buffer => createHash('sha256').update(data).digest();
const hkdf = (secret: Uint8Array, salt: Uint8Array, info: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, salt, info, 32));
const none = new Uint8Array();

const lineEnd = open.indexOf(0x0a);
const line = JSON.parse(open.subarray(0, lineEnd).toString());
const headerEnd = open.indexOf('\n', open.indexOf('\n--- ') + 1) + 1;
const header = open.subarray(lineEnd + 1, headerEnd);
const secret = hkdf(Buffer.from(vectors.sheetKey, 'base64url'), none, 'screen');

function fileKey(): Uint8Array {
  const [, stanza = '', body = ''] = header.toString().split('\n');
  const share = Buffer.from(stanza.split(' ')[2]!, 'base64');
  const salt = Buffer.concat([share, x25519.getPublicKey(secret)]);
  const wrap = hkdf(x25519.getSharedSecret(secret, share), salt, 'age-encryption.org/v1/X25519');
  return chacha20poly1305(wrap, new Uint8Array(12)).decrypt(Buffer.from(body, 'base64'));
}

/** The records of the open file, as they stand there. */
function records(): Buffer[] {
  const found: Buffer[] = [];
  for (let from = headerEnd; from < open.length; ) {
    const end = from + 20 + open.readUInt32BE(from) + 16;
    found.push(open.subarray(from, end));
    from = end;
  }
  return found;
}

function chain(over: readonly Uint8Array[]): string[] {
  const { from, mime, room, segment, session, track } = line;
  const named = { from, header: sha256(header).toString('hex'), mime, room, segment, session, track };
  let head = sha256(Buffer.from(`sealroom/recording/1\n${JSON.stringify(named)}`));
  return over.map((record) => {
    head = sha256(Buffer.concat([head, sha256(record)]));
    return head.toString('hex');
  });
}

const nonce = (number: number): Uint8Array => {
  const bytes = Buffer.alloc(12);
  bytes.writeBigUInt64BE(BigInt(number), 4);
  return bytes;
};

describe('the recording’s page', () => {
  test('gives a screen’s identity from the sheet key', () => {
    expect(bech32.encode('age-secret-key-', bech32.toWords(secret), false).toUpperCase()).toBe(
      vectors.identity,
    );
  });

  test('gives the chain and the pieces of an open file', () => {
    expect(chain(records())).toEqual(vectors.heads);
    const key = hkdf(fileKey(), none, 'sealroom/piece/1');
    const pieces = records().map((record, i) =>
      chacha20poly1305(key, nonce(i + 1), record.subarray(0, 20)).decrypt(record.subarray(20)),
    );
    expect(Buffer.concat(pieces).equals(plaintext)).toBe(true);
  });

  test('gives the same chain from the closed file and the manifest’s row', async () => {
    const decrypter = new Decrypter();
    decrypter.addIdentity(vectors.identity);
    const whole = await decrypter.decrypt(age);
    expect(Buffer.from(whole).equals(plaintext)).toBe(true);
    expect(age.subarray(0, header.length).equals(header)).toBe(true);
    const key = hkdf(fileKey(), none, 'sealroom/piece/1');
    let from = 0;
    const again = vectors.row.pieces.map(([length, at, mono]: [number, number, number], i: number) => {
      const head = Buffer.alloc(20);
      head.writeUInt32BE(length, 0);
      head.writeBigUInt64BE(BigInt(at), 4);
      head.writeBigUInt64BE(BigInt(mono), 12);
      const piece = whole.subarray(from, from + length);
      from += length;
      return Buffer.concat([head, chacha20poly1305(key, nonce(i + 1), head).encrypt(piece)]);
    });
    expect(chain(again)).toEqual(vectors.heads);
    expect(vectors.row).toMatchObject({
      bytes: age.length,
      sha256: sha256(age).toString('hex'),
      head: vectors.heads.at(-1),
    });
  });
});
