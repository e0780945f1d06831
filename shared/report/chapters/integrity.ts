/** 诚信得分: every enterprise's score as the records that made it, each with department, document and date. */
import type {
  BidExplanation,
  IntegrityExplanation,
  IntegrityItem,
  PartExplanation,
} from '../../scoring/explanation.ts';
import { type Block, center, decimal, left, paragraph, section, table } from '../model.ts';
import type { Source } from '../source.ts';

const STANDING = {
  counts: '计入',
  'not-yet': '尚未生效',
  expired: '已过有效期',
  ended: '已修复或撤销',
} as const;

const ORIGINS: Readonly<Record<IntegrityExplanation['from'], string>> = {
  records: '按信用记录计算',
  scores: '诚信信息库发布的得分',
  missing: '库中无得分，按招标文件规定取值',
};

function summary(s: Source, scored: readonly BidExplanation[]): Block {
  const row = (explanation: BidExplanation, item: IntegrityItem): string[] => [
    s.bidder(explanation.outcome.bid),
    s.item(item.item),
    ORIGINS[explanation.integrity!.from],
    item.score,
    item.against,
    item.max,
    item.points.exact,
    item.points.value,
  ];
  return table(
    '诚信得分换算表',
    [
      left('投标人'),
      left('评分因素'),
      left('得分来源'),
      decimal('诚信得分'),
      decimal('折算基准'),
      decimal('满分'),
      decimal('舍入前'),
      decimal('本项得分'),
    ],
    scored.flatMap((explanation) =>
      explanation.groups.flatMap(({ items }) =>
        items.flatMap((item) => (item.by === 'integrity' ? [row(explanation, item)] : [])),
      ),
    ),
  );
}

function partRow(part: PartExplanation): string[] {
  const points = part.items.map(({ code, value }) => `${code} ${value}`).join('，');
  return [
    part.name,
    part.weight,
    part.base,
    points === '' ? '无' : points,
    part.sum,
    `${part.min}–${part.max}`,
    part.value,
  ];
}

function records(parts: readonly PartExplanation[]): string[][] {
  return parts.flatMap((part) =>
    part.items.flatMap((item) =>
      item.records.map((one) => [
        one.record,
        `${item.code} ${item.name}`,
        `${one.count} × ${item.points}`,
        one.date,
        one.ends === '' ? one.until : `${one.until}（${one.ends} 终止）`,
        one.department,
        one.document,
        STANDING[one.standing],
      ]),
    ),
  );
}

function enterprise(s: Source, { outcome, integrity }: BidExplanation): Block[] {
  if (integrity?.from !== 'records') return [];
  const capped = integrity.parts.flatMap(({ items }) =>
    items
      .filter((item) => item.capped)
      .map((item) => `${item.code} 合计 ${item.sum}，封顶 ±${item.cap}，计 ${item.value}。`),
  );
  const name = s.bidder(outcome.bid);
  const found = records(integrity.parts);
  return [
    table(
      `诚信评价计算表：${name}`,
      [
        left('部分'),
        decimal('权重'),
        decimal('基础分'),
        left('加减分'),
        decimal('合计'),
        center('限值'),
        decimal('得分'),
      ],
      integrity.parts.map(partRow),
      {
        notes: [
          ...capped,
          `诚信得分 = ${integrity.parts.map(({ weight, value }) => `${weight} × ${value}`).join(' + ')} = ${integrity.score}。`,
        ],
      },
    ),
    found.length === 0
      ? paragraph(`${name}：无信用记录。`)
      : table(
          `信用记录：${name}`,
          [
            left('记录'),
            left('评价项'),
            center('次数 × 分值'),
            center('日期'),
            center('有效至'),
            left('记录部门'),
            left('文号'),
            center('状态'),
          ],
          found,
        ),
  ];
}

export function integrityBlocks(s: Source): Block[] {
  if (!s.project.integrity.applies) return [];
  const scored = s.eligibility.responsive.flatMap((bid) => s.evaluation?.explain(bid) ?? []);
  return [section('诚信评价'), summary(s, scored), ...scored.flatMap((one) => enterprise(s, one))];
}
