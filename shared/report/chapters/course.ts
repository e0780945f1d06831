/** 评标过程记录: how the day went; superseded phases, motions, pauses, calls, interventions, alarms, acts without effect. */
import { eventWords } from '../../devices/words.ts';
import type { CallPeer } from '../../journal/acts.ts';
import type { Call, RoomState } from '../../journal/state.ts';
import { type Block, type Chapter, center, left, section, table } from '../model.ts';
import type { Source } from '../source.ts';
import { motionsTable } from './votes.ts';

function milestones(
  { opening, announced, chair, rounds, outcome }: RoomState,
  chairTitle: string,
): [string, number][] {
  const opened = (round: RoomState['rounds'][number]): [string, number][] => {
    const submitted = Math.max(0, ...[...round.submits.values()].map(({ seq }) => seq));
    const released = Math.max(0, ...[...round.sheets.values()].map(({ seq }) => seq));
    return [
      [`第${round.number}轮评分开始`, round.opened],
      [`第${round.number}轮最后一份评分表提交`, submitted],
      [`第${round.number}轮评分表全部开封`, released],
      [`第${round.number}轮评分作废`, round.abandoned ?? 0],
    ];
  };
  const all: [string, number][] = [
    ['评标室启用', opening === null ? 0 : 1],
    ['宣布投标人名单', announced ?? 0],
    [`推选${chairTitle}`, chair?.seq ?? 0],
    ...rounds.flatMap(opened),
    ['形成评审结论', outcome?.seq ?? 0],
  ];
  return all.filter(([, seq]) => seq > 0).sort((a, b) => a[1] - b[1]);
}

function supersededTable(s: Source): Block {
  const substituted = new Map(s.state.substitutions.map((one) => [one.seq, one]));
  return table(
    '退回与作废的阶段',
    [left('自'), left('退回到'), left('理由'), left('申请'), left('见证'), left('当时的结论（已作废）')],
    s.state.superseded.map((one) => {
      const change = substituted.get(one.requested);
      const reason =
        change === undefined ? one.reason : `成员更换：${s.person(change.in)} 接替 ${s.person(change.out)}`;
      return [
        s.terms.phases[one.from],
        s.terms.phases[one.to],
        reason,
        s.when(one.requested),
        s.when(one.witnessed),
        one.outcome === null ? '尚未形成' : `${s.terms.outcomes[one.outcome.kind]}。${one.outcome.reason}`,
      ];
    }),
  );
}

function pauses(s: Source): Block {
  return table(
    '暂停记录',
    [left('原因'), left('自'), left('至'), left('在场人员')],
    s.state.pauses.map((one) => [
      one.reason,
      s.time(one.from),
      one.to === null ? '未恢复' : s.time(one.to),
      s.people(one.present),
    ]),
  );
}

const peerText = (s: Source, peer: CallPeer): string => {
  switch (peer.kind) {
    case 'supervisor':
      return `${s.terms.supervisor}${s.person(peer.supervisor)}`;
    case 'agency':
      return s.terms.agency;
    case 'bidder':
      return `${s.bidder(s.state.questions.get(peer.question)?.bid ?? '')}的代表`;
  }
};

/** Who spoke with whom over the intercom; what was said is in the recording. */
export const callsTable = (s: Source, calls: readonly Call[]): Block =>
  table(
    '变声通话记录',
    [left('成员'), left('通话对象'), left('自'), left('至')],
    calls.map((one) => [
      s.person(one.by),
      peerText(s, one.with),
      s.when(one.seq),
      one.end === null ? '未结束' : `${s.when(one.end.seq)}${one.end.how === 'lost' ? '，线路中断' : ''}`,
    ]),
  );

export const interventionsTable = (s: Source, interventions: RoomState['interventions']): Block =>
  table(
    `${s.terms.supervisor}干预记录`,
    [left('事项'), left('理由'), left('人员'), left('时间')],
    interventions.map((one) => [one.about, one.reason, s.person(one.by), s.when(one.seq)]),
  );

type Alarm = RoomState['alarms'] extends ReadonlyMap<string, infer V> ? V : never;

export const alarmsTable = (s: Source, alarms: readonly Alarm[]): Block =>
  table(
    '告警记录',
    [left('时间'), center('级别'), left('类型'), left('对象'), left('内容'), left('处置')],
    alarms.map(({ body, seq, seen }) => [
      s.when(seq),
      `${body.level}`,
      eventWords(body.kind)?.zh ?? body.kind,
      s.person(body.about),
      body.text,
      seen === null ? '未处置' : `${seen.note}（${s.when(seen.seq)}）`,
    ]),
  );

function refused(s: Source): Block {
  return table(
    '未生效的操作',
    [center('日志'), left('时间'), left('原因')],
    s.state.refused.map(({ seq, refusal }) => [
      s.entry(seq),
      s.time(s.timeOf(seq)),
      `${refusal.zh}（${refusal.code}）`,
    ]),
  );
}

export function course(s: Source): Chapter {
  const { state, terms } = s;
  return {
    title: '评标过程记录',
    blocks: [
      section('主要节点'),
      table(
        '主要节点',
        [left('事项'), left('时间')],
        milestones(state, terms.chair).map(([what, seq]) => [what, s.when(seq)]),
      ),
      section('退回与作废的阶段'),
      supersededTable(s),
      section('表决事项'),
      motionsTable(s, [...state.motions.values()]),
      section('暂停'),
      pauses(s),
      section('变声通话'),
      callsTable(s, [...state.calls.values()]),
      section(`${terms.supervisor}干预`),
      interventionsTable(s, state.interventions),
      section('告警'),
      alarmsTable(s, [...state.alarms.values()]),
      section('未生效的操作'),
      refused(s),
    ],
  };
}
