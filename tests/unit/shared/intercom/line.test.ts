import { expect, it } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { askingSigned, signAsking } from '../../../../shared/intercom/asking.ts';
import { endedBy, isOpen, type Line } from '../../../../shared/intercom/line.ts';
import { base64url } from '../../../../shared/journal/encoding.ts';

const line = (by: Line['by'], state: Line['state']): Line => ({
  number: 1,
  session: 'A'.repeat(43),
  by,
  with: { kind: 'agency' },
  since: '2026-05-18T09:30:00+08:00',
  state,
  call: null,
  problem: null,
});

it('a ring is taken back by the side that rang, and declined by the other', () => {
  for (const by of ['seat', 'room'] as const) {
    expect(endedBy(line(by, 'ringing'), by, 'person')).toBe('withdrawn');
    expect(endedBy(line(by, 'ringing'), by === 'seat' ? 'room' : 'seat', 'person')).toBe('declined');
  }
});

it('what does not work has failed, and what is over stays as it was', () => {
  expect(endedBy(line('seat', 'accepted'), 'room', 'failed')).toBe('failed');
  expect(endedBy(line('seat', 'ringing'), 'seat', 'failed')).toBe('failed');
  for (const state of ['refused', 'declined', 'withdrawn', 'unanswered', 'failed', 'over'] as const) {
    expect(isOpen(line('seat', state))).toBe(false);
    expect(endedBy(line('seat', state), 'seat', 'failed')).toBe(state);
  }
});

it('a word about a line is good for its session, its room and itself alone', () => {
  const secret = new Uint8Array(32).fill(7);
  const session = base64url.encode(crypto.ed25519PublicKey(secret));
  const asked = { room: 'a'.repeat(64), session, asking: { do: 'accept', line: 3 } } as const;
  const sig = signAsking(crypto, secret, asked);
  expect(askingSigned(crypto, asked, sig)).toBe(true);
  expect(askingSigned(crypto, { ...asked, room: 'b'.repeat(64) }, sig)).toBe(false);
  expect(askingSigned(crypto, { ...asked, asking: { do: 'accept', line: 4 } }, sig)).toBe(false);
  const other = base64url.encode(crypto.ed25519PublicKey(new Uint8Array(32).fill(8)));
  expect(askingSigned(crypto, { ...asked, session: other }, sig)).toBe(false);
});
