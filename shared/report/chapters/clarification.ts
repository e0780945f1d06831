/** 澄清、说明、补正事项纪要 (R12 42; R87 58). */
import { type Chapter, facts, NONE, paragraph, section } from '../model.ts';
import type { Source } from '../source.ts';

export function clarification(s: Source): Chapter {
  const title = '澄清、说明、补正事项纪要';
  const questions = [...s.state.questions.values()];
  if (questions.length === 0) return { title, blocks: [NONE] };
  return {
    title,
    blocks: [
      paragraph(
        `澄清由评标委员会以书面形式提出，投标人的答复不得超出投标文件的范围或者改变投标文件的实质性内容（${s.law.clarification}）。`,
      ),
      ...questions.flatMap(({ bid, text, seq, by, answer }, index) => [
        section(`事项${index + 1}：${s.bidder(bid)}`),
        facts(
          ['问题', text],
          ['提出', `${s.person(by)}，${s.when(seq)}`],
          ['答复', answer === null ? '未答复' : answer.text],
          ['答复人', answer?.signedBy],
          ['收到答复', answer === null ? undefined : s.when(answer.seq)],
          ['答复文件校验码', answer?.document],
        ),
      ]),
    ],
  };
}
