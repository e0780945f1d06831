/** Evaluations played through the room's own rules, for reports to tell of: one with everything in it, and every other ending. */
import { nativeCrypto } from '../../../../electron/crypto/nativeCrypto.ts';
import * as day from '../../../../electron/rehearsal/day.ts';
import { does, type Seat } from '../../../../electron/rehearsal/people.ts';
import { seededChance } from '../../../../electron/rehearsal/seededRandom.ts';
import {
  memorySink,
  simulatedClock,
  simulatedPackage,
  simulatedWorld,
} from '../../../../electron/rehearsal/simulation.ts';
import { cellKey, currentRound } from '../../../../shared/evaluation/committee.ts';
import { evaluation, rankingDigest } from '../../../../shared/evaluation/outcome.ts';
import type { Act } from '../../../../shared/journal/acts.ts';
import type { Entry } from '../../../../shared/journal/entry.ts';
import { foldTo } from '../../../../shared/journal/fold.ts';
import type { RoomPackage, RoomState } from '../../../../shared/journal/state.ts';
import type { ProjectData } from '../../../../shared/project/model.ts';
import type { ReportInput } from '../../../../shared/report/index.ts';
import { procurementData, tenderingData } from './sampleProject.ts';

/** A closed room: enough to make its report and annex at any head. */
export interface Played {
  readonly pkg: RoomPackage;
  readonly entries: readonly Entry[];
}

interface Play {
  readonly room: day.Room;
  readonly played: Played;
}

const FAILING: Readonly<Record<string, string>> = { B4: 'R2' };

/** Everybody fails B4 on R2 but E2; E2 alone objects to B2's R1. */
function passes(expert: string, bid: string, check: string): { pass: boolean; reason: string } {
  if (FAILING[bid] === check && expert !== 'E2') return { pass: false, reason: '资质证书已于2026年3月过期' };
  if (expert === 'E2' && bid === 'B2' && check === 'R1')
    return { pass: false, reason: '委托代理人签字与授权书不一致' };
  return { pass: true, reason: '' };
}

const ODD = { expert: 'E2', bid: 'B1', item: 'T1' } as const;

function scoresFor(data: ProjectData): day.Minds['scores'] {
  const items = data.project.groups.flatMap((group) => group.items);
  return (expert, bid, id) => {
    const item = items.find((one) => one.id === id)!;
    if (expert === ODD.expert && bid === ODD.bid && id === ODD.item && data.project.regime === 'tendering')
      return '2';
    const from = Math.floor(Number(item.max) * 0.7);
    const spread =
      item.objective === true
        ? Number(bid.slice(1)) % 2
        : (Number(expert.slice(1)) + Number(bid.slice(1))) % 3;
    return `${from + (item.objective === true ? spread : spread / 2)}`;
  };
}

async function begin(data: ProjectData, seed: string, minds: Partial<day.Minds> = {}): Promise<Play> {
  const chance = seededChance(nativeCrypto, seed);
  const { pkg, slips } = simulatedPackage(nativeCrypto, chance, data);
  const sink = memorySink(nativeCrypto);
  const clock = simulatedClock(chance, data.project.opened);
  const world = simulatedWorld({ crypto: nativeCrypto, chance, clock, pkg, slips, sink });
  const all: day.Minds = { chair: 'E1', passes, scores: scoresFor(data), ...minds };
  const room = await day.arrive(world, all, true);
  return { room, played: { pkg, entries: sink.entries } };
}

function openMeeting(room: day.Room): void {
  day.proceed(room);
  day.tellNames(room);
}

function toReview(room: day.Room): void {
  day.commit(room);
  day.proceed(room);
  day.elect(room);
  day.proceed(room);
  day.read(room);
  day.proceed(room);
}

