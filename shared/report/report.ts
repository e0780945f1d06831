/**
 * The evaluation report: every item of R12 42 or R87 58, and what this room adds: each member's sheets, each change, dissent,
 * superseded phases, alarms, the journal's head, and how to check all of it. Made before it is signed; who signed and who disagreed
 * is the annex's.
 */

import { basics, opening } from './chapters/basics.ts';
import { changeBlocks, lowPriceTable } from './chapters/changes.ts';
import { clarification } from './chapters/clarification.ts';
import { committee } from './chapters/committee.ts';
import { course } from './chapters/course.ts';
import { criteria } from './chapters/criteria.ts';
import { integrityBlocks } from './chapters/integrity.ts';
import { priceBlocks } from './chapters/prices.ts';
import { conclusion, ranking, recommendation } from './chapters/ranking.ts';
import { rejections } from './chapters/rejections.ts';
import { review } from './chapters/review.ts';
import { scoreBlocks } from './chapters/scores.ts';
import { sheets } from './chapters/sheets.ts';
import { verification } from './chapters/verification.ts';
import { type Chapter, type Cover, paragraph, type ReportModel, section } from './model.ts';
import { numbered } from './numbering.ts';
import { type ReportInput, type Source, sourceOf } from './source.ts';

/** What both the report and its annex say on their first page. */
export function coverOf(s: Source, title: string, remark: string | undefined): Cover {
  const { project, terms, state } = s;
  const remarks = [
    remark,
    state.opening?.demonstration === true ? '演示项目，不具法律效力' : undefined,
  ].filter((text) => text !== undefined);
  const date = s.day(state.openedAt ?? project.opened);
  return {
    title,
    ...(remarks.length === 0 ? {} : { remark: remarks.join('；') }),
    facts: [
      ['项目名称', project.name],
      ['项目编号', project.code],
      [terms.lot, project.lot ?? '无'],
      [terms.owner, project.owner ?? '无'],
      [terms.agency, project.agency ?? '无'],
      ['评标日期', date],
      [
        '评标委员会',
        state.members.map((id) => s.data.committee.find((m) => m.expert === id)!.name).join('、'),
      ],
    ],
    issuer: '评标委员会',
    date: s.day(state.at ?? project.opened),
  };
}

export const runningTitle = ({ project, terms }: Source, title: string): string =>
  `${project.name}${project.lot === undefined ? '' : `（${terms.lot} ${project.lot}）`}　${title}`;

function comparison(s: Source): Chapter {
  const title = `经评审的价格或者评分比较一览表（${s.terms.detailedReview}）`;
  if (s.evaluation === null)
    return {
      title,
      blocks: [
        paragraph(`本次评标结论为“${conclusion(s)}”，不形成评分和价格比较。`),
        section('异常低价提示'),
        lowPriceTable(s),
      ],
    };
  return { title, blocks: [...scoreBlocks(s), ...priceBlocks(s), ...integrityBlocks(s), ...changeBlocks(s)] };
}

function otherMatters(s: Source): Chapter {
  const { state } = s;
  const late = state.substitutions.filter((one) => one.afterRelease);
  const voided = state.superseded.length;
  return {
    title: '其他需要说明的情况',
    blocks: [
      paragraph(
        late.length === 0
          ? '评分开封之后没有更换成员。'
          : `评分开封之后更换成员 ${late.length} 人：${late.map((one) => `${s.person(one.in)} 接替 ${s.person(one.out)}`).join('；')}。`,
      ),
      paragraph(
        voided === 0 ? '没有退回重新评审的阶段。' : `退回重新评审 ${voided} 次，详见“评标过程记录”。`,
      ),
      paragraph(
        `告警 ${state.alarms.size} 次，${s.terms.supervisor}干预 ${state.interventions.length} 次，暂停 ${state.pauses.length} 次，未生效的操作 ${state.refused.length} 项，详见“评标过程记录”。`,
      ),
    ],
  };
}

function signing(s: Source): Chapter {
  return {
    title: '评标委员会签字',
    blocks: [
      paragraph(
        `本报告由评标委员会成员在系统中以电子签名签署。各成员的签署、不同意见及理由，以日志终结后编制的《签字页与异议附件》为准。对评标结论有不同意见的成员应当书面说明不同意见和理由；拒绝签字又不说明的，视为同意评标结论（${s.law.signing}）。`,
      ),
      {
        kind: 'signatures',
        rows: s.state.members.map((id) => {
          const member = s.data.committee.find((m) => m.expert === id)!;
          const chair = s.state.chair?.member === id ? `（${s.terms.chair}）` : '';
          return { name: member.name, office: `${s.role(member)}${chair}`, state: '' };
        }),
      },
    ],
  };
}

/** The report of the room as it stands at `input.state.head`. */
export function reportModel(input: ReportInput): ReportModel {
  const s = sourceOf(input);
  const parts = [
    basics,
    committee,
    opening,
    criteria,
    review,
    rejections,
    clarification,
    comparison,
    ranking,
  ];
  const rest = [recommendation, course, otherMatters, verification, signing, sheets];
  return {
    format: 'sealroom-report/1',
    cover: coverOf(s, '评标报告', undefined),
    running: runningTitle(s, '评标报告'),
    chapters: numbered([...parts, ...rest].map((chapter) => chapter(s))),
  };
}
