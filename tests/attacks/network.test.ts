/** A plug in the room's network, and slips that are not one's own: what the host takes from a machine that anybody could have brought. */
import { afterEach, describe, expect, it } from 'vitest';
import { type RoomHost, roomHost } from '../../electron/host/roomHost.ts';
import * as day from '../../electron/rehearsal/day.ts';
import { memorySink } from '../../electron/rehearsal/simulation.ts';
import { activeSession } from '../../shared/evaluation/committee.ts';
import type { Act } from '../../shared/journal/acts.ts';
import { arrived, crypto, type Play, playTo, seatOf, send, signed } from '../simulator/room.ts';
import { type Link, overTheLink } from './overTheLink.ts';
import { REFUSED, signIn, stranger } from './strangers.ts';

let plugged: Link | undefined;
afterEach(() => plugged?.close());

function plugIn(play: Play, host?: RoomHost): Link {
  plugged = overTheLink(play, host);
  return plugged;
}

describe('over the network', () => {
  it('the centre alone (who knows every slip) signs in and can do nothing', async () => {
    const play = await playTo('reading', 'centre alone');
    const link = plugIn(play);
    const seat = await stranger(play, 'E5');
    expect(await link.send(signIn(play, seat))).toEqual({ appended: true, code: null });
    expect(await link.send(signed(play.room, seat, 'read', { documents: [] }))).toEqual(
      REFUSED('NOT_ADMITTED'),
    );
    expect(activeSession(day.state(play.room), 'E5')?.key).toBe(seatOf(play.room, 'E5').author.session);
  });

  it('nor does the centre become the supervisor by that slip: those work at the host, and nothing of theirs is taken over the network', async () => {
    const play = await playTo('reading', 'centre as supervisor');
    const { room } = play;
    const link = plugIn(play);
    const { head } = day.state(room);
    const seat = await stranger(play, 'S1');
    expect(await link.send(signIn(play, seat))).toEqual(REFUSED('NOT_FROM_SEAT'));
    expect(await link.send(signIn(play, await stranger(play, 'S2')))).toEqual(REFUSED('NOT_FROM_SEAT'));
    // Not by a session that has come in at the host either, whoever has its key.
    const own = seatOf(room, 'S1');
    expect(await link.send(signed(room, own, 'intervene', { about: 'x', reason: 'y' }))).toEqual(
      REFUSED('NOT_FROM_SEAT'),
    );
    const { hostKey } = room.world;
    const { hostSecret } = room.world as typeof room.world & { hostSecret: Uint8Array };
    const author = { ...own, secretKey: hostSecret, author: { ...own.author, session: hostKey } };
    const alarm = { kind: 'x', level: 3, about: 'x', text: 'x' } as const;
    expect(await link.send(signed(room, author, 'alarm', alarm))).toEqual(REFUSED('NOT_FROM_SEAT'));
    expect(day.state(room).head).toEqual(head);
    // At the host itself the same is taken: a supervisor whose machine was lost goes on by the slip.
    expect(send(room, signIn(play, seat))).toEqual({ appended: true, code: null });
    const resumed = day.state(room).sessions.get(seat.author.session)!;
    const lost = activeSession(day.state(room), 'S1')!;
    const closes = { session: lost.key, last: lost.last.seq };
    const admit = { signIn: resumed.signIn, session: resumed.key, seat: 'room', closes };
    expect(await link.send(signed(room, seat, 'admit', admit))).toEqual(REFUSED('NOT_FROM_SEAT'));
    expect(send(room, signed(room, seat, 'admit', admit))).toEqual({ appended: true, code: null });
  });

  it('nobody opens the room over the network, the first time either', async () => {
    const play = await arrived('opens from outside');
    const { hostSecret, pkg, clock } = play.room.world as Play['room']['world'] & { hostSecret: Uint8Array };
    const sink = memorySink(crypto);
    const now = () => clock.now();
    const host = roomHost({ crypto, pkg, sink, secretKey: hostSecret, now });
    const open = play.entries[0]!.act;
    expect(await plugIn(play, host).send(open)).toEqual(REFUSED('NOT_FROM_SEAT'));
    expect(sink.entries).toEqual([]);
    expect(host.receive(open).ok).toBe(true);
  });

  it('one slip does not fill the journal: a few sign-ins wait for admission, however fast they come, and no more', async () => {
    const play = await arrived('many sign-ins');
    const { room } = play;
    const link = plugIn(play);
    const before = day.state(room).sessions.size;
    const acts: Act[] = [];
    for (let n = 0; n < 20; n++) acts.push(signIn(play, await stranger(play, 'R1')));
    const said = await Promise.all(acts.map((act) => link.send(act)));
    expect(said.filter(({ appended }) => appended)).toHaveLength(8);
    expect(said.at(-1)).toEqual(REFUSED('SIGN_INS_WAITING'));
    expect(day.state(room).sessions.size).toBe(before + 8);
    // Who has not heard the answer gets it again; and other people's slips are not his.
    expect((await link.send(acts[0]!)).appended).toBe(true);
    expect((await link.send(signIn(play, await stranger(play, 'R2')))).appended).toBe(true);
  });
});
