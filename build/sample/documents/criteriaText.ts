import type { Project, ReviewStage, TieBreak } from '../../../shared/project/model.ts';
import type { Book } from '../book/book.ts';
import { drawTable } from '../book/table.ts';
import { chineseDate } from './schedule.ts';

const STAGES: Readonly<Record<ReviewStage, string>> = {
  form: '形式评审标准',
  qualification: '资格评审标准',
  responsiveness: '响应性评审标准',
};

/** The review standards, numbered by stage as 2.1.1 to 2.1.3. */
export function drawChecks(book: Book, project: Project): void {
  const stages = [...new Set(project.review.map(({ stage }) => stage))];
  stages.forEach((stage, index) => {
    drawTable(
      book,
      [
        { title: '评审因素', width: 28, align: 'center' },
        { title: '评审标准', width: 72 },
      ],
      project.review
        .filter((check) => check.stage === stage)
        .map(({ name, text }) => ({ cells: [name, text ?? '符合招标文件的要求'] })),
      { caption: `2.1.${index + 1}  ${STAGES[stage]}`, size: 10 },
    );
  });
}

/** Which part of the full score each group has. */
export function drawWeights(book: Book, project: Project): void {
  drawTable(
    book,
    [
      { title: '评审部分', width: 34, align: 'center' },
      { title: '评审因素', width: 46 },
      { title: '分值', width: 20, align: 'center' },
    ],
    [
      ...project.groups.flatMap(({ name, items }) =>
        items.map((item, index) => ({ cells: [index === 0 ? name : '', item.name, item.max] })),
      ),
      { cells: ['合计', '', project.full], strong: true },
    ],
    { caption: '分值构成', size: 10 },
  );
}

/** The factors that the committee scores, with their tiers. */
export function drawFactors(book: Book, project: Project): void {
  for (const { name, items, pass } of project.groups) {
    const judged = items.filter(({ by }) => by === 'experts');
    if (judged.length === 0) continue;
    drawTable(
      book,
      [
        { title: '评分因素', width: 22, align: 'center' },
        { title: '分值', width: 9, align: 'center' },
        { title: '评分标准', width: 69 },
      ],
      judged.map((item) => {
        const tiers = (item.tiers ?? []).map(
          ([tier, from, to]) => `${tier}：${from === to ? to : `${from}至${to}`}分`,
        );
        const step = item.step === undefined ? '' : `评分以${item.step}分为最小单位`;
        const objective = item.objective === true ? '客观分，各评委应当一致' : '';
        const notes = [tiers.join('，'), step, objective].filter((note) => note !== '').join('；');
        const sentences = [item.text ?? '', notes].filter((sentence) => sentence !== '');
        return { cells: [item.name, item.max, sentences.map((sentence) => `${sentence}。`).join('')] };
      }),
      { caption: `${name}评分标准`, size: 10 },
    );
    if (pass !== undefined) {
      book.paragraph(`${name}得分低于${pass}分的投标文件，不进入综合得分排序。`);
    }
  }
}

const TIES = (project: Project, tie: TieBreak): string => {
  if (tie === 'price') return '以投标报价低的优先';
  if (tie === 'integrity') return '以企业诚信得分高的优先';
  const group = project.groups.find(({ id }) => `group:${id}` === tie);
  return `以${group?.name ?? ''}得分高的优先`;
};

/** The sentences of the method that follow from the declared formulas. */
export function methodSentences(project: Project): Readonly<Record<string, string>> {
  const { price, rounding, integrity } = project;
  const benchmark = price?.benchmark;
  const score = price?.score;
  const mean = benchmark?.kind === 'mean' ? benchmark : undefined;
  const drop = mean?.drop[0];
  const max = (by: string): string =>
    project.groups.flatMap(({ items }) => items).find((item) => item.by === by)?.max ?? '0';
  const bonus = price?.bonus?.small;
  return {
    ties: project.ties.map((tie) => TIES(project, tie)).join('；仍相等的，'),
    benchmark:
      mean === undefined
        ? '评标基准价为满足招标文件要求的最低评标价。'
        : `评标基准价：通过初步评审的投标报价${drop === undefined ? '' : `（达到${drop.bids}家时，去掉${drop.high}个最高价和${drop.low}个最低价）`}的算术平均值乘以${mean.times ?? '1'}。评标基准价保留${rounding.benchmark ?? 2}位小数，在评标过程中除计算错误外不作调整。`,
    deviation:
      score?.kind === 'deviation'
        ? `偏差率＝（投标报价－评标基准价）÷评标基准价。投标报价等于评标基准价的得${max('price')}分；每高于评标基准价1%扣${score.above}分，每低于1%扣${score.below}分，不足1%的按比例计算，最低得${score.floor}分。`
        : `投标报价得分＝评标基准价÷评标价×${max('price')}。`,
    bonus:
      bonus === undefined
        ? '本项目不设报价得分加分。'
        : `根据政府采购促进中小企业发展的有关规定，小型、微型企业的投标报价得分按其得分的${Number(bonus) * 100}%予以加分。`,
    integrity: integrity.applies
      ? `企业诚信得分满分${max('integrity')}分，按${integrity.basis ?? ''}，以${chineseDate(project.evaluatedOn)}当日某县工程建设领域企业诚信信息库中的有效记录计算：企业诚信得分＝${max('integrity')}×企业诚信评价分÷100。企业诚信评价分由市场行为评价和质量安全评价按权重加权得出，评价标准和记录均可在线查询。诚信记录的采集和应用对各类企业一视同仁。`
      : '本项目不采用企业诚信得分。',
    rounding: `各评分因素的得分为评标委员会成员评分的算术平均值，计算结果保留${rounding.mean ?? 2}位小数，小数点后第${(rounding.mean ?? 2) + 1}位四舍五入。`,
  };
}
