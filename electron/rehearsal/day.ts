/** A whole evaluation by simulated people, from the opening to the closed room, in the phases' order. */

import { cellKey, cellOf, currentRound, isMember } from '../../shared/evaluation/committee.ts';
import { nextPhase } from '../../shared/evaluation/course.ts';
import { unsigned } from '../../shared/evaluation/ending.ts';
import { openCells } from '../../shared/evaluation/openCells.ts';
import { evaluation, rankingDigest, rankingOpen } from '../../shared/evaluation/outcome.ts';
import { failures } from '../../shared/evaluation/review.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CellContent } from '../../shared/sheets/cell.ts';
import { submission } from '../seat/sheetKeeper.ts';
import { does, enter, openRoom, put, type Seat, type World } from './people.ts';

/** What people decide; the seed or a script gives it. */
export interface Minds {
  passes(expert: string, bid: string, check: string): { pass: boolean; reason: string };
  scores(expert: string, bid: string, item: string): string;
  chair: string;
}

/** The room with everybody who sits in it. */
export interface Room {
  readonly world: World;
  readonly supervisor: Seat;
  readonly seats: Map<string, Seat>;
  readonly minds: Minds;
}

export const state = (room: Room): RoomState => room.world.host.state();

/** Seats of the present members, in the committee's order; who has died or left has none. */
export const present = (room: Room): Seat[] => state(room).members.flatMap((m) => room.seats.get(m) ?? []);

const chairSeat = (room: Room): Seat => room.seats.get(state(room).chair!.member)!;

/** The one who may go on to the next phase: supervisor before the election, chair after. */
export function proceed(room: Room): void {
  const next = nextPhase(state(room))!;
  const leader = next === 'commitment' || next === 'chair' ? room.supervisor : chairSeat(room);
  does(room.world, leader, 'proceed', { to: next });
}

export async function arrive(
  world: World,
  minds: Minds,
  demonstration: boolean,
  absent: readonly string[] = [],
): Promise<Room> {
  const { data } = world.pkg;
  const supervisor = await openRoom(world, data.supervisors[0]!.supervisor, demonstration);
  const room: Room = { world, supervisor, seats: new Map(), minds };
  for (const [i, member] of state(room).members.entries())
    if (!absent.includes(member)) room.seats.set(member, await enter(world, supervisor, member, `${i + 1}`));
  return room;
}

export function tellNames(room: Room): void {
  does(room.world, room.supervisor, 'announce', { bids: room.world.pkg.data.bids.map((b) => b.bid) });
}

/** Commitment of everybody who has not given it, but those who will recuse themselves. */
export function commit(room: Room, recusing: readonly string[] = []): void {
  for (const seat of present(room)) {
    if (recusing.includes(seat.who))
      does(room.world, seat, 'recuse', { ground: 'employment', reason: '三年内与投标人有劳动关系' });
    else if ((state(room).member.get(seat.who)?.committed ?? null) === null)
      does(room.world, seat, 'commit', { text: room.world.pkg.digest, recording: true });
  }
}

/** A motion that everybody present votes for; returns the motion's act hash. */
export function carryMotion(
  room: Room,
  mover: Seat,
  motion: Parameters<typeof does<'move'>>[3]['motion'],
): string {
  const hash = does(room.world, mover, 'move', { motion });
  for (const seat of present(room)) {
    const decided = state(room).motions.get(hash)!.carried !== null;
    if (!decided && state(room).member.get(seat.who)?.committed)
      does(room.world, seat, 'vote', { motion: hash, yes: true, reason: '' });
  }
  return hash;
}

export function elect(room: Room): void {
  const { round } = state(room).election;
  for (const seat of present(room))
    if (state(room).chair === null && state(room).election.round === round)
      does(room.world, seat, 'ballot', { round, chair: room.minds.chair });
}

export function read(room: Room): void {
  for (const seat of present(room))
    if ((state(room).member.get(seat.who)?.read ?? null) === null)
      does(room.world, seat, 'read', { documents: ['tender'] });
}

/** Everybody decides every check; what a majority fails is deliberated and the chair writes the rejection's sheet. */
export function review(room: Room): void {
  const { bids, project } = room.world.pkg.data;
  for (const seat of present(room))
    for (const { bid } of bids)
      for (const { id: check } of project.review) {
        if (state(room).member.get(seat.who)?.reviews.has(cellKey(bid, check))) continue;
        does(room.world, seat, 'review', { bid, check, ...room.minds.passes(seat.who, bid, check) });
      }
  const chair = chairSeat(room);
  for (const { bid, check } of failures(state(room))) {
    const { name } = project.review.find((c) => c.id === check)!;
    does(room.world, chair, 'deliberate', { bid, check, matter: `提请集体评议：${name}` });
    does(room.world, chair, 'reject', {
      bid,
      check,
      ground: `未通过${name}`,
      clause: '招标文件评标办法前附表',
    });
  }
}

/** Deals what is due and answers what was dealt, until nothing is left to do; in a seat this happens by itself. */
export async function exchangeKeys(room: Room): Promise<void> {
  for (let busy = true; busy; ) {
    busy = false;
    for (const seat of present(room)) {
      const deal = state(room).phase === 'scoring' ? await seat.keeper.dealing(state(room)) : null;
      if (deal !== null) {
        does(room.world, seat, 'deal', deal);
        busy = true;
      }
    }
    for (const seat of present(room))
      for (const { type, body } of await seat.keeper.answers(state(room))) {
        does(room.world, seat, type, body as never);
        busy = true;
      }
  }
}

