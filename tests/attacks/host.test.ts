/** A host that forks, a disk that is full, an opening that opens nothing; and a judge that leaves no trace. */
import { describe, expect, it } from 'vitest';
import { roomHost } from '../../electron/host/roomHost.ts';
import * as day from '../../electron/rehearsal/day.ts';
import { memorySink } from '../../electron/rehearsal/simulation.ts';
import { signInBytes } from '../../shared/evaluation/admission.ts';
import type { Act, ActType, UnsignedAct } from '../../shared/journal/acts.ts';
import { signedBytes } from '../../shared/journal/domain.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { entryLine, signAct } from '../../shared/journal/entry.ts';
import { judge } from '../../shared/journal/fold.ts';
import { type ForkProof, forkProven, type HostWord, hostSigned } from '../../shared/journal/fork.ts';
import { refusal, refuse } from '../../shared/refusal.ts';
import { replay } from '../../shared/verdict/replay.ts';
import {
  arrived,
  copyOf,
  crypto,
  type Play,
  playTo,
  playToScores,
  seatOf,
  signed,
  smallProject,
  verdictOn,
} from '../simulator/room.ts';

/** A second host with the same key, over the same entries. */
function twin({ room, entries }: Play, sink = memorySink(crypto)) {
  const { hostSecret } = room.world as typeof room.world & { hostSecret: Uint8Array };
  const { pkg, clock } = room.world;
  return roomHost({
    crypto,
    pkg,
    sink,
    secretKey: hostSecret,
    now: () => clock.now(),
    earlier: [...entries],
  });
}

const proof = (host: string, short: HostWord, long: HostWord, between: string[] = []): ForkProof => ({
  format: 'sealroom-fork/1',
  host,
  short,
  long,
  between,
});

const linesFrom = ({ entries }: Play, number: number): string[] => entries.slice(number - 1).map(entryLine);

