/** Deals as a cheat would make them. */
import { split } from 'shamir-secret-sharing';
import * as day from '../../electron/rehearsal/day.ts';
import { sealShare } from '../../electron/sheets/dealing.ts';
import { holdersFor } from '../../shared/evaluation/sheets.ts';
import type { Bodies } from '../../shared/journal/acts.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { shareDigest } from '../../shared/sheets/shares.ts';
import { commitmentTo, crypto, roundIn } from '../simulator/room.ts';

const THRESHOLD = 3;

export const random = (room: day.Room, bytes: number): Uint8Array => room.world.chance.bytes(bytes);

/**
 * Shares of `dealt`, under the commitment to another key or to the same.
 * @param alter what a holder gets in the place of his share: like every other, it fits the digest that is given with it
 */
export async function cheatingDeal(
  room: day.Room,
  dealer: string,
  dealt: Uint8Array,
  {
    committed = dealt,
    alter = (share: Uint8Array, _holder: string, _all: readonly Uint8Array[]) => share,
  } = {},
): Promise<Bodies['deal']> {
  const dealing = base64url.encode(random(room, 16));
  const names = { room: day.state(room).room!, round: roundIn(room).number, dealer, dealing };
  const holders = holdersFor(day.state(room), dealer);
  const all = await split(Uint8Array.from(dealt), holders.length, THRESHOLD);
  const shares = await Promise.all(
    holders.map(async ({ member: holder, session }, i) => {
      const text = { ...names, holder, share: base64url.encode(alter(all[i]!, holder, all)) };
      const file = await sealShare(text, session.recipient!);
      return { holder, session: session.key, file, digest: shareDigest(crypto, text) };
    }),
  );
  const commitment = commitmentTo(room, dealer, committed);
  return { round: names.round, commitment, threshold: THRESHOLD, dealing, shares };
}
