/**
 * 我的评标记录: what one expert did in this evaluation, for him to take along. Of his own acts and his own sheets alone; nobody else's scores, and
 * nothing that the report says of the result.
 */
import { cellOf, expertsItems } from '../evaluation/committee.ts';
import type { ActType } from '../journal/acts.ts';
import type { Entry } from '../journal/entry.ts';
import type { Place } from '../journal/fields.ts';
import type { Citations } from '../report/citations.ts';
import {
  type Block,
  type Chapter,
  center,
  decimal,
  facts,
  left,
  NONE,
  paragraph,
  type ReportModel,
  section,
  table,
} from '../report/model.ts';
import { numbered } from '../report/numbering.ts';
import { runningTitle } from '../report/report.ts';
import { type ReportInput, type Source, sourceOf } from '../report/source.ts';
import { narrator } from './narrator.ts';
import { sentence } from './sentences.ts';

export const OWN_RECORD_TITLE = '我的评标记录';

/** A cell of the expert's own sheet, as this seat could read it. */
export interface OwnCell {
  readonly round: number;
  readonly bid: string;
  readonly item: string;
  /** Null where it holds none, or could not be read. */
  readonly score: string | null;
  readonly unreadable: boolean;
  readonly remark: string;
  readonly place: Place | null;
  /** Entry number of its newest value. */
  readonly seq: number;
}

export interface OwnRecordInput extends Omit<ReportInput, 'evaluation'> {
  readonly who: string;
  /** All of the journal up to `state.head`. */
  readonly entries: readonly Entry[];
  readonly cells: readonly OwnCell[];
}

/** The expert's own acts, and the article that each rests on; opinions and scores have chapters of their own, and what a seat does by itself is not told. */
const TOLD: { readonly [T in ActType]?: keyof Citations | null } = {
  'sign-in': null,
  commit: 'recusal',
  recuse: 'recusal',
  ballot: 'chair',
  read: 'reading',
  deliberate: 'rejection',
  reject: 'rejection',
  question: 'clarification',
  call: null,
  'call-end': null,
  move: 'voting',
  vote: 'voting',
  'return-share': null,
  'screen-key': null,
  submit: 'judging',
  change: 'consolidation',
  outcome: 'candidates',
  report: 'content',
  sign: 'signing',
  dissent: 'signing',
  proceed: null,
  back: null,
  alarm: null,
};

const SIGNED = {
  sign: '已签署',
  dissent: '提出不同意见',
  'taken-to-agree': '未签署且未说明理由，由评标委员会认定为同意',
} as const;

function basics(s: Source, who: string): Chapter {
  const { state, project, terms } = s;
  const member = state.pkg.data.committee.find(({ expert }) => expert === who);
  const seats = [...state.sessions.values()].filter((one) => one.who === who && one.admitted !== null);
  const signed = state.signatures.get(who);
  return {
    title: '基本情况',
    blocks: [
      facts(
        ['姓名', member?.name],
        ['编号', who],
        ['身份', member === undefined ? undefined : s.role(member)],
        ['职务', state.chair?.member === who ? terms.chair : '成员'],
        ['项目', project.name],
        ['项目编号', project.code],
        [terms.lot, project.lot],
        ['席位', seats.map(({ seat, admitted }) => `${seat}号，准入 ${s.when(admitted!)}`).join('；')],
        ['评标报告', signed === undefined ? '尚未签署' : `${SIGNED[signed.kind]}，${s.when(signed.seq)}`],
      ),
    ],
  };
}

const ownEntries = ({ entries, state, who }: OwnRecordInput): Entry[] =>
  entries.filter(({ act }) => state.sessions.get(act.session)?.who === who);

const isWithoutEffect = ({ state }: OwnRecordInput, entry: number): boolean =>
  state.refused.some(({ seq }) => seq === entry);

function course(s: Source, input: OwnRecordInput): Chapter {
  const rows = ownEntries(input).flatMap((entry) => {
    const law = TOLD[entry.act.type];
    if (law === undefined) return [];
    const { zh } = sentence(narrator(input.state, entry, true), entry.act);
    const effect = isWithoutEffect(input, entry.seq) ? '（未生效）' : '';
    return [[s.time(entry.at), `${entry.seq}`, `${zh}${effect}`, law === null ? '' : s.law[law]]];
  });
  return {
    title: '参加评标的经过',
    blocks: [
      table('本人的操作', [left('时间'), center('日志'), left('事项'), left('依据')], rows, { keys: 2 }),
    ],
  };
}

