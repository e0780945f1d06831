/**
 * The simulator: one seed, one whole evaluation, honest or not, through the same rules that a room runs. What people do comes from the seed;
 * what the room makes of it is `judge`'s and `evolve`'s.
 */
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { currentRound, expertsItems } from '../../shared/evaluation/committee.ts';
import { openCells } from '../../shared/evaluation/sheets.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import { entryHash } from '../../shared/journal/entry.ts';
import type { RoomPackage } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import type { Item, ProjectData } from '../../shared/project/model.ts';
import { accept } from '../../shared/refusal.ts';
import { type EntrySink, roomHost } from '../host/roomHost.ts';
import type { Clock } from '../session/sessionAuthor.ts';
import * as day from './day.ts';
import { moveSeat } from './moving.ts';
import type { Seat, World } from './people.ts';
import { type Chance, seededChance } from './seededRandom.ts';

/** The turns that an evaluation can take. */
export const TURNS = [
  'honest',
  'recused',
  'absent',
  'dies-after-submitting',
  'moves',
  'garbage',
  'withholds-key',
  'refuses-to-sign',
  'dissents',
  'goes-back',
  'replaced-while-scoring',
] as const;
export type Turn = (typeof TURNS)[number];

/** A clock that moves on by less than two seconds at each look. */
export function simulatedClock(chance: Chance, start: string): Clock {
  let passed = 0;
  const from = Date.parse(start);
  return {
    now: () => {
      passed += chance.below(2000);
      return new Date(from + passed).toISOString();
    },
    mono: () => `${passed}`,
  };
}

/** A package's data with slip keys from the seed; what a room starts from when nobody has signed a file. */
export function simulatedPackage(
  crypto: CryptoPort,
  chance: Chance,
  data: ProjectData,
): { pkg: RoomPackage; slips: Map<string, Uint8Array> } {
  const people = [...data.committee.map((m) => m.expert), ...data.supervisors.map((s) => s.supervisor)];
  const slips = new Map(people.map((who) => [who, chance.bytes(32)]));
  const slipKeys = new Map(
    [...slips].map(([who, seed]) => [who, base64url.encode(crypto.ed25519PublicKey(seed))]),
  );
  const digest = Buffer.from(chance.bytes(32)).toString('hex');
  const receiptKey = base64url.encode(crypto.ed25519PublicKey(chance.bytes(32)));
  return { pkg: { digest, data, slipKeys, recipients: { centre: '' }, receiptKey }, slips };
}

/** A journal in memory, for simulations that need no disk. */
export function memorySink(crypto: CryptoPort): EntrySink & { readonly entries: Entry[] } {
  const entries: Entry[] = [];
  return {
    entries,
    append(fresh) {
      entries.push(...fresh);
      const last = entries.at(-1)!;
      return accept({ seq: last.seq, hash: entryHash(crypto, last) });
    },
  };
}

export async function freshIdentity(): Promise<{ identity: string; recipient: string }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** A score on the item's range and step, as a clerk would write it. */
export function anyScore(chance: Chance, item: Item): string {
  const scaled = (text: string | undefined, fallback: number): number =>
    Math.round(Number(text ?? fallback) * 100);
  const [min, max, step] = [scaled(item.min, 0), scaled(item.max, 0), scaled(item.step, 0.5)];
  const steps = Math.floor((max - min) / step);
  // From the upper half, as committees do, so that most bids stay above a pass mark.
  const half = Math.floor(steps / 2);
  const value = min + step * (half + (item.objective ? 0 : chance.below(steps - half + 1)));
  return (value / 100).toFixed(2);
}

/** Minds that decide by chance: mostly pass, one bid now and then failed by everybody. */
export function chanceMinds(chance: Chance, data: ProjectData): day.Minds {
  const items = new Map(expertsItems(data).map((item) => [item.id, item]));
  const checks = data.project.review;
  const failed =
    checks.length > 0 && data.bids.length > 3 && chance.below(3) === 0 ? chance.pick(data.bids).bid : null;
  const check = checks.length > 0 ? chance.pick(checks).id : null;
  return {
    chair: data.committee.find((m) => m.role === 'expert' && !data.project.reserves.includes(m.expert))!
      .expert,
    passes: (_, bid, id) =>
      bid === failed && id === check ? { pass: false, reason: '不符合要求' } : { pass: true, reason: '' },
    scores: (_, __, item) => anyScore(chance, items.get(item)!),
  };
}

/** A world around one package: clock, chance, host, everything that simulated people need. */
export function simulatedWorld(options: {
  crypto: CryptoPort;
  chance: Chance;
  clock: Clock;
  pkg: RoomPackage;
  slips: ReadonlyMap<string, Uint8Array>;
  sink: EntrySink;
}): World & { readonly hostSecret: Uint8Array } {
  const { crypto, chance, clock, pkg, sink } = options;
  const hostSecret = chance.bytes(32);
  return {
    ...options,
    hostSecret,
    newIdentity: freshIdentity,
    hostKey: base64url.encode(crypto.ed25519PublicKey(hostSecret)),
    tls: Buffer.from(chance.bytes(32)).toString('hex'),
    host: roomHost({ crypto, pkg, sink, secretKey: hostSecret, now: () => clock.now() }),
  };
}

/** Runs one whole evaluation from a seed; the room is closed at the end. */
export async function simulate(options: {
  crypto: CryptoPort;
  seed: string;
  data: ProjectData;
  turn: Turn;
  makeReport?: Parameters<typeof day.report>[1];
}): Promise<{ room: day.Room; entries: Entry[] }> {
  const { crypto, data, turn } = options;
  const chance = seededChance(crypto, options.seed);
  const { pkg, slips } = simulatedPackage(crypto, chance, data);
  const sink = memorySink(crypto);
  const world = simulatedWorld({
    crypto,
    chance,
    clock: simulatedClock(chance, data.project.opened),
    pkg,
    slips,
    sink,
  });
  const digest = Buffer.from(chance.bytes(32)).toString('hex');
  const room = await run(world, chanceMinds(chance, data), turn, options.makeReport ?? (async () => digest));
  return { room, entries: sink.entries };
}

