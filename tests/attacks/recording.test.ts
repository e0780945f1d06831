/** Keys of screens that come out too early, keys that are used after they came out, and chains that are told another way afterwards. */
import { describe, expect, it } from 'vitest';
import * as day from '../../electron/rehearsal/day.ts';
import type { Bodies } from '../../shared/journal/acts.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { attempt, playTo, playToScores, seatOf, verdictOn } from '../simulator/room.ts';

const KEY = base64url.encode(new Uint8Array(32).fill(9));
const AT = '2026-05-18T10:00:00+08:00';
const head = (pieces: number, digit: string, segment = 1): Bodies['recording-head'] => ({
  track: 'screen',
  segment,
  pieces,
  head: digit.repeat(64),
  from: AT,
  to: AT,
});

describe('the key of a recorded screen', () => {
  it('is not told before the room has an outcome, whatever round it is of', async () => {
    const { room } = await playToScores('screen, early', ['E1']);
    const sheetKey = base64url.encode(seatOf(room, 'E1').keeper.secrets.keys.get(1)!);
    for (const body of [
      { round: 1, key: sheetKey },
      { round: 2, key: KEY },
    ])
      expect(attempt(room, 'E1', 'screen-key', body)).toEqual({ appended: true, code: 'SCREEN_KEY_EARLY' });
    expect(day.state(room).screenKeys).toEqual([]);
  });

  it('is told once there is an outcome, by members alone', async () => {
    const { room } = await playTo('consolidation', 'screen, told');
    day.conclude(room);
    expect(verdictOn(room, 'S1', 'screen-key', { round: 2, key: KEY })).toBe('OFFICE');
    expect(attempt(room, 'E1', 'screen-key', { round: 2, key: KEY })).toEqual({ appended: true, code: null });
    expect(day.state(room).screenKeys).toMatchObject([{ who: 'E1', round: 2, key: KEY }]);
  });

  it('that was told is not dealt any more, by a seat or by whoever alters one', async () => {
    const { room } = await playTo('scoring', 'screen, dealt');
    const { keeper, author } = seatOf(room, 'E1');
    const deal = (await keeper.dealing(day.state(room)))!;
    const key = base64url.encode(keeper.secrets.keys.get(1)!);
    day.state(room).screenKeys.push({ session: author.session, who: 'E1', round: 1, key });
    expect(verdictOn(room, 'E1', 'deal', deal)).toBe('DEAL_TOLD');
    const fresh = (await keeper.dealing(day.state(room)))!;
    expect(fresh.commitment).not.toBe(deal.commitment);
    expect(verdictOn(room, 'E1', 'deal', fresh)).toBeNull();
  });
});

describe('the chain of a segment', () => {
  it('is not told shorter, or otherwise, than it was', async () => {
    const { room } = await playTo('reading', 'heads');
    expect(attempt(room, 'E1', 'recording-head', head(10, 'a')).code).toBeNull();
    for (const other of [head(9, 'b'), head(10, 'b')])
      expect(attempt(room, 'E1', 'recording-head', other).code).toBe('RECORDING_ORDER');
    expect(attempt(room, 'E1', 'recording-head', head(12, 'c')).code).toBeNull();
  });

  it('goes on beside that of the segment that follows, and of another seat', async () => {
    const { room } = await playTo('reading', 'overlap');
    expect(attempt(room, 'E1', 'recording-head', head(10, 'a')).code).toBeNull();
    expect(attempt(room, 'E1', 'recording-head', head(1, 'b', 2)).code).toBeNull();
    expect(attempt(room, 'E1', 'recording-head', head(11, 'c')).code).toBeNull();
    expect(attempt(room, 'E2', 'recording-head', head(2, 'd')).code).toBeNull();
    expect(day.state(room).segments.size).toBe(3);
  });
});
