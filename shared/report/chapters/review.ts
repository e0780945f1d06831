/** 初步评审, 符合性审查: the conforming bids (符合要求的投标一览表), the votes item by item, every "no" with its reason and place. */
import { reviewVotes } from '../../evaluation/review.ts';
import { type Block, type Chapter, center, left, NONE, paragraph, section, table } from '../model.ts';
import { bidTitle, type Source } from '../source.ts';

function votes(s: Source): Block {
  const { review } = s.project;
  const bids = s.data.bids.map((b) => b.bid);
  const cell = (bid: string, check: string): string => {
    const { passed, failed, open } = reviewVotes(s.state, bid, check);
    if (open.length === s.state.members.length) return '未评';
    const waiting = open.length === 0 ? '' : `，未评 ${open.length}`;
    return `${passed.length} : ${failed.length}${waiting}`;
  };
  return table(
    `${s.terms.preliminaryReview}表决汇总表（通过票数 : 不通过票数）`,
    [center('编号'), left('评审因素'), ...bids.map((bid) => center(bidTitle(s, bid, bids)))],
    review.map(({ id, name }) => [id, name, ...bids.map((bid) => cell(bid, id))]),
    { keys: 2 },
  );
}

/** Every decision against a bid, also where no majority shared it. */
function objections(s: Source): Block {
  const rows = s.data.bids.flatMap(({ bid }) =>
    s.project.review.flatMap(({ id }) =>
      reviewVotes(s.state, bid, id).failed.map((member) => {
        const decision = s.state.member.get(member)!.reviews.get(`${bid}\u001f${id}`)!;
        return [
          s.bidder(bid),
          s.check(id),
          s.person(member),
          decision.reason,
          s.place(decision.place),
          s.entry(decision.seq),
        ];
      }),
    ),
  );
  return table(
    '判定不通过的意见',
    [left('投标人'), left('评审因素'), left('成员'), left('理由'), left('投标文件位置'), center('日志')],
    rows,
  );
}

function conforming(s: Source): Block {
  const { responsive } = s.eligibility;
  return table(
    '符合要求的投标一览表',
    [center('序号'), center('投标编号'), left('投标人'), left('结论')],
    responsive.map((bid, index) => [
      `${index + 1}`,
      bid,
      s.bid(bid).name,
      `通过${s.terms.preliminaryReview}`,
    ]),
    { keys: 2 },
  );
}

/** Whether every member has decided every check; before that nobody can be said to have passed. */
export const reviewConcluded = (s: Source): boolean =>
  s.data.bids.every(({ bid }) =>
    s.project.review.every(({ id }) => reviewVotes(s.state, bid, id).open.length === 0),
  );

export function review(s: Source): Chapter {
  const done = reviewConcluded(s);
  const result = done
    ? [conforming(s)]
    : [paragraph(`${s.terms.preliminaryReview}尚未完成，不形成符合要求的投标名单。`)];
  return {
    title: `${s.terms.preliminaryReview}情况和符合要求的投标一览表`,
    blocks: [
      section('符合要求的投标'),
      ...result,
      section('表决汇总'),
      s.project.review.length === 0 ? NONE : votes(s),
      section('判定不通过的意见'),
      objections(s),
    ],
  };
}
