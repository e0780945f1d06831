import { beforeAll, describe, expect, it } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { type EntrySink, type RoomHost, roomHost } from '../../../../electron/host/roomHost.ts';
import { memorySink } from '../../../../electron/rehearsal/simulation.ts';
import type { Act } from '../../../../shared/journal/acts.ts';
import { refusal, refuse } from '../../../../shared/refusal.ts';
import { type ScoringRoom, scoringRoom } from '../../../scoringRoom.ts';

let room: ScoringRoom;
/** Every session's first act, then every session's second. */
let acts: Act[];
beforeAll(async () => {
  room = await scoringRoom(2);
  acts = [0, 1].flatMap((n) => room.acts.map((texts) => JSON.parse(texts[n]!) as Act));
});

function hostOver(sink: EntrySink): RoomHost {
  const { pkg, hostSecret: secretKey, earlier } = room;
  let minute = 0;
  const now = (): string => `2026-05-18T23:${10 + minute++}:00Z`;
  return roomHost({ crypto, pkg, sink, secretKey, now, earlier });
}

/** A sink that counts its writes and refuses while told to. */
function counted(): { sink: EntrySink; groups: number[]; full: boolean } {
  const memory = memorySink(crypto);
  const seen = { groups: [] as number[], full: false };
  const append: EntrySink['append'] = (entries) => {
    if (seen.full) return refuse(refusal('DISK_FULL', '磁盘已满', 'The disk is full'));
    seen.groups.push(entries.length);
    return memory.append(entries);
  };
  return Object.assign(seen, { sink: { append } });
}

describe('a host that receives acts together', () => {
  it('makes the same journal and the same acknowledgements as one that receives them singly', () => {
    const [together, singly] = [hostOver(memorySink(crypto)), hostOver(memorySink(crypto))];
    expect(together.receiveAll(acts)).toEqual(acts.map((act) => singly.receive(act)));
    expect(together.state()).toEqual(singly.state());
  });

  it('writes once for all that the sessions do at the same time', () => {
    const { sink, groups } = counted();
    hostOver(sink).receiveAll(acts);
    expect(groups).toEqual([30]);
  });

  it('answers a refused act at its place and stores the others', () => {
    const { sink, groups } = counted();
    const broken = { ...acts[1]!, mono: '99' } as Act;
    const answers = hostOver(sink).receiveAll([acts[0]!, broken, acts[2]!, acts[0]!]);
    const seqs = answers.map((a) => (a.ok ? a.value.seq : a.refusals[0]!.code));
    expect(seqs).toEqual([
      room.earlier.length + 1,
      'SIGNATURE',
      room.earlier.length + 2,
      room.earlier.length + 1,
    ]);
    expect(groups).toEqual([2]);
  });

  it('is as it was where the disk refuses, and takes the same acts later', () => {
    const disk = counted();
    const host = hostOver(disk.sink);
    const before = host.state().head;
    disk.full = true;
    const refused = host.receiveAll(acts.slice(0, 15));
    expect(new Set(refused.map((a) => (a.ok ? 'stored' : a.refusals[0]!.code)))).toEqual(
      new Set(['DISK_FULL']),
    );
    expect(host.state().head).toEqual(before);
    disk.full = false;
    expect(host.receiveAll(acts.slice(0, 15)).every((a) => a.ok)).toBe(true);
  });
});
