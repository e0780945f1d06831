/**
 * PROTOCOL, "Scores": 24 random bytes of nonce. Two cells under one key and one nonce would give their difference away, so none comes twice: not in a
 * day with its corrections, nor at a seat that was killed and goes on with the key that it had kept.
 */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import * as day from '../../electron/rehearsal/day.ts';
import { sheetKeeper } from '../../electron/seat/sheetKeeper.ts';
import type { UnsignedAct } from '../../shared/journal/acts.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { crypto, playToScores, roundIn, seatOf } from '../simulator/room.ts';

/** Starts of a seat, and scores after each. */
const [STARTS, SCORES] = [20, 200];

const { room, entries } = await playToScores('nonces');

test('every score of the day has its own, of 24 bytes, a corrected one too', () => {
  for (let i = 0; i < 3; i++) for (const seat of day.present(room)) day.scoreSheet(room, seat);
  const nonces = entries.flatMap(({ act }) => (act.type === 'score' ? [act.body.nonce] : []));
  expect(nonces.length).toBeGreaterThan(3 * day.present(room).length);
  expect(new Set(nonces).size).toBe(nonces.length);
  for (const nonce of nonces) expect(base64url.decode(nonce)).toHaveLength(24);
});

test('a seat that starts again under the same sheet key repeats none, though it writes the same score again', () => {
  const seat = seatOf(room, 'E1');
  const { session } = seat.author;
  const { number } = roundIn(room);
  const body = { round: number, bid: 'B1', item: 'T1', nonce: '', cipher: '' };
  const draft: UnsignedAct<'score'> = seat.author.draft(
    day.state(room).room,
    day.state(room).head,
    'score',
    body,
  );
  const cell = { score: '20', remark: '', place: null };
  const made = Array.from({ length: STARTS }, () => {
    const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
    const { identity, keeper } = seat;
    const again = sheetKeeper({ crypto, random, who: 'E1', session, identity, secrets: keeper.secrets });
    return Array.from({ length: SCORES }, () => again.sealScore(draft, cell).body);
  }).flat();
  for (const part of ['nonce', 'cipher'] as const)
    expect(new Set(made.map((one) => one[part])).size).toBe(STARTS * SCORES);
});
