/**
 * 签字页与异议附件: who signed the report, who disagrees and why, who was taken to agree; made from the final journal, because the
 * report itself is what they sign.
 */
import type { RoomState } from '../journal/state.ts';
import { alarmsTable, callsTable, interventionsTable } from './chapters/course.ts';
import { motionsTable, votesText } from './chapters/votes.ts';
import {
  type Block,
  type Chapter,
  facts,
  left,
  NONE,
  paragraph,
  type ReportModel,
  section,
  table,
} from './model.ts';
import { numbered } from './numbering.ts';
import { coverOf, runningTitle } from './report.ts';
import { type ReportInput, type Source, sourceOf } from './source.ts';

const TITLE = '签字页与异议附件';

const STATES = {
  sign: '已通过系统电子签名',
  dissent: '有不同意见（见下）',
  'taken-to-agree': '拒绝签字且未说明理由，视为同意',
} as const;

function reportChapter(s: Source): Chapter {
  const { report, outcome } = s.state;
  return {
    title: '所签署的评标报告',
    blocks: [
      facts(
        ['评标报告校验码（SHA-256）', report?.digest],
        ['报告依据的日志末条', report === null ? undefined : `第${report.head.seq}条`],
        ['该条校验码', report?.head.hash],
        ['记入日志', report === null ? undefined : s.when(report.seq)],
        ['评审结论', outcome === null ? undefined : s.terms.outcomes[outcome.kind]],
      ),
    ],
  };
}

function signatures(s: Source): Chapter {
  const { state, data } = s;
  const rows = state.members.map((id) => {
    const member = data.committee.find((m) => m.expert === id)!;
    const given = state.signatures.get(id);
    const chair = state.chair?.member === id ? `（${s.terms.chair}）` : '';
    const office = `${s.role(member)}${chair}`;
    return {
      name: member.name,
      office,
      state: given === undefined ? '未签署' : `${STATES[given.kind]}\n${s.when(given.seq)}`,
    };
  });
  return { title: '评标委员会成员签署情况', blocks: [{ kind: 'signatures', rows }] };
}

function dissents(s: Source): Chapter {
  const given = [...s.state.signatures].filter(([, { kind }]) => kind === 'dissent');
  return {
    title: '不同意见及理由',
    blocks:
      given.length === 0
        ? [NONE]
        : given.flatMap(([who, { reason, seq }]) => [
            section(s.person(who)),
            paragraph(reason),
            paragraph(`${s.when(seq)}，以电子签名提交。`),
          ]),
  };
}

/** R12 43, R87 61: the committee's own written note on a member who will not sign. */
function takenToAgree(s: Source): Chapter {
  const carried = [...s.state.motions.values()].filter(
    ({ motion, carried }) => motion.kind === 'taken-to-agree' && carried === true,
  );
  const blocks = carried.flatMap(({ motion, votes, seq }): Block[] =>
    motion.kind !== 'taken-to-agree'
      ? []
      : [
          section(s.person(motion.member)),
          paragraph(
            `评标委员会书面说明：${motion.reason}。该成员拒绝签字且不陈述不同意见和理由，视为同意评标结论（${s.law.signing}）。`,
          ),
          paragraph(`表决：${votesText(s, votes)}（提出于${s.when(seq)}）。`),
        ],
  );
  return { title: '视为同意评标结论的说明', blocks: blocks.length === 0 ? [NONE] : blocks };
}

function afterwards(s: Source): Chapter {
  const from = s.state.report?.head.seq ?? s.state.head.seq;
  const later = <T extends { readonly seq: number }>(all: Iterable<T>): T[] =>
    [...all].filter(({ seq }) => seq > from);
  const { motions, calls, interventions, alarms, pauses }: RoomState = s.state;
  return {
    title: '报告编制之后的记录',
    blocks: [
      section('表决事项'),
      motionsTable(s, later(motions.values())),
      section('变声通话'),
      callsTable(s, later(calls.values())),
      section(`${s.terms.supervisor}干预`),
      interventionsTable(s, later(interventions)),
      section('告警'),
      alarmsTable(s, later(alarms.values())),
      section('暂停'),
      table(
        '全部暂停记录',
        [left('原因'), left('自'), left('至')],
        pauses.map((one) => [one.reason, s.time(one.from), one.to === null ? '未恢复' : s.time(one.to)]),
      ),
    ],
  };
}

function closing(s: Source): Chapter {
  const { closed, head, room, pkg, at } = s.state;
  const outcomes = { sealed: '封存', 'sealed-aborted': '中止封存' } as const;
  return {
    title: '封存与核验',
    blocks: [
      facts(
        ['评标室编号', room ?? undefined],
        ['项目包校验码', pkg.digest],
        ['日志条数', `${head.seq}`],
        ['日志末条校验码', head.hash],
        ['末条时间', at === null ? undefined : s.time(at)],
        ['封存方式', closed === null ? '尚未封存' : outcomes[closed.outcome]],
        ['封存说明', closed?.reason],
      ),
      section('不在封存凭证上签名的成员'),
      table(
        '缺签说明',
        [left('成员'), left('理由')],
        (closed?.excused ?? []).map(({ who, reason }) => [s.person(who), reason]),
      ),
      paragraph('本附件由完整日志推算得出，可用核验程序（verify）由同一日志重新编制并逐字节比对。'),
    ],
  };
}

/** The annex of the room as it stands at the end of the journal; its input needs no evaluation. */
export function annexModel(input: Omit<ReportInput, 'evaluation'>): ReportModel {
  const s = sourceOf({ ...input, evaluation: null });
  const chapters = [reportChapter, signatures, dissents, takenToAgree, afterwards, closing];
  return {
    format: 'sealroom-report/1',
    cover: coverOf(s, TITLE, '评标报告之附件'),
    running: runningTitle(s, TITLE),
    chapters: numbered(chapters.map((chapter) => chapter(s))),
  };
}
