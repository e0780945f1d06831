/** What nobody's key signed, or a key that is none, gets nowhere. */
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { describe, expect, it } from 'vitest';
import * as day from '../../electron/rehearsal/day.ts';
import { base64url, hex } from '../../shared/journal/encoding.ts';
import { soundSignature } from '../../shared/ports/ed25519Strict.ts';
import { nobleCrypto } from '../../shared/ports/nobleCrypto.ts';
import { arrived, crypto, playTo, seatOf, send, signed } from '../simulator/room.ts';

const PORTS = [
  ['native', crypto],
  ['noble', nobleCrypto],
] as const;

/** The encodings of the eight points whose order divides 8, canonical or not. */
const SMALL_ORDER = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0100000000000000000000000000000000000000000000000000000000000080',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
].map(hex.decode);

/** Every encoding whose y is not below 2^255 - 19: a point's second one, or none. */
const NOT_CANONICAL = Array.from({ length: 38 }, (_, n) => {
  const encoded = new Uint8Array(32).fill(0xff);
  encoded[0] = 0xed + (n >> 1);
  encoded[31] = n % 2 === 0 ? 0x7f : 0xff;
  return encoded;
});

/** The neutral point, encoded a second time: y = 1 + (2^255 - 19). */
const NEUTRAL_AGAIN = NOT_CANONICAL[2]!;

const bytesOf = (number: bigint): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, i) => Number((number >> BigInt(8 * i)) & 255n));
const numberOf = (bytes: Uint8Array): bigint =>
  bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

/** R the neutral point, S zero: with a small-order key it fits every message for OpenSSL 3.0, and none for 3.5: two verifiers would differ. */
const UNIVERSAL = new Uint8Array(64);
UNIVERSAL[0] = 1;

const messages = Array.from({ length: 16 }, (_, n) => new TextEncoder().encode(`message ${n}`));

describe('signatures', () => {
  it.each(PORTS)('a small-order key verifies nothing (%s)', (_, port) => {
    for (const key of SMALL_ORDER)
      for (const r of SMALL_ORDER)
        for (const message of messages) {
          const signature = new Uint8Array(64);
          signature.set(r);
          expect(port.ed25519Verify(key, message, signature)).toBe(false);
        }
  });

  it.each(PORTS)('a signature with S at or above the group order is refused (%s)', (_, port) => {
    const secret = crypto.sha256(messages[0]!);
    const signature = crypto.ed25519Sign(secret, messages[0]!);
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const other = Uint8Array.from(signature);
    other.set(bytesOf(numberOf(signature.subarray(32)) + order), 32);
    expect(port.ed25519Verify(crypto.ed25519PublicKey(secret), messages[0]!, signature)).toBe(true);
    expect(port.ed25519Verify(crypto.ed25519PublicKey(secret), messages[0]!, other)).toBe(false);
  });

  it.each(PORTS)('a key that is not the one encoding of its point verifies nothing (%s)', (_, port) => {
    for (const [n, message] of messages.entries()) {
      const secret = crypto.sha256(message);
      const signature = crypto.ed25519Sign(secret, message);
      for (const key of NOT_CANONICAL) {
        expect(soundSignature(key, signature)).toBe(false);
        expect(port.ed25519Verify(key, message, signature)).toBe(false);
      }
      // Under the neutral point's second encoding R = [S]B fits every message.
      const { Point } = ed25519;
      const fits = Uint8Array.from([
        ...Point.BASE.multiply(BigInt(n + 2)).toBytes(),
        ...bytesOf(BigInt(n + 2)),
      ]);
      expect(port.ed25519Verify(NEUTRAL_AGAIN, message, fits)).toBe(false);
    }
  });

  it.each(PORTS)(
    'a signature whose R is not the one encoding of its point is refused, though the equation holds (%s)',
    (_, port) => {
      for (const message of messages) {
        const secret = crypto.sha256(message);
        const key = crypto.ed25519PublicKey(secret);
        const honest = crypto.ed25519Sign(secret, message);
        for (const r of NOT_CANONICAL) {
          const altered = Uint8Array.from([...r, ...honest.subarray(32)]);
          expect(soundSignature(key, altered)).toBe(false);
          expect(port.ed25519Verify(key, message, altered)).toBe(false);
        }
        // With R the neutral point S = k a: whoever has the key can make it, and who compares points would take it.
        const k =
          numberOf(sha512(Uint8Array.from([...NEUTRAL_AGAIN, ...key, ...message]))) % ed25519.Point.Fn.ORDER;
        const { scalar } = ed25519.utils.getExtendedPublicKey(secret);
        const s = bytesOf((k * scalar) % ed25519.Point.Fn.ORDER);
        expect(port.ed25519Verify(key, message, Uint8Array.from([...NEUTRAL_AGAIN, ...s]))).toBe(false);
      }
    },
  );

  it('a session whose key is of small order does not sign in', async () => {
    const { room } = await arrived('small order');
    const seat = seatOf(room, 'E1');
    const key = base64url.encode(SMALL_ORDER[0]!);
    const author = { ...seat, author: { ...seat.author, session: key } };
    const act = signed(room, author, 'sign-in', {
      who: 'E1',
      recipient: seat.recipient,
      tls: room.world.tls,
      slip: base64url.encode(UNIVERSAL),
    });
    expect(send(room, { ...act, sig: base64url.encode(UNIVERSAL) })).toEqual({
      appended: false,
      code: 'SIGNATURE',
    });
  });

  it('an act whose signature is broken, or made over another body, is not appended', async () => {
    const { room } = await playTo('reading', 'broken signature');
    const before = day.state(room).head;
    const act = signed(room, seatOf(room, 'E1'), 'read', { documents: ['tender'] });
    const flipped = Uint8Array.from(base64url.decode(act.sig));
    flipped[5]! ^= 1;
    for (const forged of [
      { ...act, sig: base64url.encode(flipped) },
      { ...act, body: { documents: ['another'] } },
      { ...act, at: '2026-05-18T09:00:00Z' },
    ])
      expect(send(room, forged)).toEqual({ appended: false, code: 'SIGNATURE' });
    expect(day.state(room).head).toEqual(before);
    expect(send(room, act)).toEqual({ appended: true, code: null });
  });

  it('an act signed by another expert’s key is not appended', async () => {
    const { room } = await playTo('reading', 'other key');
    const thief = { ...seatOf(room, 'E1'), secretKey: seatOf(room, 'E2').secretKey };
    expect(send(room, signed(room, thief, 'read', { documents: [] }))).toEqual({
      appended: false,
      code: 'SIGNATURE',
    });
  });
});