async function scoreAndRelease(room: day.Room): Promise<void> {
  await day.exchangeKeys(room);
  const seat = room.seats.get('E1')!;
  const round = currentRound(day.state(room))!;
  const [bid] = round.bids;
  const { room: id, head } = day.state(room);
  const item = room.world.pkg.data.project.groups[0]!.items[0]!.id;
  const draft = seat.author.draft(id, head, 'score', {
    round: round.number,
    bid: bid!,
    item,
    nonce: '',
    cipher: '',
  });
  const score = room.minds.scores('E1', bid!, item);
  const place = { document: '技术标.pdf', page: 12 };
  const act = seat.author.sign(
    seat.keeper.sealScore(draft, { score, remark: '进度计划与劳动力安排衔接清楚', place }),
  );
  room.world.host.receive(act as Act);
  day.scoreAll(room);
  day.releaseAll(room);
  day.proceed(room);
}

/** An act that the room records and that has no effect: the meeting is far past its opening. */
function strayAct(room: day.Room, seat: Seat): void {
  const { room: id, head } = day.state(room);
  const act = seat.author.sign(seat.author.draft(id, head, 'proceed', { to: 'commitment' }));
  room.world.host.receive(act as Act);
}

function courseOfTheDay(room: day.Room): void {
  const { world, supervisor } = room;
  const alarm = does(world, supervisor, 'alarm', {
    kind: 'network',
    level: 2,
    about: 'E4',
    text: '席位网络中断 14 秒',
  });
  does(world, supervisor, 'alarm-seen', { alarm, note: '已恢复，不影响评审' });
  does(world, supervisor, 'alarm', { kind: 'door', level: 3, about: '评标室东门', text: '门未关闭' });
  does(world, supervisor, 'intervene', { about: '制止成员使用自带物品', reason: '评标纪律' });
  does(world, supervisor, 'pause', { reason: '午餐', present: day.state(room).members });
  does(world, supervisor, 'resume', { present: day.state(room).members });
}

function review(room: day.Room): void {
  const chair = room.seats.get('E1')!;
  does(room.world, chair, 'deliberate', {
    bid: 'B2',
    check: 'R1',
    matter: '委托代理人签字笔迹',
    place: { document: '投标函.pdf', page: 3 },
  });
  day.review(room);
  day.proceed(room);
}

function clarify(room: day.Room): void {
  const question = does(room.world, room.seats.get('E1')!, 'question', {
    bid: 'B2',
    text: '请说明委托代理人的授权范围。',
    place: { document: '投标函.pdf', page: 3 },
  });
  does(room.world, room.supervisor, 'answer', {
    question,
    text: '授权书载明授权签署全部投标文件，见投标函附件一。',
    signedBy: '某市恒岳工程有限公司 委托代理人',
  });
}

async function conclude(play: Play, matters: string): Promise<Played> {
  const { room } = play;
  day.settle(room);
  const ranking = rankingDigest(nativeCrypto, day.state(room));
  does(room.world, room.seats.get('E1')!, 'outcome', { kind: 'ranked', reason: '', ranking, matters });
  return finish(play, new Map([['E2', '对 B1 施工组织设计的评价偏高，深基坑支护方案缺少监测布置。']]), [
    'E5',
  ]);
}

async function finish(
  { room, played }: Play,
  dissenting: ReadonlyMap<string, string>,
  refusing: readonly string[],
): Promise<Played> {
  await day.report(room, async () => room.world.pkg.digest);
  for (const who of refusing) room.seats.delete(who);
  day.signReport(room, dissenting);
  day.close(room);
  return played;
}