/** Every opinion that was given, also those that a later one replaced. */
function reviews(s: Source, input: OwnRecordInput): Chapter {
  const rows = ownEntries(input).flatMap(({ act, seq }) => {
    if (act.type !== 'review') return [];
    const { bid, check, pass, reason, place } = act.body;
    const said = `${pass ? '通过' : '不通过'}${isWithoutEffect(input, seq) ? '（未生效）' : ''}`;
    return [[s.bidder(bid), s.check(check), said, reason, s.place(place), s.when(seq)]];
  });
  return {
    title: `${s.terms.preliminaryReview}意见`,
    blocks: [
      table(
        '本人的评审意见',
        [left('投标人'), left('评审因素'), center('结论'), left('理由'), left('位置'), left('时间')],
        rows,
        { keys: 2, notes: [`依据：${s.law.judging}。`] },
      ),
    ],
  };
}

function sheetBlocks(s: Source, { who, cells }: OwnRecordInput): Block[] {
  const most = new Map(expertsItems(s.data).map(({ id, max }) => [id, max]));
  return s.state.rounds.flatMap((round): Block[] => {
    const own = cells.filter((cell) => cell.round === round.number);
    if (own.length === 0) return [];
    const submitted = round.submits.get(who);
    return [
      section(`第${round.number}轮评分${round.abandoned === null ? '' : '（已作废）'}`),
      paragraph(submitted === undefined ? '本轮评分表未提交。' : `评分表提交于${s.when(submitted.seq)}。`),
      table(
        `第${round.number}轮本人评分表`,
        [
          left('投标人'),
          left('评分因素'),
          decimal('满分'),
          decimal('评分'),
          left('评语'),
          left('位置'),
          left('保存时间'),
        ],
        own.map(({ bid, item, score, unreadable, remark, place, seq }) => [
          s.bidder(bid),
          s.item(item),
          most.get(item) ?? '',
          score ?? (unreadable ? '无法解读' : '未评'),
          remark,
          s.place(place),
          s.when(seq),
        ]),
        { keys: 2, notes: [`依据：${s.law.judging}。`] },
      ),
    ];
  });
}

function changes(s: Source, who: string): Block {
  const rows = s.state.rounds.flatMap(({ number, sheets }) =>
    [...(sheets.get(who)?.values ?? [])].flatMap(([key, value]) => {
      const { bid, item } = cellOf(key);
      return value.changes.map(({ from, to, reason, seq }) => [
        `${number}`,
        s.bidder(bid),
        s.item(item),
        from ?? '无法解读',
        to,
        reason,
        s.when(seq),
      ]);
    }),
  );
  return table(
    '本人评分的复核修改',
    [
      center('轮次'),
      left('投标人'),
      left('评分因素'),
      decimal('修改前'),
      decimal('修改后'),
      left('理由'),
      left('时间'),
    ],
    rows,
    { keys: 3, notes: [`依据：${s.law.consolidation}。`] },
  );
}

function scores(s: Source, input: OwnRecordInput): Chapter {
  const sheets = sheetBlocks(s, input);
  return {
    title: '评分',
    blocks: [...(sheets.length === 0 ? [NONE] : sheets), section('评分复核'), changes(s, input.who)],
  };
}

function checking({ state, time }: Source): Chapter {
  return {
    title: '核对',
    blocks: [
      paragraph(
        '本记录由本席位依据其保存并核对过的评标日志和本人的评分密钥编制，仅记载本人的操作，供本人留存。评标情况依法保密，请勿向他人透露。',
      ),
      facts(
        ['评标室编号', state.room ?? undefined],
        ['项目包校验码', state.pkg.digest],
        ['依据的日志末条', `第${state.head.seq}条`],
        ['该条校验码', state.head.hash],
        ['该条时间', state.at === null ? undefined : time(state.at)],
      ),
    ],
  };
}

/** The record of one expert's part, as data that a renderer only has to show. */
export function ownRecordModel(input: OwnRecordInput): ReportModel {
  const s = sourceOf({ ...input, evaluation: null });
  const { project, terms, state } = s;
  return {
    format: 'sealroom-report/1',
    cover: {
      title: OWN_RECORD_TITLE,
      ...(state.opening?.demonstration === true ? { remark: '演示项目，不具法律效力' } : {}),
      facts: [
        ['项目名称', project.name],
        ['项目编号', project.code],
        [terms.lot, project.lot ?? '无'],
        [terms.expert, s.person(input.who)],
      ],
      issuer: s.person(input.who),
      date: s.day(state.at ?? project.opened),
    },
    running: runningTitle(s, OWN_RECORD_TITLE),
    chapters: numbered([
      basics(s, input.who),
      course(s, input),
      reviews(s, input),
      scores(s, input),
      checking(s),
    ]),
  };
}
