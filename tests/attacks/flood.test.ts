/** An expert's machine that appends without end: what one session may put on everybody's disk has a bound, which the host cannot pass over. */
import { describe, expect, it } from 'vitest';
import { roomHost } from '../../electron/host/roomHost.ts';
import { foldLines } from '../../electron/journal/foldLines.ts';
import * as day from '../../electron/rehearsal/day.ts';
import { does, enter, type Seat } from '../../electron/rehearsal/people.ts';
import { memorySink } from '../../electron/rehearsal/simulation.ts';
import type { Act } from '../../shared/journal/acts.ts';
import { allowanceOf } from '../../shared/journal/allowance.ts';
import { type Entry, entryHash, entryLine } from '../../shared/journal/entry.ts';
import { emptyRoom } from '../../shared/journal/state.ts';
import { replay } from '../../shared/verdict/replay.ts';
import { crypto, type Play, playTo, seatOf, signed } from '../simulator/room.ts';

/** 60 KB on the disk. */
const LONG = '满'.repeat(20_000);
/** More than any bound of so small a project lets in. */
const MANY = 2400;
const body = { bid: 'B1', check: 'C1', pass: true, reason: LONG };

/** One act after the other in the seat's chain, whatever the room says of them. */
function chain({ room }: Play, seat: Seat, count: number): Act[] {
  const { room: id, head } = day.state(room);
  return Array.from({ length: count }, () => {
    const act = seat.author.sign(seat.author.draft(id, head, 'review', body));
    return act as Act;
  });
}

function hostOver({ room, entries }: Play) {
  const { hostSecret: secretKey, clock, pkg } = room.world as typeof room.world & { hostSecret: Uint8Array };
  const sink = memorySink(crypto);
  const host = roomHost({ crypto, pkg, sink, secretKey, now: () => clock.now(), earlier: [...entries] });
  return { host, sink };
}

const bytesOf = (entries: readonly Entry[], session: string): number =>
  entries
    .filter(({ act }) => act.session === session)
    .reduce((sum, entry) => sum + Buffer.byteLength(entryLine(entry)), 0);

describe('an expert’s session that never ends', () => {
  it('is refused at its bound, alone and in a group of acts that came together; nobody else is', async () => {
    const play = await playTo('review', 'flood');
    const { room } = play;
    const seat = seatOf(room, 'E1');
    const { bytes } = allowanceOf(room.world.pkg.data);
    const { host, sink } = hostOver(play);
    const acts = chain(play, seat, MANY);
    const answers = [
      ...host.receiveAll(acts.slice(0, MANY - 200)),
      ...acts.slice(MANY - 200, MANY - 190).flatMap((act) => host.receive(act)),
      ...host.receiveAll(acts.slice(MANY - 190)),
    ];
    const taken = answers.findIndex(({ ok }) => !ok);
    const refused = answers[taken]!;
    expect(refused.ok || refused.refusals[0]).toMatchObject({
      code: 'ALLOWANCE',
      zh: expect.stringContaining('准入其他席位'),
    });
    expect(answers.slice(taken).some(({ ok }) => ok)).toBe(false);
    const all = [...play.entries, ...sink.entries];
    const { session } = seat.author;
    expect(bytesOf(all, session)).toBeGreaterThanOrEqual(bytes);
    expect(bytesOf(all.slice(0, -1), session)).toBeLessThan(bytes);
    expect(host.state().sessions.get(session)!.last.written).toBe(bytesOf(all, session));
    const told = replay(crypto, room.world.pkg, all.map(entryLine), 'checked');
    expect([told.failure, told.state.head]).toEqual([null, host.state().head]);
    const followed = foldLines(crypto, emptyRoom(room.world.pkg), all.map(entryLine)).state;
    for (const { sessions } of [told.state, followed])
      expect(sessions.get(session)!.last).toEqual(host.state().sessions.get(session)!.last);
    const other = signed(room, seatOf(room, 'E2'), 'review', { ...body, reason: '' }) as Act;
    expect(host.receive(other).ok).toBe(true);

    // A host that passes the bound over makes a journal that nobody takes.
    const { head } = told.state;
    const next = acts[taken]!;
    const entry: Entry = { act: next, at: told.state.at!, prev: head.hash, seq: head.seq + 1 };
    const passed = replay(crypto, room.world.pkg, [...all, entry].map(entryLine), 'checked');
    expect(passed.failure?.refusal).toMatchObject({ code: 'ALLOWANCE', where: `entry ${entry.seq}` });
    expect(passed.state.head.hash).toBe(entryHash(crypto, all.at(-1)!));
  });

  it('goes on at another seat, where the supervisor admits the expert', async () => {
    const play = await playTo('review', 'flood and move');
    const { room } = play;
    const { world } = room;
    for (const act of chain(play, seatOf(room, 'E1'), MANY)) if (!world.host.receive(act).ok) break;
    const lost = signed(room, seatOf(room, 'E1'), 'review', body) as Act;
    const refused = world.host.receive(lost);
    expect(refused.ok || refused.refusals[0]!.code).toBe('ALLOWANCE');
    const moved = await enter(world, room.supervisor, 'E1', '9');
    does(world, moved, 'review', { ...body, reason: '' });
    expect(day.state(room).member.get('E1')!.reviews.size).toBeGreaterThan(0);
  });
});
