import type { Bid, Project } from '../../../shared/project/model.ts';
import { Book } from '../book/book.ts';
import { drawForm, drawTable } from '../book/table.ts';
import { chooseNumber } from '../choice.ts';
import { capitalAmount, printFen, share, toFen } from '../money.ts';
import { bookSetting, tenderSetting } from './appearance.ts';
import { drawChecks, drawFactors, drawWeights } from './criteriaText.ts';
import { chineseTime } from './tender.ts';

/** A tender of two pages, for the small projects. */
export async function makeBriefTender(project: Project): Promise<Uint8Array> {
  const author = project.agency ?? project.owner ?? '';
  const book = new Book(tenderSetting(project, author));
  book.heading(1, `${project.name}招标文件`, false);
  drawForm(book, [
    [project.regime === 'procurement' ? '采购人' : '招标人', project.owner ?? ''],
    ['代理机构', author],
    ['项目编号', project.code],
    ['最高限价', project.ceiling === undefined ? '无' : `${printFen(toFen(project.ceiling))}元`],
    ['截止时间', chineseTime(project.opened)],
    ['推荐候选人', `不超过${project.candidates}名`],
  ]);
  book.heading(1, '评审办法', false);
  drawChecks(book, project);
  drawWeights(book, project);
  drawFactors(book, project);
  return book.finish();
}

/** A bid of two pages, for the small projects: a letter, and five priced lines that add up to the price. */
export async function makeBriefBid(
  project: Project,
  { bid, name, price, enterprise }: Bid,
): Promise<Uint8Array> {
  const total = toFen(price);
  const book = new Book(bookSetting(project, bid, name, '投标文件'));
  book.heading(1, '投标函', false);
  book.paragraph(`${project.owner ?? ''}：`, { indent: false });
  book.paragraph(
    `我方已仔细研究${project.name}的招标文件，愿意以${capitalAmount(total)}（¥${printFen(total)}）的总价完成招标文件规定的全部内容，并对所提交材料的真实性负责。`,
  );
  drawForm(book, [
    ['投标人', name],
    ['统一社会信用代码', enterprise],
    ['投标总价（元）', printFen(total)],
  ]);
  book.heading(1, '分项报价表', false);
  const parts =
    project.kind === 'goods'
      ? ['课桌', '座椅', '讲台', '运输安装', '质保服务']
      : ['拆除', '防水', '保温', '面层', '其他'];
  const shares = parts.map((part) => BigInt(140 + chooseNumber(`${bid}/${part}`, 40)));
  const amounts = shares.slice(1).map((part) => share(total, part, 1000n));
  const rest = total - amounts.reduce((sum, amount) => sum + amount, 0n);
  drawTable(
    book,
    [
      { title: '序号', width: 15, align: 'center' },
      { title: '分项', width: 45 },
      { title: '金额（元）', width: 40, align: 'right' },
    ],
    [
      ...[rest, ...amounts].map((amount, index) => ({
        cells: [String(index + 1), parts[index]!, printFen(amount)],
      })),
      { cells: ['', '合计', printFen(total)], strong: true },
    ],
  );
  return book.finish();
}
