/**
 * Taking a lost room back (PROTOCOL: a new host is a supervisor-signed act on the longest chain). The seats hold the journal; the supervisor's claim
 * makes them give it out; the longest copy that a host of the room signed for is taken, and every other one has to lie on it.
 */
import { hostSigned, type SignedHead } from '../../shared/journal/fork.ts';
import { emptyRoom, type RoomPackage, type RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { foldLines } from '../journal/foldLines.ts';
import type { ConnectedSeat } from './connectedSeat.ts';
import type { RoomEngine } from './roomEngine.ts';
import type { GivenCopy } from './seatCopies.ts';

/**
 * The room that connected seats hold and this machine does not: what most of those that hold one say. Null where there is none, or no such most: one
 * machine alone, whatever it says, neither makes a lost room nor hides one.
 */
export function lostRoom(seats: readonly ConnectedSeat[]): string | null {
  const rooms = seats.filter((s) => s.up && s.room !== null).map((s) => s.room!);
  const most = rooms.find((room) => 2 * rooms.filter((one) => one === room).length > rooms.length);
  return most ?? null;
}

interface Holder {
  readonly seat: string;
  /** What it says it holds, before anything is known of the key that signed that. */
  readonly signed: SignedHead;
}

/**
 * Takes the longest copy of this room over. Seats have been shown the claim, and have said what they hold: a word that anybody can give. So each is
 * asked for its copy until what it says stands in the chain that is here, signed by a host that this chain names.
 * Refuses `NO_COPY` (no seat gives a copy that a host signed), `CHAINS_DIFFER` (a seat holds another story), `COPY_OWED` (a seat says that it holds
 * more, or something else, and does not give it) and what is wrong with storing it.
 */
export async function takeBack(
  crypto: CryptoPort,
  pkg: RoomPackage,
  engine: Pick<RoomEngine, 'seats' | 'state' | 'historyOf' | 'adopt'>,
  room: string,
): Promise<Result<RoomState>> {
  const holders = engine
    .seats()
    .flatMap(({ seat, up, signed }): Holder[] => (up && signed?.room === room ? [{ seat, signed }] : []))
    .sort((a, b) => b.signed.head.seq - a.signed.head.seq);
  for (const { seat, signed } of holders) {
    if (standing(crypto, engine.state(), signed) === 'stands') continue;
    const copy = await engine.historyOf(seat, 1);
    const told = copy === null ? null : vouched(crypto, pkg, room, copy);
    if (copy === null || told === null) continue;
    const { head, hashes } = engine.state();
    const common = Math.min(head.seq, told.head.seq);
    if (common > 0 && hashes[common - 1] !== told.hashes[common - 1]) return refuse(chainsDiffer);
    const missing = copy.lines.slice(head.seq);
    const adopted = missing.length === 0 ? accept(head) : engine.adopt(missing);
    if (!adopted.ok) return refuse(adopted.refusals[0]!);
  }
  const state = engine.state();
  if (state.room === null) return refuse(noCopy);
  const open = holders.map(({ seat, signed }) => ({ seat, is: standing(crypto, state, signed) }));
  if (open.some(({ is }) => is === 'differs')) return refuse(chainsDiffer);
  const owing = open.filter(({ is }) => is === 'unknown').map(({ seat }) => seat);
  return owing.length > 0 ? refuse(copyOwed(owing)) : accept(state);
}

/**
 * What a seat's word is on this chain. `differs`: a host of it signed another entry there. `unknown`: it is longer, or none of its hosts signed it; a
 * later host's, whose `host` act is not here, cannot be told from nobody's.
 */
function standing(
  crypto: CryptoPort,
  state: RoomState,
  signed: SignedHead,
): 'stands' | 'differs' | 'unknown' {
  const { seq, hash } = signed.head;
  const hosts = [...state.sessions.values()].filter(({ role }) => role === 'host');
  if (seq > state.head.seq || !hosts.some(({ key }) => hostSigned(crypto, key, signed))) return 'unknown';
  return state.hashes[seq - 1] === hash ? 'stands' : 'differs';
}

/** The room that a whole copy tells; null unless each line is as it has to be, and the room's host at its end signed that end. */
function vouched(crypto: CryptoPort, pkg: RoomPackage, room: string, copy: GivenCopy): RoomState | null {
  const { state, refusal } = foldLines(crypto, emptyRoom(pkg), copy.lines);
  const holds =
    refusal === null &&
    state.room === room &&
    copy.head.room === room &&
    state.head.seq === copy.head.head.seq &&
    state.head.hash === copy.head.head.hash &&
    hostSigned(crypto, state.host!.key, copy.head);
  return holds ? state : null;
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

/** @param seats labels of those that said more than they gave */
const copyOwed = (seats: readonly string[]) =>
  refusal(
    'COPY_OWED',
    `${seats.join('、')} 号席位称持有更长的或另外的日志副本，但没有交出，暂不能恢复；请检查该席位的机器与网络后重试。确认其副本无法取得或不可信的，请关闭该席位的机器再恢复，并在理由中写明`,
    `Seat ${seats.join(', ')} says that it holds a longer or another copy of the journal, and has not given it. Check its machine and its link, and try again. Once you are sure that its copy cannot be had or is not to be trusted, switch that machine off, try again and say so in the reason`,
  );