describe('a fork by the host', () => {
  it('heads of different numbers are a proof with the entries between them, and none without', async () => {
    const play = await playTo('reading', 'long fork');
    const { room } = play;
    const sink = memorySink(crypto);
    const [short, long] = [twin(play), twin(play, sink)];
    short.receive(signed(room, seatOf(room, 'E1'), 'read', { documents: [] }) as Act);
    long.receive(signed(room, seatOf(room, 'E2'), 'read', { documents: [] }) as Act);
    long.receive(signed(room, seatOf(room, 'E3'), 'read', { documents: [] }) as Act);
    const host = room.world.hostKey;
    const [a, b] = [short.signedHead(), long.signedHead()];
    const other = sink.entries.slice(-2).map(entryLine);
    expect(forkProven(crypto, proof(host, a, b))).toBe(false);
    expect(forkProven(crypto, proof(host, a, b, other))).toBe(true);
    expect(forkProven(crypto, proof(host, a, b, other.slice(1)))).toBe(false);
    expect(forkProven(crypto, proof(host, a, b, [...other].reverse()))).toBe(false);
  });

  it('two entries of one number under the host’s signature are a proof that anybody can check', async () => {
    const play = await playTo('reading', 'fork');
    const { room } = play;
    const [one, other] = [twin(play), twin(play)];
    const acks = [
      one.receive(signed(room, seatOf(room, 'E1'), 'read', { documents: [] }) as Act),
      other.receive(signed(room, seatOf(room, 'E2'), 'read', { documents: [] }) as Act),
    ].flatMap((ack) => (ack.ok ? [ack.value] : []));
    const host = room.world.hostKey;
    const [a, b] = [one.signedHead(), other.signedHead()];
    expect(forkProven(crypto, proof(host, a, b))).toBe(true);
    expect(forkProven(crypto, proof(host, acks[0]!, b))).toBe(true);
    expect(forkProven(crypto, proof(host, acks[0]!, acks[1]!))).toBe(true);
  });

  it('nobody can make one up against an honest host', async () => {
    const play = await playTo('reading', 'no fork');
    const { room } = play;
    const host = room.world.hostKey;
    const before = room.world.host.signedHead();
    expect(hostSigned(crypto, host, before)).toBe(true);
    expect(forkProven(crypto, proof(host, before, before))).toBe(false);
    const forged = { ...before, head: { ...before.head, hash: 'ab'.repeat(32) } };
    expect(forkProven(crypto, proof(host, before, forged))).toBe(false);
    day.read(room);
    const honest = room.world.host.signedHead();
    expect(forkProven(crypto, proof(host, before, honest))).toBe(false);
    expect(forkProven(crypto, proof(host, before, honest, linesFrom(play, before.head.seq)))).toBe(false);
    const other = await playTo('reading', 'another room');
    const elsewhere = other.room.world.host.signedHead();
    expect(forkProven(crypto, proof(host, before, elsewhere))).toBe(false);
    const member = base64url.encode(crypto.ed25519PublicKey(seatOf(room, 'E1').secretKey));
    expect(forkProven(crypto, proof(member, before, forged))).toBe(false);
  });

  it('an acknowledgement of an act that stands elsewhere is a proof, and one of an act that stands there is none', async () => {
    const play = await playTo('reading', 'left out');
    const { room } = play;
    const sink = memorySink(crypto);
    const one = twin(play, sink);
    const read = (who: string) => {
      const ack = one.receive(signed(room, seatOf(room, who), 'read', { documents: [] }) as Act);
      if (!ack.ok) throw new Error('not appended');
      return ack.value;
    };
    const acks = [read('E1'), read('E2'), read('E3')];
    const { hostSecret, hostKey } = room.world as typeof room.world & { hostSecret: Uint8Array };
    const lines = sink.entries.map(entryLine);
    const end = one.signedHead();
    for (const ack of acks) {
      const own = lines.slice(ack.seq - end.head.seq - 1);
      expect(forkProven(crypto, proof(hostKey, ack, end, own))).toBe(false);
      const { sig: _, ...said } = { ...ack, act: 'ab'.repeat(32) };
      const sig = base64url.encode(crypto.ed25519Sign(hostSecret, signedBytes('ack', said)));
      expect(forkProven(crypto, proof(hostKey, { ...said, sig }, end, own))).toBe(true);
      expect(forkProven(crypto, proof(hostKey, { ...said, sig: ack.sig }, end, own))).toBe(false);
      expect(forkProven(crypto, proof(hostKey, { ...said, sig }, end, own.slice(1)))).toBe(false);
    }
  });

  it('a head is not an acknowledgement, nor the other way round', async () => {
    const { room } = await playTo('reading', 'uses');
    const head = room.world.host.signedHead();
    expect(
      hostSigned(crypto, room.world.hostKey, { ...head, act: 'ab'.repeat(32), seq: head.head.seq }),
    ).toBe(false);
  });
});

describe('a full disk', () => {
  it('refuses the act and leaves the room where it was; the same act goes in when there is room again', async () => {
    const play = await playTo('reading', 'enospc');
    const { room } = play;
    let full = true;
    const kept = memorySink(crypto);
    const noSpace = refusal('DISK_FULL', '磁盘已满', 'The disk is full');
    const sink = {
      ...kept,
      append: (entries: typeof play.entries) => (full ? refuse(noSpace) : kept.append(entries)),
    };
    const host = twin(play, sink);
    const before = copyOf(host.state());
    const act = signed(room, seatOf(room, 'E1'), 'read', { documents: [] }) as Act;
    const refused = host.receive(act);
    expect(refused.ok ? null : refused.refusals[0]!.code).toBe('DISK_FULL');
    expect(copyOf(host.state())).toEqual(before);
    full = false;
    expect(host.receive(act).ok).toBe(true);
    const lines = [...play.entries, ...kept.entries].map(entryLine);
    expect(replay(crypto, room.world.pkg, lines)).toMatchObject({
      failure: null,
      state: { head: host.state().head },
    });
  });
});

