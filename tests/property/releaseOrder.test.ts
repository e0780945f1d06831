/** In whatever order keys and shares come out, a sheet is open or void by what came out alone. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import * as day from '../../electron/rehearsal/day.ts';
import { does } from '../../electron/rehearsal/people.ts';
import type { Act, Bodies } from '../../shared/journal/acts.ts';
import { GENESIS } from '../../shared/journal/entry.ts';
import { evolve } from '../../shared/journal/fold.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { cheatingDeal, random } from '../attacks/cheatingDeal.ts';
import { rounds } from '../rounds.ts';
import { copyOf, crypto, MEMBERS, type Play, playTo, roundIn, seatOf, signed } from '../simulator/room.ts';

const THRESHOLD = 3;

/** What each dealer gives to a holder in the place of his share. */
const CHEATS: Readonly<
  Record<string, (share: Uint8Array, holder: string, all: readonly Uint8Array[]) => Uint8Array>
> = {
  E1: (share) => share,
  E2: (share, holder) => (holder === 'E5' ? share.with(31, share[31]! ^ 128) : share),
  E3: (_, __, all) => all[0]!,
  E4: (share, holder) => (holder === 'E1' ? share.with(32, 0) : share),
};

/** One thing that comes out: a member's own key, or his share of another's. */
interface Given {
  readonly act: Act;
  readonly of: string;
  readonly from: string;
}

describe('however releases arrive', () => {
  let play: Play;
  let given: readonly Given[];
  let honest: ReadonlyMap<string, string>;
  beforeAll(async () => {
    play = await playTo('scoring', 'release order');
    const { room } = play;
    for (const who of MEMBERS) {
      const key = random(room, 32);
      seatOf(room, who).keeper.secrets.keys.set(1, key);
      const dealt = who === 'E5' ? random(room, 32) : key;
      const deal = await cheatingDeal(room, who, dealt, { committed: key, alter: CHEATS[who] });
      does(room.world, seatOf(room, who), 'deal', deal);
    }
    await day.exchangeKeys(room);
    day.scoreAll(room);
    given = MEMBERS.flatMap((from) => releasesOf(room, from));
    honest = new Map(
      MEMBERS.map((of) => [of, valuesOf(folded(given.filter((g) => g.from === of && g.of === of)), of)]),
    );
  });

  function releasesOf(room: day.Room, from: string): Given[] {
    const seat = seatOf(room, from);
    const act = (body: Bodies['release']) => signed(room, seat, 'release', body) as Act;
    return seat.keeper.releases(day.state(room)).flatMap(({ round, key, shares }) => [
      { act: act({ round, key, shares: [] }), of: from, from },
      ...shares.map((share) => ({
        act: act({ round, key: null, shares: [share] }),
        of: roundIn(room).deals.get(share.deal)!.dealer,
        from,
      })),
    ]);
  }

  function folded(acts: readonly Given[]): RoomState {
    const begun = copyOf(day.state(play.room));
    const first = begun.head.seq + 1;
    return acts.reduce(
      (state, { act }, i) => evolve(crypto, state, { act, at: act.at, prev: GENESIS, seq: first + i }),
      begun,
    );
  }

  const valuesOf = (state: RoomState, of: string): string =>
    JSON.stringify([...state.rounds[0]!.sheets.get(of)!.values]);

  /** By what came out, in no order. */
  function expected(out: readonly Given[], of: string): 'sealed' | 'void' | 'open' {
    const shares = out.filter((one) => one.of === of && one.from !== of).map(({ from }) => from);
    const unfit =
      of === 'E3' ||
      of === 'E5' ||
      (of === 'E2' && shares.includes('E5')) ||
      (of === 'E4' && shares.includes('E1'));
    if (shares.length >= THRESHOLD && unfit) return 'void';
    const key = out.some((one) => one.of === of && one.from === of);
    return key || shares.length >= THRESHOLD ? 'open' : 'sealed';
  }

  it('every sheet is sealed, open with the same scores, or void, by which of them have', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...given]), (out) => {
        const state = folded(out);
        expect(state.refused).toEqual(day.state(play.room).refused);
        for (const of of MEMBERS) {
          const sheet = state.rounds[0]!.sheets.get(of);
          const stands = sheet === undefined ? 'sealed' : sheet.by === 'void' ? 'void' : 'open';
          expect(stands, of).toBe(expected(out, of));
          if (stands === 'open') expect(valuesOf(state, of)).toBe(honest.get(of));
        }
      }),
      { numRuns: rounds(150, 5000) },
    );
  });
});
