/** An expert goes on at another seat: new session, the others' shares give the key back, and everybody deals to the new session. */

import { currentRound } from '../../shared/evaluation/committee.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { combineShares } from '../../shared/sheets/shares.ts';
import { openShare, sealShare } from '../sheets/dealing.ts';
import { exchangeKeys, present, type Room, state } from './day.ts';
import { does, enter } from './people.ts';

export async function moveSeat(room: Room, who: string): Promise<void> {
  const { crypto } = room.world;
  const seat = await enter(room.world, room.supervisor, who, '备用');
  room.seats.set(who, seat);
  const round = currentRound(state(room))!;
  const deal = [...round.deals.values()].findLast((d) => d.dealer === who)!;
  const shares: Uint8Array[] = [];
  for (const holder of present(room)) {
    const share = holder.keeper.secrets.shares.get(deal.act);
    if (share === undefined || shares.length === state(room).opening!.threshold) continue;
    const names = {
      room: state(room).room!,
      round: round.number,
      dealer: who,
      holder: holder.who,
      dealing: deal.body.dealing,
    };
    const file = await sealShare({ ...names, share }, seat.recipient);
    does(room.world, holder, 'return-share', { deal: deal.act, session: seat.author.session, file });
    const { digest } = deal.body.shares.find((s) => s.holder === holder.who)!;
    const opened = await openShare({ crypto, file, identity: seat.identity, expected: names, digest });
    if (opened.ok) shares.push(base64url.decode(opened.value));
  }
  seat.keeper.secrets.keys.set(round.number, combineShares(shares)!);
  await exchangeKeys(room);
}