const victimOf = (room: day.Room): string => day.state(room).members.findLast((m) => m !== room.minds.chair)!;

async function run(
  world: World,
  minds: day.Minds,
  turn: Turn,
  makeReport: Parameters<typeof day.report>[1],
): Promise<day.Room> {
  const members = world.host.state().members;
  const absent = turn === 'absent' ? [members.findLast((m) => m !== minds.chair)!] : [];
  const room = await day.arrive(world, minds, true, absent);
  await toScoring(room, turn, absent);
  await scoring(room, turn);
  day.conclude(room);
  await day.report(room, makeReport);
  const victim = victimOf(room);
  if (turn === 'refuses-to-sign') room.seats.delete(victim);
  day.signReport(room, turn === 'dissents' ? new Map([[victim, '对技术评分有不同意见']]) : new Map());
  day.close(room);
  return room;
}

async function toScoring(room: day.Room, turn: Turn, absent: readonly string[]): Promise<void> {
  const victim = victimOf(room);
  day.proceed(room);
  day.tellNames(room);
  day.commit(room, turn === 'recused' ? [victim] : []);
  if (turn === 'recused') {
    const { act } = day.state(room).member.get(victim)!.recused!;
    await day.substitute(room, victim, { kind: 'recusal', act });
  }
  for (const member of absent) {
    const motion = day.carryMotion(room, room.seats.get(room.minds.chair)!, {
      kind: 'absence',
      member,
      reason: '未到场',
    });
    await day.substitute(room, member, { kind: 'absence', motion });
  }
  day.commit(room);
  day.proceed(room);
  day.elect(room);
  day.proceed(room);
  day.read(room);
  day.proceed(room);
  reviewAndOn(room);
}

function reviewAndOn(room: day.Room): void {
  day.review(room);
  day.proceed(room);
  day.proceed(room);
}

async function scoring(room: day.Room, turn: Turn): Promise<void> {
  await day.exchangeKeys(room);
  const victim = victimOf(room);
  const seat = room.seats.get(victim)!;
  if (turn === 'moves') {
    scoreSome(room, seat);
    await moveSeat(room, victim);
  }
  if (turn === 'replaced-while-scoring') {
    scoreSome(room, seat);
    room.seats.delete(victim);
    const motion = day.carryMotion(room, room.seats.get(room.minds.chair)!, {
      kind: 'absence',
      member: victim,
      reason: '突发疾病',
    });
    await day.substitute(room, victim, { kind: 'absence', motion });
    day.commit(room);
    day.read(room);
    reviewAndOn(room);
    await day.exchangeKeys(room);
  }
  if (turn === 'garbage') garbleOne(room, seat);
  day.scoreAll(room);
  if (turn === 'dies-after-submitting') room.seats.delete(victim);
  if (turn === 'withholds-key') spoilKey(seat, currentRound(day.state(room))!.number);
  day.releaseAll(room);
  day.proceed(room);
  if (turn === 'garbage') mendAll(room);
  if (turn === 'goes-back') await goBack(room);
}

function scoreSome(room: day.Room, seat: Seat): void {
  const round = currentRound(day.state(room))!;
  const open = openCells(round, seat.who);
  for (const cell of open.slice(0, Math.ceil(open.length / 2))) {
    const item = expertsItems(room.world.pkg.data).find((i) => cell.endsWith(`\u001f${i.id}`))!;
    day.scoreCell(room, seat, cell, anyScore(room.world.chance, item));
  }
}

/** A score that no sheet allows, sealed as any other: nobody can see it before the release. */
function garbleOne(room: day.Room, seat: Seat): void {
  const cell = openCells(currentRound(day.state(room))!, seat.who)[0];
  if (cell !== undefined) day.scoreCell(room, seat, cell, '99999');
}

function mendAll(room: day.Room): void {
  const round = currentRound(day.state(room))!;
  for (const [member, sheet] of round.sheets)
    for (const [cell, value] of sheet.values) {
      if (value.score !== null) continue;
      const [bid, id] = cell.split('\u001f') as [string, string];
      const item = expertsItems(room.world.pkg.data).find((i) => i.id === id)!;
      const others = [...round.sheets].find(([m]) => m !== member)![1].values.get(cell)!.score!;
      const score = item.objective ? others : (item.min ?? '0');
      const mover = room.seats.get(room.minds.chair)!;
      day.carryMotion(room, mover, {
        kind: 'mend',
        round: round.number,
        member,
        bid,
        item: id,
        score,
        reason: '超出评分范围',
      });
    }
}

/** A dealer whose seat releases no key; the shares alone must open the sheet, or show that he cheated. */
function spoilKey(seat: Seat, round: number): void {
  seat.keeper.secrets.keys.delete(round);
}

/** The committee scores anew: new keys, and the old round's come out only when the new one is in. */
async function goBack(room: day.Room): Promise<void> {
  const { does } = await import('./people.ts');
  const chair = room.seats.get(day.state(room).chair!.member)!;
  const act = does(room.world, chair, 'back', { to: 'scoring', reason: '部分评分依据有误，须重新评审' });
  does(room.world, room.supervisor, 'witness', { act });
  await day.exchangeKeys(room);
  day.scoreAll(room);
  day.releaseAll(room);
  day.proceed(room);
}
