/** Dealers who cheat, holders who cheat, and keys that change under the scores. */
import { beforeAll, describe, expect, it } from 'vitest';
import * as day from '../../electron/rehearsal/day.ts';
import { does, enter } from '../../electron/rehearsal/people.ts';
import { openShare, sealShare } from '../../electron/sheets/dealing.ts';
import { movedSinceDealing, waitsForShare } from '../../shared/evaluation/moving.ts';
import { rankingOpen } from '../../shared/evaluation/outcome.ts';
import { dealReady, holdersFor } from '../../shared/evaluation/sheets.ts';
import type { Bodies } from '../../shared/journal/acts.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { shareDigest } from '../../shared/sheets/shares.ts';
import {
  attempt,
  commitmentTo,
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

describe('a holder’s seat', () => {
  let play: Play;
  let deal: Bodies['deal'];
  let dealAct: string;
  beforeAll(async () => {
    play = await playTo('scoring', 'holder');
    deal = await cheatingDeal(play.room, 'E1', random(play.room, 32));
    dealAct = does(play.room.world, seatOf(play.room, 'E1'), 'deal', deal);
  });
  const namesOf = (dealer: string, dealing = deal.dealing) => ({
    room: day.state(play.room).room!,
    round: 1,
    dealer,
    holder: 'E2',
    dealing,
  });
  const shareTo = (holder: string) => deal.shares.find((share) => share.holder === holder)!;
  const opened = async (file: string, expected: ReturnType<typeof namesOf>, digest: string) => {
    const { identity } = seatOf(play.room, 'E2');
    const result = await openShare({ crypto, file, identity, expected, digest });
    return result.ok ? null : result.refusals[0]!.code;
  };

  it('opens the share that was dealt to it', async () => {
    expect(await opened(shareTo('E2').file, namesOf('E1'), shareTo('E2').digest)).toBeNull();
  });

  it('refuses another’s share dealt on as one’s own: else it would be read back to the launderer', async () => {
    const { file, digest } = shareTo('E2');
    expect(await opened(file, namesOf('E3'), digest)).toBe('SHARE_LAUNDERED');
    expect(await opened(file, namesOf('E1', base64url.encode(random(play.room, 16))), digest)).toBe(
      'SHARE_LAUNDERED',
    );
    expect(await opened(file, { ...namesOf('E1'), round: 2 }, digest)).toBe('SHARE_LAUNDERED');
  });

  it('refuses a share that is not the one promised, one that it cannot open, and one that is no share', async () => {
    const share = base64url.encode(random(play.room, 33));
    const other = await sealShare({ ...namesOf('E1'), share }, seatOf(play.room, 'E2').recipient);
    expect(await opened(other, namesOf('E1'), shareTo('E2').digest)).toBe('SHARE_MISMATCH');
    expect(await opened(shareTo('E3').file, namesOf('E1'), shareTo('E3').digest)).toBe('SHARE_UNREADABLE');
    for (const odd of ['A', '', base64url.encode(random(play.room, 32)), `${share}AAAA`]) {
      const text = { ...namesOf('E1'), share: odd };
      const file = await sealShare(text, seatOf(play.room, 'E2').recipient);
      expect(await opened(file, namesOf('E1'), shareDigest(crypto, text)), odd).toBe('SHARE_UNREADABLE');
    }
  });

  it('says so in the journal, by code; the dealer may not score on such shares', async () => {
    const { room } = play;
    const laundered = {
      ...deal,
      shares: await Promise.all(
        holdersFor(day.state(room), 'E5').map(async ({ member, session }) => {
          const from = deal.shares.find((share) => share.holder === member) ?? deal.shares[0]!;
          return { ...from, holder: member, session: session.key };
        }),
      ),
      commitment: commitmentTo(room, 'E5', random(room, 32)),
    };
    does(room.world, seatOf(room, 'E5'), 'deal', laundered);
    const codes = await Promise.all(
      ['E2', 'E3', 'E4'].map(
        async (who) => (await seatOf(room, who).keeper.answers(day.state(room))).at(-1)!.body,
      ),
    );
    expect(codes).toEqual(Array(3).fill({ deal: expect.any(String), code: 'SHARE_LAUNDERED' }));
    expect(dealReady(day.state(room), roundIn(room), 'E5')).toBe(false);
  });

  it('is the only one to confirm its share: not the dealer, not the supervisor, not a session that it was not dealt to', async () => {
    const { room } = play;
    expect(verdictOn(room, 'E1', 'share-ok', { deal: dealAct })).toBe('NOT_HOLDER');
    expect(verdictOn(room, 'S1', 'share-ok', { deal: dealAct })).toBe('OFFICE');
    expect(verdictOn(room, 'E2', 'share-ok', { deal: 'ab'.repeat(32) })).toBe('DEAL_UNKNOWN');
    room.seats.set('E2', await enter(room.world, room.supervisor, 'E2', '6'));
    expect(verdictOn(room, 'E2', 'share-ok', { deal: dealAct })).toBe('NOT_HOLDER');
  });
});

describe('a dealer', () => {
  it('must deal to exactly the others’ present sessions, with the room’s threshold, in this round', async () => {
    const play = await playTo('scoring', 'deal form');
    const { room } = play;
    const deal = await cheatingDeal(room, 'E1', random(room, 32));
    expect(verdictOn(room, 'E1', 'deal', deal)).toBeNull();
    const codes = [
      { ...deal, threshold: 2 },
      { ...deal, shares: deal.shares.slice(0, 3) },
      { ...deal, shares: [...deal.shares].reverse() },
      {
        ...deal,
        shares: deal.shares.map((share) => ({ ...share, session: seatOf(room, 'E1').author.session })),
      },
      { ...deal, round: 2 },
    ].map((body) => verdictOn(room, 'E1', 'deal', body));
    expect(codes).toEqual(['DEAL_THRESHOLD', 'DEAL_HOLDERS', 'DEAL_HOLDERS', 'DEAL_HOLDERS', 'ROUND']);
  });

  it('who shares another key than the committed one and withholds that one: the sheet is void, nothing is ranked', async () => {
    const play = await playTo('scoring', 'cheating dealer');
    const { room } = play;
    const cheat = seatOf(room, 'E5');
    const committed = random(room, 32);
    cheat.keeper.secrets.keys.set(1, committed);
    does(room.world, cheat, 'deal', await cheatingDeal(room, 'E5', random(room, 32), { committed }));
    await day.exchangeKeys(room);
    day.scoreAll(room);
    cheat.keeper.secrets.keys.delete(1);
    day.releaseAll(room);
    expect(roundIn(room).sheets.get('E5')).toMatchObject({ by: 'void', values: new Map() });
    expect(roundIn(room).sheets.get('E1')).toMatchObject({ by: 'key' });
    day.proceed(room);
    expect(rankingOpen(day.state(room)).map(({ code }) => code)).toContain('SHEET_VOID');
    // Whoever has seen the others' scores cannot bring the sheet back by giving the key now.
    const key = base64url.encode(committed);
    attempt(room, 'E5', 'release', { round: 1, key, shares: [] });
    expect(roundIn(room).sheets.get('E5')).toMatchObject({ by: 'void' });
  });

  it('cannot change the key that scores stand under, nor go back to an earlier one', async () => {
    const play = await playTo('scoring', 'two keys');
    const { room } = play;
    const [first, second] = [random(room, 32), random(room, 32)];
    does(room.world, seatOf(room, 'E1'), 'deal', await cheatingDeal(room, 'E1', first));
    await day.exchangeKeys(room);
    does(room.world, seatOf(room, 'E1'), 'deal', await cheatingDeal(room, 'E1', second));
    // The first key was confirmed, the second is not: nobody could open what would be scored under it.
    expect(dealReady(day.state(room), roundIn(room), 'E1')).toBe(false);
    expect(verdictOn(room, 'E1', 'submit', { round: 1, cells: [] })).toBe('DEAL_PENDING');
    await day.exchangeKeys(room);
    seatOf(room, 'E1').keeper.secrets.keys.set(1, second);
    scoreAndSubmit(room, 'E1');
    expect(verdictOn(room, 'E1', 'deal', await cheatingDeal(room, 'E1', first))).toBe('DEAL_CHANGED');
    expect(verdictOn(room, 'E1', 'deal', await cheatingDeal(room, 'E1', random(room, 32)))).toBe(
      'DEAL_CHANGED',
    );
    expect(verdictOn(room, 'E1', 'deal', await cheatingDeal(room, 'E1', second))).toBeNull();
  });

  it('deals nothing once all have submitted: who has read the others’ scores cannot void his own sheet', async () => {
    const { room } = await playToScores('late deal', MEMBERS);
    const key = seatOf(room, 'E5').keeper.secrets.keys.get(1)!;
    const late = await cheatingDeal(room, 'E5', random(room, 32), { committed: key });
    expect(verdictOn(room, 'E5', 'deal', late)).toBe('DEAL_LATE');
    room.seats.set('E1', await enter(room.world, room.supervisor, 'E1', '6'));
    for (const seat of day.present(room)) expect(await seat.keeper.dealing(day.state(room))).toBeNull();
  });

  it('who moves before he scores deals another key: nobody has one to give back, and his old one is no longer his', async () => {
    const { room } = await playTo('scoring', 'moves early');
    await day.exchangeKeys(room);
    const left = seatOf(room, 'E5').author.session;
    room.seats.set('E5', await enter(room.world, room.supervisor, 'E5', '6'));
    const now = () => ({ state: day.state(room), round: roundIn(room) });
    expect(movedSinceDealing(now().state, 'E5')).toBeNull();
    expect(dealReady(now().state, now().round, 'E5')).toBe(false);
    await day.exchangeKeys(room);
    const dealt = [...now().round.deals.values()].filter((deal) => deal.dealer === 'E5');
    expect(dealt.map(({ session }) => session)).toEqual([left, seatOf(room, 'E5').author.session]);
    expect(dealt[1]!.body.commitment).not.toBe(dealt[0]!.body.commitment);
    expect(dealReady(now().state, now().round, 'E5')).toBe(true);
    day.scoreAll(room);
    day.releaseAll(room);
    expect(now().round.sheets.get('E5')!.values.size).toBe(now().round.due.length);
  });

  it('who moves with scores waits for each holder until that one has given his share back, and at each seat anew', async () => {
    const { room } = await playToScores('moves in the middle');
    day.scoreSheet(room, seatOf(room, 'E5'));
    const waiting = () => MEMBERS.filter((who) => waitsForShare(day.state(room), 'E5', who) !== null);
    const moves = async (label: string): Promise<void> =>
      void room.seats.set('E5', await enter(room.world, room.supervisor, 'E5', label));
    expect(waiting()).toEqual([]);
    const left = seatOf(room, 'E5').author.session;
    await moves('6');
    expect(waiting()).toEqual([...MEMBERS]);
    const { act } = [...roundIn(room).deals.values()].find(({ dealer }) => dealer === 'E5')!;
    const given = { deal: act, session: seatOf(room, 'E5').author.session, file: 'AA' };
    for (const session of [left, seatOf(room, 'E2').author.session])
      expect(verdictOn(room, 'E2', 'return-share', { ...given, session })).toBe('RETURN_TO');
    for (const who of ['E2', 'E3']) does(room.world, seatOf(room, who), 'return-share', given);
    expect(waiting()).toEqual(['E1', 'E4', 'E5']);
    await moves('7');
    expect(waiting()).toEqual([...MEMBERS]);
  });

  it('does not score on the word of holders who have left: their shares are gone with them', async () => {
    const { room } = await playToScores('holders leave');
    for (const who of ['E4', 'E5']) {
      const motion = day.carryMotion(room, seatOf(room, 'E1'), {
        kind: 'absence',
        member: who,
        reason: '离场',
      });
      await day.substitute(room, who, { kind: 'absence', motion });
    }
    expect(dealReady(day.state(room), roundIn(room), 'E1')).toBe(false);
    day.commit(room);
    day.read(room);
    day.review(room);
    day.proceed(room);
    day.proceed(room);
    await day.exchangeKeys(room);
    expect(dealReady(day.state(room), roundIn(room), 'E1')).toBe(true);
  });

  it('is not kept from dealing by a holder who signed in with an address that nothing can be sent to', async () => {
    const { room } = await playTo('scoring', 'bad recipient');
    const seat = seatOf(room, 'E5');
    const world = {
      ...room.world,
      newIdentity: async () => ({ identity: seat.identity, recipient: `age1${'q'.repeat(58)}` }),
    };
    room.seats.set('E5', await enter(world, room.supervisor, 'E5', '6'));
    await day.exchangeKeys(room);
    const deals = [...roundIn(room).deals.values()];
    expect(deals.filter((deal) => deal.dealer === 'E1').at(-1)!.complaints).toEqual(
      new Map([['E5', 'SHARE_UNREADABLE']]),
    );
    for (const who of ['E1', 'E2', 'E3', 'E4'])
      expect(dealReady(day.state(room), roundIn(room), who)).toBe(true);
  });
});
