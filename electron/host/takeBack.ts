/**
 * Taking a lost room back (PROTOCOL: a new host is a supervisor-signed act on the longest chain). The seats hold the journal; the supervisor's claim
 * makes them give it out; the longest copy that the old host signed for is taken, and every other one has to lie on it.
 */
import { hostSigned, type SignedHead } from '../../shared/journal/fork.ts';
import { emptyRoom, type RoomPackage, type RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { foldLines } from '../journal/foldLines.ts';
import { linkedLines } from '../journal/linked.ts';
import type { ConnectedSeat } from './connectedSeat.ts';
import type { RoomEngine } from './roomEngine.ts';

/**
 * The room that connected seats hold and this machine does not: what most of those that hold one say. Null where there is none, or no such most: one
 * machine alone, whatever it says, neither makes a lost room nor hides one.
 */
export function lostRoom(seats: readonly ConnectedSeat[]): string | null {
  const rooms = seats.filter((s) => s.up && s.room !== null).map((s) => s.room!);
  const most = rooms.find((room) => 2 * rooms.filter((one) => one === room).length > rooms.length);
  return most ?? null;
}

/**
 * Takes the longest copy of this room over. Seats have been shown the claim, and have said what they hold.
 * Refuses `NO_COPY` (no seat gives a copy that a host signed), `CHAINS_DIFFER` (a seat holds another story) and what is wrong with a line.
 */
export async function takeBack(
  crypto: CryptoPort,
  pkg: RoomPackage,
  engine: RoomEngine,
  room: string,
): Promise<Result<RoomState>> {
  const holders = engine
    .seats()
    .filter((seat) => seat.up && seat.signed !== null && seat.signed.room === room)
    .sort((a, b) => b.signed!.head.seq - a.signed!.head.seq);
  for (const { seat } of holders) {
    const from = engine.state().head.seq + 1;
    const longest = holders[0]!.signed!;
    if (longest.head.seq < from) break;
    const copy = await engine.historyOf(seat, from);
    if (copy === null || !vouched(crypto, pkg, engine.state(), copy)) continue;
    const adopted = engine.adopt(copy.lines);
    if (!adopted.ok) return refuse(adopted.refusals[0]!);
    break;
  }
  const state = engine.state();
  if (state.room === null) return refuse(noCopy);
  const hosts = [...state.sessions.values()].filter((s) => s.role === 'host').map((s) => s.key);
  const differs = holders.some(({ signed }) => {
    const head = signed!.head;
    const own = hosts.some((key) => hostSigned(crypto, key, signed!));
    return own && state.hashes[head.seq - 1] !== head.hash;
  });
  return differs ? refuse(chainsDiffer) : accept(state);
}

/** Whether the lines continue what is here, each as it has to be, and end at a head that the room's host at that point signed. */
function vouched(
  crypto: CryptoPort,
  pkg: RoomPackage,
  here: RoomState,
  copy: { lines: readonly string[]; head: SignedHead },
): boolean {
  // The fold takes its state over, and what is here must not change before all is known to be right: only a journal from its start is tried.
  if (here.head.seq > 0) {
    const linked = linkedLines(crypto, copy.lines);
    return (
      hostSigned(crypto, here.host!.key, copy.head) &&
      copy.head.room === here.room &&
      linked?.after === here.head.hash &&
      linked.end === copy.head.head.hash
    );
  }
  const { state, refusal } = foldLines(crypto, emptyRoom(pkg), copy.lines);
  return (
    refusal === null &&
    state.room === copy.head.room &&
    state.head.hash === copy.head.head.hash &&
    hostSigned(crypto, state.host!.key, copy.head)
  );
}

const noCopy = refusal(
  'NO_COPY',
  '没有席位持有原主机签名的日志副本；请先让席位开机并连接，再重建',
  'No seat gives a copy of the journal that the old host signed. Switch the seats on and connect them first',
);

const chainsDiffer = refusal(
  'CHAINS_DIFFER',
  '各席位的日志副本互相不符，不能重建；请联系监督部门，勿改动任何一台机器',
  'The seats’ copies do not agree, and the room cannot be taken back. Call the authority and leave every machine as it is',
);