export const scoreCell = (room: Room, seat: Seat, cell: string, score: string): void =>
  keepCell(room, seat, cell, { score, remark: '', place: null });

export function keepCell(room: Room, seat: Seat, cell: string, content: CellContent): void {
  const { bid, item } = cellOf(cell);
  const { room: id, head } = state(room);
  const round = currentRound(state(room))!.number;
  const draft = seat.author.draft(id, head, 'score', { round, bid, item, nonce: '', cipher: '' });
  put(room.world, seat, seat.keeper.sealScore(draft, content));
}

/** One member scores all open cells. */
export function scoreSheet(room: Room, seat: Seat): void {
  for (const cell of openCells(currentRound(state(room))!, seat.who)) {
    const { bid, item } = cellOf(cell);
    scoreCell(room, seat, cell, room.minds.scores(seat.who, bid, item));
  }
}

export function submit(room: Room, seat: Seat): void {
  does(room.world, seat, 'submit', submission(currentRound(state(room))!, seat.who));
}

/** Every present member scores and submits who has not. */
export function scoreAll(room: Room): void {
  for (const seat of present(room))
    if (!currentRound(state(room))!.submits.has(seat.who)) {
      scoreSheet(room, seat);
      submit(room, seat);
    }
}

export function releaseAll(room: Room): void {
  for (const seat of present(room)) releaseFrom(room, seat);
}

/** What one seat lets out by itself. */
export function releaseFrom(room: Room, seat: Seat): void {
  for (const body of seat.keeper.releases(state(room))) does(room.world, seat, 'release', body);
}

/** The committee settles a tie at the cut in the order of the bids, where there is one. */
export function settle(room: Room): void {
  if (!rankingOpen(state(room)).some((r) => r.code === 'TIE_UNSETTLED')) return;
  const { answer } = evaluation(state(room));
  const candidates = answer.candidates.slice(0, room.world.pkg.data.project.candidates);
  carryMotion(room, chairSeat(room), { kind: 'settle-tie', candidates, reason: '按招标文件规定的办法确定' });
}

export function conclude(room: Room): void {
  settle(room);
  const ranking = rankingDigest(room.world.crypto, state(room));
  does(room.world, chairSeat(room), 'outcome', { kind: 'ranked', reason: '', ranking, matters: '' });
}

/** The report is made at the head that now stands; `digest` is that of its PDF. */
export async function report(room: Room, make: (state: RoomState) => Promise<string>): Promise<void> {
  const head = state(room).head;
  does(room.world, chairSeat(room), 'report', { digest: await make(state(room)), head });
}

export function signReport(room: Room, dissenting: ReadonlyMap<string, string> = new Map()): void {
  const { digest } = state(room).report!;
  for (const seat of present(room)) {
    const reason = dissenting.get(seat.who);
    if (reason === undefined) does(room.world, seat, 'sign', { report: digest });
    else does(room.world, seat, 'dissent', { report: digest, reason });
  }
  for (const member of unsigned(state(room)))
    carryMotion(room, chairSeat(room), { kind: 'taken-to-agree', member, reason: '拒绝签字且未说明理由' });
}

/** Closes the room; whoever has no seat any more cannot sign the seal, and the record says why. */
export function close(room: Room): void {
  const excused = state(room)
    .members.filter((m) => !room.seats.has(m))
    .map((who) => ({ who, reason: '席位已失去，无法签名' }));
  does(room.world, room.supervisor, 'close', { outcome: 'sealed', reason: '', excused });
}

/** A member is replaced by the next reserve, who catches up with what the others have done. */
export async function substitute(
  room: Room,
  out: string,
  ground: Parameters<typeof does<'substitute'>>[3]['ground'],
): Promise<void> {
  const { project } = room.world.pkg.data;
  const used = state(room).substitutions.map((s) => s.in);
  const reserve = project.reserves.find((r) => !used.includes(r) && !isMember(state(room), r))!;
  const seatNumber = `${state(room).members.indexOf(out) + 1}`;
  room.seats.delete(out);
  does(room.world, room.supervisor, 'substitute', { out, in: reserve, ground });
  room.seats.set(reserve, await enter(room.world, room.supervisor, reserve, seatNumber));
}

/** An honest day from the arrival on: every phase in its order, to the closed room. `tell` hears what is being done. */
export async function toClose(
  room: Room,
  makeReport: (state: RoomState) => Promise<string>,
  tell: (what: string) => void = () => {},
): Promise<void> {
  proceed(room);
  tellNames(room);
  commit(room);
  proceed(room);
  elect(room);
  proceed(room);
  read(room);
  proceed(room);
  tell('preliminary review');
  review(room);
  proceed(room);
  proceed(room);
  tell('sheet keys are dealt; everybody scores under seal, submits, releases');
  await exchangeKeys(room);
  scoreAll(room);
  releaseAll(room);
  proceed(room);
  tell('consolidation, ranking, report, signatures');
  conclude(room);
  await report(room, makeReport);
  signReport(room);
  close(room);
}