describe('the host’s clock', () => {
  it('set back does not set the journal back', async () => {
    const play = await playTo('reading', 'clock');
    const { room, entries } = play;
    const sink = memorySink(crypto);
    const back = () => '2020-01-01T00:00:00Z';
    const { pkg } = room.world;
    const host = roomHost({
      crypto,
      pkg,
      sink,
      secretKey: new Uint8Array(32).fill(7),
      now: back,
      earlier: entries,
    });
    host.receive(signed(room, seatOf(room, 'E1'), 'read', { documents: [] }) as Act);
    expect(sink.entries[0]!.at).toBe(entries.at(-1)!.at);
  });
});

describe('an opening that opens nothing', () => {
  it('is not appended, so that the journal is still there for the right one', async () => {
    const play = await arrived('opening');
    const { room, entries } = play;
    const { pkg, clock } = room.world;
    const sink = memorySink(crypto);
    const host = roomHost({
      crypto,
      pkg,
      sink,
      secretKey: new Uint8Array(32).fill(7),
      now: () => clock.now(),
    });
    const { sig: _, ...good } = entries[0]!.act as Act<'open'>;
    const { expected } = good.body;
    const bodies = {
      OPEN_THRESHOLD: { threshold: 2 },
      OPEN_EXPECTED: { expected: { ...expected, members: expected.members.slice(1) } },
      OPEN_RECORDING: { recording: { due: true, recipient: null } },
      HOST_KEY: { host: good.session },
    };
    for (const [code, change] of Object.entries(bodies)) {
      const act = signAct(crypto, room.supervisor.secretKey, { ...good, body: { ...good.body, ...change } });
      const refused = host.receive(act);
      expect(refused.ok ? null : refused.refusals[0]!.code).toBe(code);
    }
    expect(sink.entries).toEqual([]);
    expect(host.receive(entries[0]!.act).ok).toBe(true);
  });

  it('is not made by an expert with his own slip, nor in an expert’s name by a supervisor', async () => {
    const play = await arrived('expert opens');
    const { room, entries } = play;
    const { pkg, clock, tls } = room.world;
    const sink = memorySink(crypto);
    const secretKey = new Uint8Array(32).fill(7);
    const host = roomHost({ crypto, pkg, sink, secretKey, now: () => clock.now() });
    const { sig: _, ...good } = entries[0]!.act as Act<'open'>;
    const { session } = good;
    const { recipient } = good.body;
    const statement = { package: pkg.digest, who: 'E1', room: null, session, recipient, tls };
    const slip = base64url.encode(crypto.ed25519Sign(play.slips.get('E1')!, signInBytes(statement)));
    const body = { ...good.body, supervisor: 'E1', slip };
    const refused = host.receive(signAct(crypto, room.supervisor.secretKey, { ...good, body }));
    expect(refused.ok ? null : refused.refusals[0]!.code).toBe('OFFICE');
    expect(sink.entries).toEqual([]);
    expect(verdictOn(room, 'S1', 'open', body)).toBe('OPEN_SUPERVISOR');
  });

  it('is not made for two members: the one who holds a share would hold the key', async () => {
    const reserves = ['R1', 'R2', 'E3', 'E4', 'E5'];
    const data = smallProject({ owner: 'E2', change: { reserves } });
    await expect(arrived('two members', data)).rejects.toThrow('OPEN_COMMITTEE');
  });
});

describe('judge', () => {
  it('never changes the room, whatever it is asked', async () => {
    for (const play of [
      await arrived('judge 1'),
      await playTo('review', 'judge 2'),
      await playToScores('judge 3', ['E1', 'E2']),
      await playTo('consolidation', 'judge 4'),
    ]) {
      const { room } = play;
      const before = copyOf(day.state(room));
      const others = (await playTo('consolidation', 'judge other')).entries;
      for (const { act } of [...play.entries, ...others])
        for (const who of ['S1', 'E1', 'E5']) {
          const seat = seatOf(room, who);
          const { room: id, head } = day.state(room);
          const draft = seat.author.draft(id, head, act.type as ActType, act.body as never);
          judge(crypto, day.state(room), draft as UnsignedAct);
        }
      expect(copyOf(day.state(room))).toEqual(before);
    }
  });
});
