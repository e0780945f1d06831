import type { Project } from '../../../shared/project/model.ts';
import { FEES_RATE, PROVISIONAL, readQuantities, SAFETY_RATE } from '../bill.ts';
import { Book } from '../book/book.ts';
import { drawForm, drawTable } from '../book/table.ts';
import { capitalAmount, printFen, toFen } from '../money.ts';
import { readProse } from '../prose.ts';
import { tenderSetting } from './appearance.ts';
import { BOND, TENDER_DAYS, VALIDITY } from './conditions.ts';
import { drawChecks, drawFactors, drawWeights, methodSentences } from './criteriaText.ts';
import { percent } from './pricedBill.ts';

/** The opening's time as 2026年5月18日9时30分, in its own offset. */
export function chineseTime(rfc3339: string): string {
  const [, year, month, day, hour, minute] = /^(\d+)-(\d+)-(\d+)T(\d+):(\d+)/u.exec(rfc3339)!.map(Number);
  return `${year}年${month}月${day}日${hour}时${String(minute).padStart(2, '0')}分`;
}

function drawNotes(book: Book, project: Project): void {
  book.line('投标人须知前附表', book.left, book.y, 12, { weight: 'bold', align: 'center' });
  book.space(24);
  drawForm(book, [
    ['招标人', project.owner ?? ''],
    ['招标代理机构', project.agency ?? ''],
    ['项目名称', project.name],
    ['项目编号、标段', `${project.code}，${project.lot ?? '1'}标段`],
    ['资金来源', '县级财政资金，已落实'],
    ['计划工期', `${TENDER_DAYS}日历天`],
    ['质量要求', '合格'],
    ['资质条件', '建筑工程施工总承包二级及以上，安全生产许可证有效'],
    ['是否接受联合体', '不接受'],
    ['最高投标限价', `${printFen(toFen(project.ceiling ?? '0'))}元`],
    ['投标有效期', `投标截止之日起${VALIDITY}日历天`],
    ['投标保证金', `人民币${BOND}万元`],
    ['投标截止时间', chineseTime(project.opened)],
    ['开标地点', '某县公共资源交易中心第一开标室（电子交易平台同步）'],
    ['评标委员会', '五人，其中招标人代表一人，专家四人'],
    ['评标办法', '综合评估法'],
    ['中标候选人', `不超过${project.candidates}名`],
    ['履约保证金', '中标合同金额的8%'],
  ]);
}

async function drawQuantities(book: Book): Promise<void> {
  const quantities = await readQuantities();
  let part = '';
  const rows = quantities.flatMap((line, index) => {
    const title = line.part === part ? [] : [{ cells: ['', '', line.part, '', '', ''], strong: true }];
    part = line.part;
    return [
      ...title,
      { cells: [String(index + 1), line.code, line.name, line.feature, line.unit, line.quantity] },
    ];
  });
  drawTable(
    book,
    [
      { title: '序号', width: 7, align: 'center' },
      { title: '项目编码', width: 18, align: 'center' },
      { title: '项目名称', width: 25 },
      { title: '项目特征', width: 31 },
      { title: '单位', width: 8, align: 'center' },
      { title: '工程量', width: 13, align: 'right' },
    ],
    rows,
    { size: 8.5 },
  );
}

function drawAppendix(book: Book): void {
  const lines = [
    '项目经理',
    '工期',
    '缺陷责任期',
    '逾期竣工违约金',
    '履约担保金额',
    '开工预付款',
    '质量保证金',
    '投标有效期',
  ];
  drawTable(
    book,
    [
      { title: '序号', width: 12, align: 'center' },
      { title: '条款名称', width: 40 },
      { title: '约定内容', width: 48 },
    ],
    lines.map((name, index) => ({ cells: [String(index + 1), name, ''] })),
    { size: 10 },
  );
}

/** The tender (招标文件); its evaluation chapter is written from the project's own criteria. */
export async function makeTender(project: Project): Promise<Uint8Array> {
  const author = project.agency ?? project.owner ?? '';
  const book = new Book(tenderSetting(project, author));
  book.cover(project.name, '招 标 文 件', [
    `项目编号：${project.code}（${project.lot ?? '1'}标段）`,
    `招 标 人：${project.owner ?? ''}（盖单位章）`,
    `招标代理机构：${author}（盖单位章）`,
    '二〇二六年四月',
  ]);
  book.contents(2);
  const ceiling = toFen(project.ceiling ?? '0');
  const words = {
    project: project.name,
    owner: project.owner ?? '招标人',
    agency: author,
    limit: String(TENDER_DAYS),
    ceiling: printFen(ceiling),
    capitalCeiling: capitalAmount(ceiling),
    opened: chineseTime(project.opened),
    notice: `本次招标公告同时在下列媒介发布：${(project.notice ?? []).join('；')}。`,
    candidates: String(project.candidates),
    safety: percent(SAFETY_RATE),
    fees: percent(FEES_RATE),
    provisional: PROVISIONAL.map(({ name, total }) => `${name}${printFen(total)}元`).join('，'),
    ...methodSentences(project),
  };
  for (const block of await readProse('tender', words)) {
    if (block.kind === 'heading') book.heading(block.level, block.text, block.level === 1);
    else if (block.kind === 'paragraph') book.paragraph(block.text);
    else if (block.name === 'notes') drawNotes(book, project);
    else if (block.name === 'method')
      book.paragraph('本章的评审因素、分值和公式与评标系统使用的评审标准一致，开标后不作修改。');
    else if (block.name === 'checks') drawChecks(book, project);
    else if (block.name === 'weights') drawWeights(book, project);
    else if (block.name === 'factors') drawFactors(book, project);
    else if (block.name === 'quantities') await drawQuantities(book);
    else if (block.name === 'appendix') drawAppendix(book);
    else throw new Error(`the tender knows no insert ${block.name}`);
  }
  return book.finish();
}
