/** The turns that an evaluation can take: who leaves, dies, moves, cheats or refuses, and how it ends without a ranking. */
import { cellKey, cellOf, currentRound, expertsItems } from '../../shared/evaluation/committee.ts';
import { objectiveDiffering } from '../../shared/evaluation/consolidation.ts';
import { openCells } from '../../shared/evaluation/openCells.ts';
import { mustBeVoid } from '../../shared/evaluation/outcome.ts';
import { responsive } from '../../shared/evaluation/review.ts';
import { type Agreement, anyScore } from './chanceMinds.ts';
import * as day from './day.ts';
import { moveSeat } from './moving.ts';
import { does, type Seat, type World } from './people.ts';

export const TURNS = [
  'honest',
  'recused',
  'absent',
  'second ballot',
  'dies after submitting',
  'two die after submitting',
  'moves',
  'garbage',
  'objective scores differ',
  'withholds the key',
  'refuses to sign',
  'dissents',
  'goes back',
  'replaced while scoring',
  'recused while sheets are opened',
  'tie at the cut',
  'few bids left',
  'no bid left',
  'stopped',
] as const;
export type Turn = (typeof TURNS)[number];

/** What everybody agrees on where the turn needs it. */
export const agreementFor = (turn: Turn): Agreement => ({
  fails: turn === 'no bid left' ? 'all' : turn === 'few bids left' ? 'all but two' : 'now and then one',
  scoresAlike: turn === 'tie at the cut',
});

/** Whom the turn befalls: present members from the end of the list, never the chair. */
const victims = (room: day.Room, count: number): string[] =>
  day
    .state(room)
    .members.filter((m) => m !== room.minds.chair)
    .slice(-count);
const victimOf = (room: day.Room): string => victims(room, 1)[0]!;
const chairOf = (room: day.Room): Seat => room.seats.get(room.minds.chair)!;
const itemOf = (room: day.Room, id: string) =>
  expertsItems(room.world.pkg.data).find((item) => item.id === id)!;

/** The whole day, from the opening to the closed room. */
export async function takeTurn(
  world: World,
  minds: day.Minds,
  turn: Turn,
  makeReport: Parameters<typeof day.report>[1],
): Promise<day.Room> {
  const members = world.host.state().members;
  const absent = turn === 'absent' ? [members.findLast((m) => m !== minds.chair)!] : [];
  const room = await day.arrive(world, minds, true, absent);
  await toReview(room, turn, absent);
  if (turn === 'stopped') stop(room);
  else {
    day.review(room);
    day.proceed(room);
    askTheBidder(room);
    if (!endsWithoutRanking(room, turn)) {
      day.proceed(room);
      await scoring(room, turn);
      day.conclude(room);
    }
  }
  await day.report(room, makeReport);
  const victim = victimOf(room);
  if (turn === 'refuses to sign') room.seats.delete(victim);
  day.signReport(room, turn === 'dissents' ? new Map([[victim, '对技术评分有不同意见']]) : new Map());
  day.close(room);
  return room;
}

async function toReview(room: day.Room, turn: Turn, absent: readonly string[]): Promise<void> {
  const victim = victimOf(room);
  day.proceed(room);
  day.tellNames(room);
  day.commit(room, turn === 'recused' ? [victim] : []);
  if (turn === 'recused') await replaceRecused(room, victim);
  for (const member of absent) await replaceAbsent(room, member);
  day.commit(room);
  day.proceed(room);
  if (turn === 'second ballot') splitBallots(room);
  day.elect(room);
  day.proceed(room);
  day.read(room);
  day.proceed(room);
}

/** A first round of the election in which nobody has a majority. */
function splitBallots(room: day.Room): void {
  const { round } = day.state(room).election;
  const { data } = room.world.pkg;
  const eligible = day
    .state(room)
    .members.filter((m) => data.committee.find((c) => c.expert === m)!.role === 'expert');
  for (const [i, seat] of day.present(room).entries())
    does(room.world, seat, 'ballot', { round, chair: eligible[i % eligible.length]! });
}

