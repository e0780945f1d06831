import { expect, test } from 'vitest';
import { base64url } from '../../../../shared/journal/encoding.ts';
import type { RoomState } from '../../../../shared/journal/state.ts';
import { nobleCrypto as crypto } from '../../../../shared/ports/nobleCrypto.ts';
import { lossHolds, lostSessions, signLoss } from '../../../../shared/recording/loss.ts';

const secrets = { lead: new Uint8Array(32).fill(1), seat: new Uint8Array(32).fill(2) };
const keyOf = (secret: Uint8Array): string => base64url.encode(crypto.ed25519PublicKey(secret));
const [lead, seat] = [keyOf(secrets.lead), keyOf(secrets.seat)];
const state = {
  room: 'ab'.repeat(32),
  head: { seq: 40, hash: 'cd'.repeat(32) },
  closed: { excused: [{ who: 'E2', reason: 'the seat burned' }] },
  sessions: new Map([
    [lead, { key: lead, who: 'S1', role: 'supervisor', admitted: 2, closed: null }],
    [seat, { key: seat, who: 'E2', role: 'member', admitted: 4, closed: null }],
  ]),
} as unknown as RoomState;
const said = { session: seat, reason: 'the disk broke', at: '2026-05-18T19:00:00+08:00' };
const loss = signLoss(crypto, state, { ...said, by: lead }, secrets.lead);

test('a loss is declared by an admitted supervisor of the closed room, over its last entry, and by nobody else', () => {
  expect(lossHolds(crypto, state, loss)).toBe(true);
  expect(lossHolds(crypto, state, signLoss(crypto, state, { ...said, by: seat }, secrets.seat))).toBe(false);
  expect(lossHolds(crypto, state, { ...loss, reason: 'no reason' })).toBe(false);
  expect(lossHolds(crypto, state, { ...loss, session: lead })).toBe(false);
  expect(lossHolds(crypto, { ...state, head: { seq: 41, hash: 'ef'.repeat(32) } }, loss)).toBe(false);
  expect(lossHolds(crypto, { ...state, closed: null }, loss)).toBe(false);
});

test('nobody waits for the recording of a member whose seat the close says was out of reach', () => {
  expect(lostSessions(state, [])).toEqual(new Map([[seat, 'the seat burned']]));
  expect(lostSessions(state, [loss]).get(seat)).toBe('the disk broke');
});