/** Tendering: recusal and substitution, rejection, clarification, going back, an outlier changed, dissent, one who will not sign. */
export async function fullDay(): Promise<Played> {
  const play = await begin(tenderingData(), 'full day');
  const { room } = play;
  openMeeting(room);
  day.commit(room, ['E3']);
  await day.substitute(room, 'E3', { kind: 'recusal', act: day.state(room).member.get('E3')!.recused!.act });
  toReview(room);
  courseOfTheDay(room);
  review(room);
  clarify(room);
  day.proceed(room);
  await scoreAndRelease(room);
  const chair = room.seats.get('E1')!;
  const back = does(room.world, chair, 'back', {
    to: 'scoring',
    reason: '部分成员对评分档次理解有误，须重新评分',
  });
  does(room.world, room.supervisor, 'witness', { act: back });
  await scoreAndRelease(room);
  const round = currentRound(day.state(room))!;
  const from = round.sheets.get(ODD.expert)!.values.get(cellKey(ODD.bid, ODD.item))!.score!;
  const change = {
    round: round.number,
    bid: ODD.bid,
    item: ODD.item,
    from,
    to: '7.5',
    ground: 'outlier',
    reason: '误将满分按 5 分掌握',
  } as const;
  does(room.world, room.seats.get(ODD.expert)!, 'change', change);
  strayAct(room, room.seats.get('E4')!);
  return conclude(play, '签订合同前须核对项目经理在建工程情况，并收取履约担保。');
}

/** Procurement with a ranking. */
export async function procurementDay(): Promise<Played> {
  const play = await begin(procurementData(), 'procurement', { passes: () => ({ pass: true, reason: '' }) });
  openMeeting(play.room);
  toReview(play.room);
  day.review(play.room);
  day.proceed(play.room);
  day.proceed(play.room);
  await scoreAndRelease(play.room);
  return conclude(play, '');
}

const nobody = { passes: () => ({ pass: false, reason: '不符合要求' }) };

/** Procurement with fewer than three bids left. */
export async function voidDay(): Promise<Played> {
  const play = await begin(procurementData(), 'void', nobody);
  openMeeting(play.room);
  toReview(play.room);
  day.review(play.room);
  day.proceed(play.room);
  const reason = '符合招标文件实质性要求的投标人不足三家';
  does(play.room.world, play.room.seats.get('E1')!, 'outcome', {
    kind: 'void',
    reason,
    ranking: null,
    matters: '',
  });
  return finish(play, new Map(), []);
}

/** Tendering with every bid rejected in the review. */
export async function allRejectedDay(): Promise<Played> {
  const play = await begin(tenderingData(), 'all rejected', nobody);
  openMeeting(play.room);
  toReview(play.room);
  day.review(play.room);
  day.proceed(play.room);
  const reason = '全部投标均未通过初步评审';
  does(play.room.world, play.room.seats.get('E1')!, 'outcome', {
    kind: 'all-rejected',
    reason,
    ranking: null,
    matters: '',
  });
  return finish(play, new Map(), []);
}

/** Tendering, stopped by a vote before anything was decided. */
export async function stoppedDay(): Promise<Played> {
  const play = await begin(tenderingData(), 'stopped');
  openMeeting(play.room);
  toReview(play.room);
  const chair = play.room.seats.get('E1')!;
  const reason = '招标文件的评标标准前后矛盾，无法继续评标';
  const motion = day.carryMotion(play.room, chair, { kind: 'stop', reason });
  does(play.room.world, chair, 'outcome', { kind: 'stopped', reason, ranking: null, motion, matters: '' });
  return finish(play, new Map(), []);
}

const times = (entries: readonly Entry[]) => (seq: number) => entries[seq - 1]!.at;

/** What the report of a played room is made from: the state at the head that its report act names. */
export function reportInput({ pkg, entries }: Played): ReportInput & { readonly state: RoomState } {
  const final = foldTo(nativeCrypto, pkg, entries);
  const state = foldTo(nativeCrypto, pkg, entries, final.report!.head.seq);
  const made = state.outcome!.kind === 'ranked' ? evaluation(state) : null;
  return { state, evaluation: made, timeOf: times(entries) };
}

export const annexInput = ({ pkg, entries }: Played) => ({
  state: foldTo(nativeCrypto, pkg, entries),
  timeOf: times(entries),
});