async function replaceRecused(room: day.Room, member: string): Promise<void> {
  const { act } = day.state(room).member.get(member)!.recused!;
  await day.substitute(room, member, { kind: 'recusal', act });
}

async function replaceAbsent(room: day.Room, member: string): Promise<void> {
  const motion = day.carryMotion(room, chairOf(room), {
    kind: 'absence',
    member,
    reason: '突发疾病，未到场',
  });
  await day.substitute(room, member, { kind: 'absence', motion });
}

/** What a substitute has to catch up with before scoring goes on. */
async function catchUp(room: day.Room): Promise<void> {
  day.commit(room);
  day.read(room);
  day.review(room);
  day.proceed(room);
  day.proceed(room);
  await day.exchangeKeys(room);
}

/** A question with its answer, a pause, an alarm: what may come on any day and changes nothing of the result. */
function askTheBidder(room: day.Room): void {
  const { world, supervisor } = room;
  if (world.chance.below(2) === 0) return;
  const { bid } = world.chance.pick(world.pkg.data.bids);
  const question = does(world, chairOf(room), 'question', { bid, text: '请说明工期安排。' });
  const present = day.present(room).map((seat) => seat.who);
  does(world, supervisor, 'pause', { reason: '午餐', present });
  const alarm = does(world, supervisor, 'alarm', { kind: 'door', level: 2, about: '东门', text: '门未关闭' });
  does(world, supervisor, 'alarm-seen', { alarm, note: '已关闭' });
  does(world, supervisor, 'resume', { present });
  does(world, supervisor, 'answer', { question, text: '见投标文件第 3 页。', signedBy: '投标人' });
}

function stop(room: day.Room): void {
  const motion = day.carryMotion(room, chairOf(room), { kind: 'stop', reason: '招标文件存在重大缺陷' });
  end(room, 'stopped', '招标文件存在重大缺陷，停止评标', motion);
}

function end(
  room: day.Room,
  kind: 'stopped' | 'void' | 'all-rejected',
  reason: string,
  motion?: string,
): void {
  const ground = motion === undefined ? {} : { motion };
  does(room.world, chairOf(room), 'outcome', { kind, reason, ranking: null, matters: '', ...ground });
}

/** After the review: void where the law says so (procurement), all rejected where none is left or the committee votes it (tendering). */
function endsWithoutRanking(room: day.Room, turn: Turn): boolean {
  const left = responsive(day.state(room)).length;
  if (mustBeVoid(day.state(room))) end(room, 'void', '符合要求的投标不足三家');
  else if (left === 0) end(room, 'all-rejected', '全部投标均未通过初步评审');
  else if (turn === 'few bids left' && left < 3) {
    const reason = '有效投标不足三个，明显缺乏竞争';
    end(room, 'all-rejected', reason, day.carryMotion(room, chairOf(room), { kind: 'reject-all', reason }));
  } else return false;
  return true;
}

async function scoring(room: day.Room, turn: Turn): Promise<void> {
  await day.exchangeKeys(room);
  const victim = victimOf(room);
  const seat = room.seats.get(victim)!;
  if (turn === 'moves') {
    scoreSome(room, seat);
    await moveSeat(room, victim);
  }
  if (turn === 'replaced while scoring') {
    scoreSome(room, seat);
    await replaceAbsent(room, victim);
    await catchUp(room);
  }
  thinkAgain(room);
  if (turn === 'garbage') for (const odd of ['99999', null]) scoreOddly(room, seat, () => odd);
  if (turn === 'objective scores differ') scoreOddly(room, seat, (item) => item.min ?? '0', true);
  day.scoreAll(room);
  if (turn === 'recused while sheets are opened') await recuseLate(room, victim);
  if (turn === 'dies after submitting') room.seats.delete(victim);
  if (turn === 'two die after submitting') for (const one of victims(room, 2)) room.seats.delete(one);
  if (turn === 'withholds the key') seat.keeper.secrets.keys.delete(currentRound(day.state(room))!.number);
  day.releaseAll(room);
  day.proceed(room);
  if (turn === 'garbage') mendAll(room);
  if (turn === 'objective scores differ') agree(room, seat);
  if (turn === 'goes back') await goBack(room);
}

