/** 表决: motions with everybody's vote, and votes in a sentence. */
import type { Motion } from '../../journal/motion.ts';
import type { MotionState } from '../../journal/state.ts';
import { type Block, center, left, table } from '../model.ts';
import type { Source } from '../source.ts';

type Votes = MotionState['votes'];

const side = (s: Source, votes: Votes, yes: boolean): string[] =>
  [...votes].flatMap(([who, vote]) =>
    vote.yes === yes ? [`${s.person(who)}${vote.reason === '' ? '' : `（${vote.reason}）`}`] : [],
  );

/** `同意 3 票：甲、乙、丙；反对 1 票：丁（理由）`. */
export function votesText(s: Source, votes: Votes): string {
  const [yes, no] = [side(s, votes, true), side(s, votes, false)];
  const part = (label: string, who: readonly string[]): string =>
    who.length === 0 ? `${label} 0 票` : `${label} ${who.length} 票：${who.join('、')}`;
  return `${part('同意', yes)}；${part('反对', no)}`;
}

function motionText(s: Source, motion: Motion): string {
  switch (motion.kind) {
    case 'absence':
      return `认定 ${s.person(motion.member)} 缺席`;
    case 'reject-all':
      return '有效投标不足三个且明显缺乏竞争，否决全部投标';
    case 'stop':
      return '停止评标';
    case 'mend':
      return `第${motion.round}轮 ${s.person(motion.member)} 对 ${s.bidder(motion.bid)} 评分项“${s.item(motion.item)}”的异常评分，确定为 ${motion.score} 分`;
    case 'taken-to-agree':
      return `${s.person(motion.member)} 拒绝签字且不陈述理由，视为同意评标结论`;
    case 'settle-tie':
      return `并列${s.terms.candidate}的确定：${motion.candidates.map(s.bidder).join('、')}`;
  }
}

const RESULTS = new Map<boolean | null, string>([
  [true, '通过'],
  [false, '未通过'],
  [null, '未决'],
]);

export const motionsTable = (s: Source, motions: readonly MotionState[]): Block =>
  table(
    '表决事项',
    [left('事项'), left('提出人及理由'), left('表决情况'), center('结果'), left('提出时间')],
    motions.map((one) => [
      motionText(s, one.motion),
      `${s.person(one.by)}：${one.motion.reason}`,
      votesText(s, one.votes),
      RESULTS.get(one.carried)!,
      s.when(one.seq),
    ]),
  );
