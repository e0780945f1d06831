/** What nobody's key signed, or a key that is none, gets nowhere. */
import { describe, expect, it } from 'vitest';
import * as day from '../../electron/rehearsal/day.ts';
import { base64url, hex } from '../../shared/journal/encoding.ts';
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
].map(hex.decode);

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
    const s = [...signature.subarray(32)].reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n) + order;
    const other = Uint8Array.from(signature);
    for (let i = 0; i < 32; i++) other[32 + i] = Number((s >> BigInt(8 * i)) & 255n);
    expect(port.ed25519Verify(crypto.ed25519PublicKey(secret), messages[0]!, signature)).toBe(true);
    expect(port.ed25519Verify(crypto.ed25519PublicKey(secret), messages[0]!, other)).toBe(false);
  });

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
