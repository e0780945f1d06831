/** 基本情况和数据表 (R12 42; R87 58: media and dates of the notice, the bidders) and 开标记录. */
import type { Bid, SmallFirm } from '../../project/model.ts';
import { dayText } from '../localTime.ts';
import { type Chapter, center, facts, left, money, paragraph, section, table } from '../model.ts';
import type { Source } from '../source.ts';

const SIZES: Readonly<Record<SmallFirm, string>> = {
  none: '否',
  small: '是',
  consortium: '联合体或分包',
};

const METHODS = {
  comprehensive: '综合评估法（综合评分法）',
  lowestPrice: '经评审的最低投标价法（最低评标价法）',
} as const;

const lines = (texts: readonly string[] | undefined): string => (texts ?? []).join('\n');

function bidders(s: Source): Chapter['blocks'][number] {
  const row = ({ bid, name, enterprise, price, sme }: Bid, index: number): string[] => [
    `${index + 1}`,
    bid,
    name,
    enterprise,
    price,
    SIZES[sme],
  ];
  return table(
    '投标人及投标报价一览表',
    [
      center('序号'),
      center('投标编号'),
      left('投标人'),
      left('统一社会信用代码'),
      money(`投标报价${s.currency}`),
      center('小微企业'),
    ],
    s.data.bids.map(row),
    { keys: 3 },
  );
}

export function basics(s: Source): Chapter {
  const { project, terms, state } = s;
  const amountOf = (amount: string | undefined): string | undefined =>
    amount === undefined ? undefined : s.money(amount);
  return {
    title: '基本情况和数据表',
    blocks: [
      facts(
        ['项目名称', project.name],
        ['项目编号', project.code],
        [terms.lot, project.lot],
        ['项目类别', terms.kinds[project.kind]],
        ['适用法律', terms.law],
        [terms.owner, project.owner],
        [terms.agency, project.agency],
        ['预算金额', amountOf(project.budget)],
        [terms.ceiling, amountOf(project.ceiling)],
        ['评标方法', METHODS[project.method]],
        ['招标公告的媒体和日期', lines(project.notice)],
        ['评标日期', s.day(state.openedAt ?? project.opened)],
        ['评标室启用时间', state.opening === null ? undefined : s.when(1)],
        [terms.supervisor, s.data.supervisors.map((p) => `${p.name}（${p.organisation}）`).join('、')],
        ['评审结论', state.outcome === null ? undefined : terms.outcomes[state.outcome.kind]],
      ),
      paragraph(`本报告按照${s.law.content}规定的内容编制。`),
    ],
  };
}

/** Place and time of the opening of bids, and what was read out. */
export function opening(s: Source): Chapter {
  const { project, state } = s;
  return {
    title: '开标记录',
    blocks: [
      facts(
        ['开标时间', s.time(project.opened)],
        ['开标地点及记载', lines(project.opening)],
        ['诚信记录计算日', project.integrity.applies ? dayText(project.evaluatedOn) : '不适用'],
        ['投标文件数量', `${s.data.bids.length} 份`],
        ['向评标委员会宣布投标人名单', state.announced === null ? '未宣布' : s.when(state.announced)],
      ),
      section('投标人名单及开标报价'),
      bidders(s),
    ],
  };
}
