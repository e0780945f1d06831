/** What is given out when the gate is open: keys and shares that do not fit, and dealers whose shares do not fit together. */
import { describe, expect, it } from 'vitest';
import * as day from '../../electron/rehearsal/day.ts';
import { does } from '../../electron/rehearsal/people.ts';
import { rankingDigest, rankingOpen } from '../../shared/evaluation/outcome.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { entryLine } from '../../shared/journal/entry.ts';
import { plainWords } from '../../shared/record/plainWords.ts';
import { replay } from '../../shared/verdict/replay.ts';
import {
  attempt,
  copyOf,
  crypto,
  MEMBERS,
  type Play,
  playTo,
  playToScores,
  roundIn,
  scoreAndSubmit,
  seatOf,
  verdictOn,
} from '../simulator/room.ts';
import { cheatingDeal, random } from './cheatingDeal.ts';

describe('release', () => {
  it('of a key that breaks its commitment is refused, and named', async () => {
    const { room } = await playToScores('wrong key', MEMBERS);
    const key = base64url.encode(random(room, 32));
    const outcome = attempt(room, 'E2', 'release', { round: 1, key, shares: [] });
    expect(outcome).toEqual({ appended: true, code: 'KEY_MISMATCH' });
    expect(day.state(room).refused.at(-1)!.refusal.en).toContain('E2');
    expect(roundIn(room).sheets.size).toBe(0);
  });

  it('of a share whose digest does not match, of another’s share, or of one’s own dealing is refused, and named', async () => {
    const { room } = await playToScores('wrong share', MEMBERS);
    const [good] = seatOf(room, 'E2').keeper.releases(day.state(room));
    const [first, second] = good!.shares;
    const wrong = [
      { deal: first!.deal, share: base64url.encode(random(room, 33)) },
      { deal: first!.deal, share: second!.share },
      {
        deal: [...roundIn(room).deals.values()].find(({ dealer }) => dealer === 'E2')!.act,
        share: first!.share,
      },
    ].map((share) => verdictOn(room, 'E2', 'release', { round: 1, key: null, shares: [share] }));
    expect(wrong).toEqual(['SHARE_MISMATCH', 'SHARE_MISMATCH', 'NOT_HOLDER']);
    expect(verdictOn(room, 'E2', 'release', good!)).toBeNull();
  });

  it('of a share of another round is refused: each round is let out by its own gate', async () => {
    const { room } = await playToScores('other round', MEMBERS);
    const first = seatOf(room, 'E2').keeper.releases(day.state(room))[0]!.shares[0]!;
    day.releaseAll(room);
    day.proceed(room);
    const back = does(room.world, seatOf(room, 'E1'), 'back', { to: 'scoring', reason: '重新评分' });
    does(room.world, room.supervisor, 'witness', { act: back });
    await day.exchangeKeys(room);
    for (const who of MEMBERS) scoreAndSubmit(room, who);
    expect(roundIn(room).number).toBe(2);
    const own = seatOf(room, 'E2')
      .keeper.releases(day.state(room))
      .find(({ round }) => round === 2)!;
    expect(verdictOn(room, 'E2', 'release', { ...own, shares: [...own.shares, first] })).toBe('SHARE_ROUND');
    expect(verdictOn(room, 'E2', 'release', own)).toBeNull();
  });

  it('t-1 seats’ shares cannot open a sheet, t can', async () => {
    const { room } = await playToScores('t of n', MEMBERS);
    const [dead, ...others] = [seatOf(room, 'E1'), ...MEMBERS.slice(1).map((who) => seatOf(room, who))];
    for (const [n, seat] of others.entries()) {
      expect(roundIn(room).sheets.has(dead!.who), `${n} seats`).toBe(n >= 3);
      day.releaseFrom(room, seat);
    }
    expect(roundIn(room).sheets.get('E1')).toMatchObject({ by: 'shares' });
    const before = copyOf(day.state(room)).rounds[0]!.sheets.get('E1');
    day.releaseFrom(room, dead!);
    expect(roundIn(room).sheets.get('E1')).toEqual(before);
  });
});