/** Now and then somebody writes a remark before he scores, and takes a score back before he gives another. */
function thinkAgain(room: day.Room): void {
  const { chance } = room.world;
  for (const seat of day.present(room)) {
    const [cell] = openCells(currentRound(day.state(room))!, seat.who);
    if (cell === undefined || chance.below(3) > 0) continue;
    const { bid, item } = cellOf(cell);
    const score = room.minds.scores(seat.who, bid, item);
    const kept = { remark: '先写意见，再评分', place: null };
    for (const one of [null, score, null, score]) day.keepCell(room, seat, cell, { score: one, ...kept });
  }
}

function scoreSome(room: day.Room, seat: Seat): void {
  const open = openCells(currentRound(day.state(room))!, seat.who);
  for (const cell of open.slice(0, Math.ceil(open.length / 2)))
    day.scoreCell(room, seat, cell, anyScore(room.world.chance, itemOf(room, cellOf(cell).item)));
}

/** One score that does not fit, or none at all, sealed as any other: nobody can see it before the release. */
function scoreOddly(
  room: day.Room,
  seat: Seat,
  score: (item: ReturnType<typeof itemOf>) => string | null,
  objective = false,
): void {
  const cell = openCells(currentRound(day.state(room))!, seat.who).find(
    (open) => !objective || itemOf(room, cellOf(open).item).objective === true,
  );
  if (cell !== undefined)
    day.keepCell(room, seat, cell, {
      score: score(itemOf(room, cellOf(cell).item)),
      remark: '',
      place: null,
    });
}

function mendAll(room: day.Room): void {
  const round = currentRound(day.state(room))!;
  for (const [member, sheet] of round.sheets)
    for (const [cell, value] of sheet.values) {
      if (value.score !== null) continue;
      const { bid, item: id } = cellOf(cell);
      const item = itemOf(room, id);
      const others = [...round.sheets].find(([m]) => m !== member)![1].values.get(cell)!.score!;
      const score = item.objective ? others : (item.min ?? '0');
      const mend = { round: round.number, member, bid, item: id, score, reason: '超出评分范围' };
      day.carryMotion(room, chairOf(room), { kind: 'mend', ...mend });
    }
}

/** R87 64: the one who differs takes the others' score of an objective item. */
function agree(room: day.Room, seat: Seat): void {
  const { number: round, sheets } = currentRound(day.state(room))!;
  for (const { bid, item } of objectiveDiffering(day.state(room))) {
    const scoreOf = (who: string): string => sheets.get(who)!.values.get(cellKey(bid, item))!.score!;
    const [from, to] = [scoreOf(seat.who), scoreOf(room.minds.chair)];
    const body = { round, bid, item, from, to, reason: '与其他成员对同一客观因素的认定一致' };
    does(room.world, seat, 'change', { ground: 'objective-differs', ...body });
  }
}

/** Some sheets are open already: whoever comes in now must not score beside them, so all score anew under new keys. */
async function recuseLate(room: day.Room, victim: string): Promise<void> {
  for (const seat of day.present(room).slice(0, 2)) day.releaseFrom(room, seat);
  const reason = '评审中发现与投标人存在利害关系';
  does(room.world, room.seats.get(victim)!, 'recuse', { ground: 'other', reason });
  await replaceRecused(room, victim);
  await catchUp(room);
  day.scoreAll(room);
}

/** The committee scores anew: new keys, and the old round's come out only when the new one is in. */
async function goBack(room: day.Room): Promise<void> {
  const reason = '部分评分依据有误，须重新评审';
  const act = does(room.world, chairOf(room), 'back', { to: 'scoring', reason });
  does(room.world, room.supervisor, 'witness', { act });
  await day.exchangeKeys(room);
  day.scoreAll(room);
  day.releaseAll(room);
  day.proceed(room);
}
