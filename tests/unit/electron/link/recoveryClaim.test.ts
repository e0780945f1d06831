/** A seat gives its journal to a host only on a supervisor's word, for this package, this room and the TLS key at the other end. */
import { expect, test } from 'vitest';
import { claimHolds, signClaim } from '../../../../electron/link/recoveryClaim.ts';
import * as day from '../../../../electron/rehearsal/day.ts';
import { base64url } from '../../../../shared/journal/encoding.ts';
import { arrived, crypto } from '../../../simulator/room.ts';

const { room: played, slips } = await arrived('a claim');
const { pkg, chance } = played.world;
const room = day.state(played).room!;
const tls = 'ab'.repeat(32);
const said = {
  package: pkg.digest,
  room,
  supervisor: 'S1',
  host: base64url.encode(crypto.ed25519PublicKey(chance.bytes(32))),
  tls,
};
const claim = signClaim(crypto, slips.get('S1')!, said);
const found = { room, tls };

test('the supervisor’s own claim holds, for the room that the seat holds and the key that it sees', () => {
  expect(claimHolds(crypto, pkg, claim, found)).toBe(true);
  expect(claimHolds(crypto, pkg, claim, { ...found, room: 'cd'.repeat(32) })).toBe(false);
  expect(claimHolds(crypto, pkg, claim, { ...found, tls: 'cd'.repeat(32) })).toBe(false);
  const another = signClaim(crypto, slips.get('S1')!, { ...said, package: 'cd'.repeat(32) });
  expect(claimHolds(crypto, pkg, another, found)).toBe(false);
});

test('a claim under another key does not hold: another supervisor’s, an expert’s, a stranger’s', () => {
  for (const key of [slips.get('S2')!, slips.get('E1')!, chance.bytes(32)])
    expect(claimHolds(crypto, pkg, signClaim(crypto, key, said), found)).toBe(false);
  const second = { ...said, supervisor: 'S2' };
  expect(claimHolds(crypto, pkg, signClaim(crypto, slips.get('S2')!, second), found)).toBe(true);
});

test('an expert’s own claim, or one of somebody whom the package does not name, does not hold', () => {
  for (const [who, key] of [['E1', slips.get('E1')!] as const, ['S9', slips.get('S1')!] as const])
    expect(claimHolds(crypto, pkg, signClaim(crypto, key, { ...said, supervisor: who }), found)).toBe(false);
});

test('nothing in a signed claim can be exchanged', () => {
  const other = { package: 'cd'.repeat(32), host: base64url.encode(chance.bytes(32)) };
  for (const [part, value] of Object.entries(other))
    expect(claimHolds(crypto, pkg, { ...claim, [part]: value }, found)).toBe(false);
  const elsewhere = { ...claim, tls: 'cd'.repeat(32) };
  expect(claimHolds(crypto, pkg, elsewhere, { room, tls: elsewhere.tls })).toBe(false);
});
