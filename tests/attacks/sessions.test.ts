/** Who is an expert: nobody by the centre's word alone, nobody by the supervisor's alone, and nobody twice. */
import { describe, expect, it } from 'vitest';
import * as day from '../../electron/rehearsal/day.ts';
import { enter } from '../../electron/rehearsal/people.ts';
import { sessionAuthor } from '../../electron/session/sessionAuthor.ts';
import { activeSession } from '../../shared/evaluation/committee.ts';
import { GENESIS } from '../../shared/journal/entry.ts';
import { arrived, attempt, crypto, playTo, seatOf, send, signed, verdictOn } from '../simulator/room.ts';
import { REFUSED, signIn, stranger } from './strangers.ts';

describe('signing in', () => {
  it('with the wrong slip, or a slip’s signature over other keys, is refused', async () => {
    const play = await arrived('wrong slip');
    const seat = await stranger(play, 'E5');
    const other = await stranger(play, 'E5');
    expect(send(play.room, signIn(play, seat, { slip: 'E4' }))).toEqual(REFUSED('SLIP'));
    for (const said of [
      { session: other.author.session },
      { recipient: other.recipient },
      { room: GENESIS },
      { room: null },
      { package: GENESIS },
      { who: 'E4' },
      { tls: GENESIS },
    ])
      expect(send(play.room, signIn(play, seat, { said })), JSON.stringify(said)).toEqual(REFUSED('SLIP'));
    expect(send(play.room, signIn(play, seat))).toEqual({ appended: true, code: null });
  });

  it('over another TLS key than the room’s is refused: somebody sits between seat and host', async () => {
    const play = await arrived('other tls');
    const seat = await stranger(play, 'E5');
    expect(send(play.room, signIn(play, seat, { tls: 'ab'.repeat(32) }))).toEqual(REFUSED('SIGN_IN_TLS'));
  });

  it('twice with the same act is refused, before the admission and after', async () => {
    const play = await arrived('signed in twice');
    const act = signIn(play, await stranger(play, 'R1'));
    send(play.room, act);
    expect(send(play.room, act)).toEqual(REFUSED('REPLAYED'));
    const first = play.entries.find((entry) => entry.act.type === 'sign-in')!;
    expect(send(play.room, first.act)).toEqual(REFUSED('REPLAYED'));
  });

  it('as somebody else from a session that has been admitted is refused', async () => {
    const play = await arrived('changes person');
    const seat = { ...seatOf(play.room, 'E1'), who: 'E2' };
    expect(send(play.room, signIn(play, seat))).toEqual(REFUSED('REPLAYED'));
  });
});

describe('a session counts only with slip and admission', () => {
  it('a supervisor’s slip alone admits nobody: not an expert, and not a supervisor who has not been in the room', async () => {
    const play = await arrived('second supervisor');
    const { room } = play;
    const seat = await stranger(play, 'S2');
    send(room, signIn(play, seat));
    const own = day.state(room).sessions.get(seat.author.session)!;
    const admit = { signIn: own.signIn, session: own.key, seat: '1' };
    expect(send(room, signed(room, seat, 'admit', admit)).code).toBe('NOT_ADMITTED');
    const expert = await stranger(play, 'R1');
    send(room, signIn(play, expert));
    const entering = day.state(room).sessions.get(expert.author.session)!;
    const body = { signIn: entering.signIn, session: entering.key, seat: '6' };
    expect(send(room, signed(room, seat, 'admit', body)).code).toBe('NOT_ADMITTED');
  });

  it('a supervisor whose seat was lost resumes by the slip, and the lost session is closed', async () => {
    const play = await arrived('supervisor resumes');
    const { room } = play;
    const seat = await stranger(play, 'S1');
    send(room, signIn(play, seat));
    const own = day.state(room).sessions.get(seat.author.session)!;
    const lost = activeSession(day.state(room), 'S1')!;
    const closes = { session: lost.key, last: lost.last.seq };
    const admit = { signIn: own.signIn, session: own.key, seat: '1', closes };
    expect(send(room, signed(room, seat, 'admit', admit))).toEqual({ appended: true, code: null });
    expect(send(room, signed(room, seatOf(room, 'S1'), 'intervene', { about: 'x', reason: 'y' }))).toEqual(
      REFUSED('SESSION_CLOSED'),
    );
  });

  it('the supervisor alone makes no expert: without a slip-signed sign-in there is nothing to admit', async () => {
    const play = await arrived('supervisor alone');
    const { room } = play;
    const seat = await stranger(play, 'R1');
    const body = { signIn: 'ab'.repeat(32), session: seat.author.session, seat: '6' };
    expect(verdictOn(room, 'S1', 'admit', body)).toBe('ADMIT_UNKNOWN');
    expect(send(room, signed(room, seat, 'read', { documents: [] }))).toEqual(REFUSED('SESSION_UNKNOWN'));
    send(room, signIn(play, seat));
    expect(verdictOn(room, 'S1', 'admit', body)).toBe('ADMIT_UNKNOWN');
  });

  it('an admission closes the older session of the same person, and says where', async () => {
    const play = await arrived('moves');
    const { room } = play;
    const old = seatOf(room, 'E5');
    const seat = await stranger(play, 'E5');
    send(room, signIn(play, seat));
    const { signIn: hash } = day.state(room).sessions.get(seat.author.session)!;
    const body = { signIn: hash, session: seat.author.session, seat: '6' };
    expect(verdictOn(room, 'S1', 'admit', body)).toBe('ADMIT_CLOSES');
    const closes = { session: old.author.session, last: 99 };
    expect(verdictOn(room, 'S1', 'admit', { ...body, closes })).toBe('ADMIT_CLOSES');
    expect(verdictOn(room, 'S1', 'admit', { ...body, closes: { ...closes, last: 1 } })).toBeNull();
  });

  it('an act of a closed session is not appended', async () => {
    const { room } = await playTo('reading', 'closed session');
    const old = seatOf(room, 'E5');
    room.seats.set('E5', await enter(room.world, room.supervisor, 'E5', '6'));
    expect(send(room, signed(room, old, 'read', { documents: [] }))).toEqual(REFUSED('SESSION_CLOSED'));
  });

  it('the owner’s delegate is admitted on a letter of authority only', async () => {
    const play = await arrived('letter');
    const seat = await stranger(play, 'E4');
    send(play.room, signIn(play, seat));
    const open = activeSession(day.state(play.room), 'E4')!;
    const { signIn: hash } = day.state(play.room).sessions.get(seat.author.session)!;
    const closes = { session: open.key, last: open.last.seq };
    const body = { signIn: hash, session: seat.author.session, seat: '4', closes };
    expect(verdictOn(play.room, 'S1', 'admit', body)).toBe('ADMIT_LETTER');
    expect(verdictOn(play.room, 'S1', 'admit', { ...body, letter: true })).toBeNull();
  });

  it('a removed member does not return to the room', async () => {
    const play = await playTo('review', 'removed');
    const { room } = play;
    const absence = { kind: 'absence', member: 'E5', reason: '离场' } as const;
    const motion = day.carryMotion(room, seatOf(room, 'E1'), absence);
    const before = await stranger(play, 'E5');
    send(room, signIn(play, before));
    // The sign-in is an act of the member's own hand: the vote has lapsed and is taken again.
    expect(
      verdictOn(room, 'S1', 'substitute', { out: 'E5', in: 'R1', ground: { kind: 'absence', motion } }),
    ).toBe('ABSENCE_LAPSED');
    await day.substitute(room, 'E5', {
      kind: 'absence',
      motion: day.carryMotion(room, seatOf(room, 'E1'), absence),
    });
    expect(send(room, signIn(play, await stranger(play, 'E5')))).toEqual(REFUSED('REPLACED'));
    const waiting = day.state(room).sessions.get(before.author.session)!;
    const body = { signIn: waiting.signIn, session: waiting.key, seat: '6' };
    expect(verdictOn(room, 'S1', 'admit', body)).toBe('REPLACED');
  });
});

