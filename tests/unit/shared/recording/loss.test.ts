import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base64url } from '../../../../shared/journal/encoding.ts';
import type { RoomState } from '../../../../shared/journal/state.ts';
import { nobleCrypto as crypto } from '../../../../shared/ports/nobleCrypto.ts';
import { fault, hole } from '../../../../shared/recording/fault.ts';
import {
  isLost,
  type Lost,
  lossHolds,
  lostSessions,
  partsOf,
  type RecordingPart,
  signLoss,
} from '../../../../shared/recording/loss.ts';
import { TRACKS, type Track } from '../../../../shared/recording/track.ts';

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
const AT = '2026-05-18T19:00:00+08:00';
const iso = (minute: number): string => new Date(Date.parse(AT) + minute * 60_000).toISOString();
const part = (from: number, to: number, track: Track = 'camera'): RecordingPart => ({
  track,
  from: iso(from),
  to: iso(to),
});
const said = { session: seat, parts: [part(0, 2)], reason: 'the disk broke', at: AT };
const loss = signLoss(crypto, state, { ...said, by: lead }, secrets.lead);

test('a loss is declared by an admitted supervisor of the closed room, over its last entry, and by nobody else', () => {
  expect(lossHolds(crypto, state, loss)).toBe(true);
  expect(lossHolds(crypto, state, signLoss(crypto, state, { ...said, by: seat }, secrets.seat))).toBe(false);
  expect(lossHolds(crypto, state, { ...loss, reason: 'no reason' })).toBe(false);
  expect(lossHolds(crypto, state, { ...loss, session: lead })).toBe(false);
  expect(lossHolds(crypto, state, { ...loss, parts: [part(0, 3)] })).toBe(false);
  expect(lossHolds(crypto, { ...state, head: { seq: 41, hash: 'ef'.repeat(32) } }, loss)).toBe(false);
  expect(lossHolds(crypto, { ...state, closed: null }, loss)).toBe(false);
});

test('nobody waits for the recording of a member whose seat the close says was out of reach', () => {
  const excused = { reason: 'the seat burned', declared: null };
  expect(lostSessions(state, [])).toEqual(new Map([[seat, [excused]]]));
  expect(isLost([excused], part(0, 240, 'screen'))).toBe(true);
  const declared = { by: lead, at: AT, parts: [part(0, 2)] };
  expect(lostSessions(state, [loss]).get(seat)).toEqual([excused, { reason: 'the disk broke', declared }]);
});

const parts = fc.array(
  fc
    .tuple(fc.constantFrom(...TRACKS), fc.nat(30), fc.integer({ min: -3, max: 9 }))
    .map(([track, from, length]) => part(from, from + length, track)),
  { minLength: 1, maxLength: 6 },
);
const declaring = (what: readonly RecordingPart[]): Lost => ({
  reason: 'the disk broke',
  declared: { by: lead, at: AT, parts: what },
});

test('what is declared for faults covers each of them, and not a minute that none of them names', () => {
  fc.assert(
    fc.property(parts, fc.constantFrom(...TRACKS), fc.nat(40), (named, track, minute) => {
      const faults = named.map((one) =>
        fault({ session: seat, segment: 1, ...one }, one, hole, false, 'may'),
      );
      const lost = [declaring(partsOf(faults))];
      for (const one of named) expect(isLost(lost, one)).toBe(true);
      const within = named.some(
        (one) => one.track === track && one.from <= iso(minute) && iso(minute + 1) <= one.to,
      );
      expect(isLost(lost, part(minute, minute + 1, track))).toBe(within);
    }),
  );
});

test('declarations that follow each other are one time, and what reaches beyond them is not lost', () => {
  const lost = [declaring([part(0, 2)]), declaring([part(2, 5)])];
  expect(isLost(lost, part(1, 4))).toBe(true);
  expect(isLost(lost, part(1, 6))).toBe(false);
  expect(isLost(lost, part(1, 4, 'screen'))).toBe(false);
  expect(isLost([], part(1, 4))).toBe(false);
});
