/** 否决投标, 投标无效: one sheet for each rejection: ground, article, clause of the tender, place, vote. */
import { cellKey } from '../../evaluation/committee.ts';
import { failures, reviewVotes } from '../../evaluation/review.ts';
import type { RejectionReason } from '../../scoring/answer.ts';
import { type Block, type Chapter, facts, left, NONE, paragraph, section, table } from '../model.ts';
import type { Source } from '../source.ts';
import { reviewConcluded } from './review.ts';

function reason(s: Source, why: RejectionReason, bid: string): [ground: string, article: string] {
  switch (why) {
    case 'REVIEW_FAILED': {
      const checks = failures(s.state).flatMap((one) => (one.bid === bid ? [s.check(one.check)] : []));
      return [`未通过：${checks.join('、')}`, s.law.rejection];
    }
    case 'NOT_LISTED': {
      const { integrity } = s.project;
      return ['不在诚信信息库或已被暂停', integrity.applies ? (integrity.basis ?? '招标文件') : '招标文件'];
    }
    case 'ABOVE_CEILING':
      return [`投标报价超过${s.terms.ceiling} ${s.money(s.project.ceiling ?? '')}`, s.law.aboveCeiling];
  }
}

function overview(s: Source): Block {
  return table(
    `${s.terms.rejection}情况一览表`,
    [left('投标人'), left('情形'), left('法律依据')],
    [...s.eligibility.rejected].map(([bid, why]) => [s.bidder(bid), ...reason(s, why, bid)]),
  );
}

function sheet(s: Source, bid: string, check: string): Block[] {
  const written = s.state.rejections.get(cellKey(bid, check));
  const discussed = s.state.deliberations.get(cellKey(bid, check));
  const { passed, failed } = reviewVotes(s.state, bid, check);
  return [
    section(`${s.terms.rejection}单：${s.bidder(bid)}`),
    facts(
      ['投标人', s.bid(bid).name],
      ['统一社会信用代码', s.bid(bid).enterprise],
      ['评审因素', s.check(check)],
      ['认定情形', written?.ground],
      ['法律依据', s.law.rejection],
      ['招标文件条款', written?.clause],
      ['投标文件位置', s.place(written?.place)],
      ['集体评议', discussed === undefined ? undefined : `${discussed.matter}（${s.when(discussed.seq)}）`],
      ['认定不通过', `${failed.length} 人：${s.people(failed)}`],
      ['认定通过', passed.length === 0 ? '0 人' : `${passed.length} 人：${s.people(passed)}`],
      ['填写人', written === undefined ? undefined : `${s.person(written.by)}，${s.when(written.seq)}`],
    ),
  ];
}

/** What the committee looked at together and did not reject. */
function deliberations(s: Source): Block {
  return table(
    '集体评议记录',
    [left('投标人'), left('评审因素'), left('评议事项'), left('投标文件位置'), left('时间')],
    [...s.state.deliberations].map(([cell, { matter, place, seq }]) => {
      const [bid = '', check = ''] = cell.split('\u001f');
      return [s.bidder(bid), s.check(check), matter, s.place(place), s.when(seq)];
    }),
  );
}

export function rejections(s: Source): Chapter {
  const title = `${s.terms.rejection}的情况说明`;
  if (!reviewConcluded(s))
    return {
      title,
      blocks: [
        paragraph(`${s.terms.preliminaryReview}尚未完成，未形成${s.terms.rejection}的结论。`),
        section('集体评议'),
        deliberations(s),
      ],
    };
  const { rejected } = s.eligibility;
  return {
    title,
    blocks: [
      section(`${s.terms.rejection}情况`),
      rejected.size === 0 ? NONE : overview(s),
      ...failures(s.state).flatMap(({ bid, check }) => sheet(s, bid, check)),
      section('集体评议'),
      deliberations(s),
    ],
  };
}