describe('acts and their order', () => {
  it('an act of another room is not appended, though the same people sit there', async () => {
    const [one, other] = [await playTo('reading', 'room one'), await playTo('reading', 'room two')];
    const act = signed(other.room, seatOf(other.room, 'E1'), 'read', { documents: [] });
    expect(send(one.room, act)).toEqual(REFUSED('OTHER_ROOM'));
    const here = signed(one.room, seatOf(one.room, 'E1'), 'read', { documents: [] });
    expect(send(one.room, { ...here, room: act.room })).toEqual(REFUSED('OTHER_ROOM'));
  });

  it('a rerun of the same package is a different room', async () => {
    const { room } = await arrived('rerun');
    const open = { ...day.state(room).opening! };
    expect(open.nonce).toMatch(/^[\w-]{43}$/);
    expect(verdictOn(room, 'S1', 'open', { ...open, package: GENESIS })).toBe('OPEN_PACKAGE');
  });

  it('an act replayed is not appended', async () => {
    const { room, entries } = await playTo('review', 'replayed');
    const read = entries.find(({ act }) => act.type === 'read')!;
    expect(send(room, read.act)).toEqual(REFUSED('REPLAYED'));
  });

  it('an act that leaves one out of its session’s chain, or has another before it, is not appended', async () => {
    const { room } = await playTo('reading', 'order');
    const seat = seatOf(room, 'E1');
    const { session } = seat.author;
    const { last } = day.state(room).sessions.get(session)!;
    for (const from of [
      { seq: last.seq + 1, hash: last.hash },
      { seq: last.seq, hash: GENESIS },
    ]) {
      const author = sessionAuthor(crypto, session, seat.secretKey, room.world.clock, from);
      const { room: id, head } = day.state(room);
      expect(send(room, author.sign(author.draft(id, head, 'read', { documents: [] })))).toEqual(
        REFUSED('ACT_ORDER'),
      );
    }
  });

  it('an act that has seen an entry which the journal does not have is not appended', async () => {
    const { room } = await playTo('reading', 'unknown seen');
    const { head } = day.state(room);
    for (const seen of [
      { seq: head.seq, hash: 'ab'.repeat(32) },
      { seq: head.seq + 1, hash: head.hash },
      { seq: 0, hash: head.hash },
      { seq: head.seq, hash: GENESIS },
    ])
      expect(attempt(room, 'E1', 'read', { documents: [] }, { seen })).toEqual(REFUSED('SEEN_UNKNOWN'));
  });

  it('nothing is appended to a closed room', async () => {
    const { room } = await arrived('closed room');
    attempt(room, 'S1', 'close', { outcome: 'sealed-aborted', reason: '人数不足', excused: [] });
    expect(attempt(room, 'S1', 'intervene', { about: 'x', reason: 'y' })).toEqual(REFUSED('ROOM_CLOSED'));
  });
});
