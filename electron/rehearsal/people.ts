/** Simulated people at real seats: what an expert or a supervisor does, done through the same parts that a seat uses. */

import { signInBytes } from '../../shared/evaluation/admission.ts';
import { activeSession, thresholdFor } from '../../shared/evaluation/committee.ts';
import type { Act, ActType, Bodies, UnsignedAct } from '../../shared/journal/acts.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { BEFORE_FIRST } from '../../shared/journal/entry.ts';
import { judge } from '../../shared/journal/fold.ts';
import type { RoomPackage } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import type { Refusal } from '../../shared/refusal.ts';
import type { RoomHost } from '../host/roomHost.ts';
import { type SheetKeeper, sheetKeeper } from '../seat/sheetKeeper.ts';
import { type Clock, type SessionAuthor, sessionAuthor } from '../session/sessionAuthor.ts';
import { SOFTWARE } from '../software.ts';
import type { Chance } from './seededRandom.ts';

/** What a simulated room is made of. */
export interface World {
  readonly crypto: CryptoPort;
  readonly chance: Chance;
  readonly clock: Clock;
  readonly pkg: RoomPackage;
  /** Slips' signing seeds by person, as the slips' codes give them. */
  readonly slips: ReadonlyMap<string, Uint8Array>;
  /** A fresh age identity and its recipient. */
  readonly newIdentity: () => Promise<{ identity: string; recipient: string }>;
  readonly host: RoomHost;
  readonly hostKey: string;
  readonly tls: string;
  /** What the opening says otherwise than usual. */
  readonly opening?: Partial<Pick<Bodies['open'], 'recording' | 'intercom'>>;
}

export interface Seat {
  readonly who: string;
  readonly secretKey: Uint8Array;
  readonly recipient: string;
  readonly author: SessionAuthor;
  readonly keeper: SheetKeeper;
  readonly identity: string;
}

/** An act of a simulated person that the room would not take: the simulation itself is wrong, or the rule is. */
class Unexpected extends Error {
  readonly refusal: Refusal;
  constructor(who: string, type: string, refusal: Refusal) {
    super(`${who} ${type}: ${refusal.code} ${refusal.en}`);
    this.refusal = refusal;
  }
}

async function freshSeat(world: World, who: string): Promise<Seat> {
  const { crypto, chance, clock } = world;
  const secretKey = chance.bytes(32);
  const session = base64url.encode(crypto.ed25519PublicKey(secretKey));
  const { identity, recipient } = await world.newIdentity();
  const keeper = sheetKeeper({ crypto, random: chance.bytes, who, session, identity });
  return {
    who,
    secretKey,
    recipient,
    identity,
    keeper,
    author: sessionAuthor(crypto, session, secretKey, clock),
  };
}

function slipSignature(world: World, seat: Seat, room: string | null): string {
  const statement = {
    package: world.pkg.digest,
    who: seat.who,
    room,
    session: seat.author.session,
    recipient: seat.recipient,
    tls: world.tls,
  };
  return base64url.encode(world.crypto.ed25519Sign(world.slips.get(seat.who)!, signInBytes(statement)));
}

/** Signs a draft and hands it to the room; throws where the room refuses it. */
export function put<T extends ActType>(world: World, seat: Seat, draft: UnsignedAct<T>): Act<T> {
  const refused = judge(world.crypto, world.host.state(), draft as UnsignedAct);
  if (refused !== null) throw new Unexpected(seat.who, draft.type, refused);
  const act = seat.author.sign(draft);
  const received = world.host.receive(act as Act);
  if (!received.ok) throw new Unexpected(seat.who, draft.type, received.refusals[0]!);
  return act;
}

/** Does an act now, having seen all that the room has. */
export function does<T extends ActType>(world: World, seat: Seat, type: T, body: Bodies[T]): string {
  const { room, head } = world.host.state();
  put(world, seat, seat.author.draft(room, head.seq === 0 ? BEFORE_FIRST : head, type, body));
  return world.host.state().sessions.get(seat.author.session)!.last.hash;
}

/** What the room would say to this act now. */
export function refusalOf<T extends ActType>(
  world: World,
  seat: Seat,
  type: T,
  body: Bodies[T],
): Refusal | null {
  const { room, head } = world.host.state();
  return judge(world.crypto, world.host.state(), seat.author.draft(room, head, type, body) as UnsignedAct);
}

/** The supervisor opens the room. */
export async function openRoom(world: World, supervisor: string, demonstration: boolean): Promise<Seat> {
  const seat = await freshSeat(world, supervisor);
  const { data, digest } = world.pkg;
  const members = data.committee.map((m) => m.expert).filter((e) => !data.project.reserves.includes(e));
  does(world, seat, 'open', {
    package: digest,
    nonce: base64url.encode(world.chance.bytes(32)),
    supervisor,
    recipient: seat.recipient,
    slip: slipSignature(world, seat, null),
    host: world.hostKey,
    tls: world.tls,
    demonstration,
    software: SOFTWARE,
    recording: { due: false, recipient: null },
    ...world.opening,
    expected: { members, supervisors: [supervisor] },
    threshold: thresholdFor(members.length),
  });
  return seat;
}

/** A person signs in at a fresh seat and the supervisor admits; the older session of the same person is closed. */
export async function enter(world: World, supervisor: Seat, who: string, seatNumber: string): Promise<Seat> {
  const seat = await freshSeat(world, who);
  const { room } = world.host.state();
  const { recipient } = seat;
  const signIn = does(world, seat, 'sign-in', {
    who,
    recipient,
    tls: world.tls,
    slip: slipSignature(world, seat, room),
  });
  const older = activeSession(world.host.state(), who);
  const owner = world.pkg.data.committee.find((m) => m.expert === who)?.role === 'owner';
  does(world, supervisor, 'admit', {
    signIn,
    session: seat.author.session,
    seat: seatNumber,
    ...(owner ? { letter: true } : {}),
    ...(older === undefined ? {} : { closes: { session: older.key, last: older.last.seq } }),
  });
  return seat;
}
