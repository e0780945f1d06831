/** 评标标准、评标方法或者评标因素一览表 (R12 42): the criteria as the package signed them. */
import type { Group, Item, Project } from '../../project/model.ts';
import { type Block, type Chapter, center, decimal, left, paragraph, section, table } from '../model.ts';
import type { Source } from '../source.ts';
import { benchmarkWords, bonusWords, priceScoreWords } from './priceWords.ts';

const ROUNDING_POINTS = {
  benchmark: '评标基准价',
  deviation: '偏差率',
  mean: '成员评分平均值',
  price: '报价得分',
  integrity: '诚信得分',
  group: '各部分得分',
  total: '总分',
} as const;

function given(item: Item): string {
  if (item.by === 'price') return '按报价公式计算';
  if (item.by === 'integrity') return '按诚信评价换算';
  return item.objective === true ? '成员评分（客观）' : '成员评分（主观）';
}

function standard(item: Item): string {
  const tiers = (item.tiers ?? []).map(([name, from, to]) => `${name} ${from}–${to} 分`).join('，');
  const step = item.step === undefined ? '' : `每 ${item.step} 分一档`;
  return [item.text ?? '', tiers, step].filter((part) => part !== '').join('；');
}

function itemRows(group: Group): string[][] {
  return group.items.map((item) => [
    group.name,
    item.id,
    item.name,
    item.min ?? '0',
    item.max,
    given(item),
    standard(item),
  ]);
}

function groupWords(group: Group): string[] {
  const pass =
    group.pass === undefined ? [] : [`“${group.name}”的合格线为 ${group.pass} 分，未达到的不进入排序。`];
  const scale =
    group.scale === undefined
      ? []
      : [`“${group.name}”以合格投标人中的最高合计为基准折算，最高得 ${group.max} 分。`];
  return [...pass, ...scale];
}

function aggregateWords({ aggregate }: Project): string {
  const over =
    aggregate.over === 'item'
      ? '每一评分项的得分为各成员评分的平均值'
      : '每一部分的得分为各成员该部分评分合计的平均值';
  const trims = aggregate.trim.map(
    ({ experts, high, low }) => `成员达到 ${experts} 人时去掉 ${high} 个最高分、${low} 个最低分`,
  );
  return `${[over, ...trims].join('；')}。`;
}

function roundingWords({ rounding }: Project): string {
  const points = Object.entries(ROUNDING_POINTS).flatMap(([point, name]) => {
    const places = rounding[point as keyof typeof ROUNDING_POINTS];
    return places === undefined ? [] : [`${name}保留 ${places} 位小数`];
  });
  const rest = '未列明的环节不舍入，以精确值参与后续计算；表中数值最多列示 6 位小数。';
  return points.length === 0 ? rest : `四舍五入：${points.join('，')}；${rest}`;
}

function tieWords({ method, ties, groups }: Project): string {
  const basis = method === 'lowestPrice' ? '评标价由低到高' : '总分由高到低';
  const word = (tie: Project['ties'][number]): string => {
    if (tie === 'price') return '投标报价低者优先';
    if (tie === 'integrity') return '诚信得分高者优先';
    const id = tie.slice('group:'.length);
    return `“${groups.find((group) => group.id === id)?.name ?? id}”得分高者优先`;
  };
  const then = ties.length === 0 ? '' : `；相同的，依次按${ties.map(word).join('、')}`;
  return `按${basis}排序${then}；仍相同的，名次并列。`;
}

function thresholdWords({ thresholds }: Project): string[] {
  const { outlier, outlierFloor, lowPrice } = thresholds;
  const low = [
    lowPrice?.mean === undefined ? '' : `低于有效投标报价平均值的 ${lowPrice.mean} 倍`,
    lowPrice?.next === undefined ? '' : `低于次低报价的 ${lowPrice.next} 倍`,
    lowPrice?.ceiling === undefined ? '' : `低于限价（预算）的 ${lowPrice.ceiling} 倍`,
  ].filter((part) => part !== '');
  return [
    ...(outlier === undefined && outlierFloor === undefined
      ? []
      : [
          `评分畸高、畸低的提示标准：与中位数之差大于 ${outlier ?? '3'} × max(中位绝对偏差, ${outlierFloor ?? '1'})。`,
        ]),
    ...(low.length === 0 ? [] : [`异常低价的提示标准：${low.join('，或')}。`]),
  ];
}

function integrityWords({ integrity }: Project): string {
  if (!integrity.applies) return '本项目不采用诚信评价。';
  const convert =
    integrity.convert === 'proportion'
      ? '满分 × 诚信得分 ÷ 100'
      : '满分 × 诚信得分 ÷ 有效投标人中的最高诚信得分';
  const basis = integrity.basis === undefined ? '' : `依据：${integrity.basis}。`;
  return `采用诚信评价。${basis}换算：${convert}。`;
}

function priceBlocks({ price }: Project): Block[] {
  if (price === undefined) return [paragraph('本项目不以公式计算报价得分。')];
  return [...benchmarkWords(price), ...priceScoreWords(price), ...bonusWords(price)].map(paragraph);
}

export function criteria(s: Source): Chapter {
  const { project, terms } = s;
  const checks = project.review.map((check) => [
    check.id,
    terms.stages[check.stage],
    check.name,
    check.text ?? '',
  ]);
  const items = table(
    '评分因素一览表',
    [
      left('部分'),
      center('编号'),
      left('评分因素'),
      decimal('最低分'),
      decimal('满分'),
      left('计分方式'),
      left('评分标准'),
    ],
    project.groups.flatMap(itemRows),
    { keys: 3, notes: project.groups.flatMap(groupWords) },
  );
  return {
    title: '评标标准、评标方法和评标因素一览表',
    blocks: [
      section(`${terms.preliminaryReview}标准`),
      table(
        `${terms.preliminaryReview}因素一览表`,
        [center('编号'), left('类别'), left('评审因素'), left('评审标准')],
        checks,
        { keys: 1 },
      ),
      paragraph('每一评审因素由各成员独立判定；过半数成员判定不通过的，该投标不通过该项评审。'),
      section('评分因素'),
      items,
      ...(project.groups.length === 0
        ? []
        : [paragraph(`满分合计 ${project.full} 分。${aggregateWords(project)}`)]),
      section('报价评审'),
      ...priceBlocks(project),
      section('诚信评价'),
      paragraph(integrityWords(project)),
      section('排序、舍入与提示标准'),
      ...[tieWords(project), roundingWords(project), ...thresholdWords(project)].map(paragraph),
    ],
  };
}