describe('a dealer whose shares do not all give the committed key', () => {
  /** To where all have submitted: E5 has dealt on his commitment as he liked, and E1's share alone is off the others' polynomial, or all are. */
  async function cheated(seed: string, off: 'one' | 'all', minds?: Partial<day.Minds>): Promise<Play> {
    const play = await playTo('scoring', seed, undefined, minds);
    const { room } = play;
    const key = random(room, 32);
    seatOf(room, 'E5').keeper.secrets.keys.set(1, key);
    const dealt = off === 'all' ? random(room, 32) : key;
    const alter = (share: Uint8Array, holder: string) =>
      off === 'one' && holder === 'E1' ? share.with(0, share[0]! ^ 1) : share;
    const deal = await cheatingDeal(room, 'E5', dealt, { committed: key, alter });
    does(room.world, seatOf(room, 'E5'), 'deal', deal);
    await day.exchangeKeys(room);
    day.scoreAll(room);
    return play;
  }
  const release = (room: day.Room, ...members: readonly string[]): void => {
    for (const who of members) day.releaseFrom(room, seatOf(room, who));
  };
  const openedBy = (room: day.Room) => roundIn(room).sheets.get('E5')?.by;

  it.each(['one', 'all'] as const)(
    'has a void sheet wherever the host puts his own key (%s off)',
    async (off) => {
      for (const order of [
        ['E5', 'E1', 'E2', 'E3', 'E4'],
        ['E1', 'E2', 'E3', 'E4', 'E5'],
        ['E2', 'E3', 'E5', 'E4', 'E1'],
      ]) {
        const { room } = await cheated(`${off} ${order}`, off);
        release(room, ...order);
        expect(openedBy(room), `${order}`).toBe('void');
        expect(roundIn(room).sheets.get('E5')!.values.size).toBe(0);
        day.proceed(room);
        expect(rankingOpen(day.state(room)).map(({ code }) => code)).toEqual(['SHEET_VOID']);
      }
    },
  );

  it('loses a sheet that was open, and the tie that was settled with it; the record says why, and the verifier agrees', async () => {
    const { room, entries } = await cheated('open until then', 'one', { scores: () => '20' });
    release(room, 'E5', 'E2', 'E3', 'E4');
    expect(openedBy(room)).toBe('key');
    day.proceed(room);
    day.settle(room);
    expect(day.state(room).settled).toEqual(['B1']);
    release(room, 'E1');
    expect(openedBy(room)).toBe('void');
    expect(day.state(room).settled).toBeNull();
    const { zh, en } = plainWords(day.state(room), entries.at(-1)!);
    expect(zh).toContain('专家E5分发的密钥份额与其承诺的评分密钥不符，该评分表无效');
    expect(en).toContain('the shares that 专家E5 dealt are not of the committed key');
    const replayed = replay(crypto, room.world.pkg, entries.map(entryLine));
    expect(replayed.state.rounds[0]!.sheets).toEqual(roundIn(room).sheets);
    const body = { kind: 'ranked', reason: '', ranking: 'ab'.repeat(32), matters: '' } as const;
    expect(verdictOn(room, 'E1', 'outcome', body)).toBe('SHEET_VOID');
  });

  it('keeps it from the recorded outcome on: what was concluded stays what the journal gives', async () => {
    const { room } = await cheated('late share', 'one');
    release(room, 'E5', 'E2', 'E3', 'E4');
    day.proceed(room);
    day.conclude(room);
    const before = copyOf(day.state(room));
    release(room, 'E1');
    const dealt = [...roundIn(room).deals.values()].find(({ dealer }) => dealer === 'E5')!;
    expect(dealt.released.size).toBe(4);
    expect(roundIn(room).sheets).toEqual(before.rounds[0]!.sheets);
    expect(rankingDigest(crypto, day.state(room))).toBe(before.outcome!.ranking);
  });
});
