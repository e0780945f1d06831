import type { Bid, Project } from '../../../shared/project/model.ts';
import { type Bill, type BillPart, FEES_RATE, priceBill, readQuantities, SAFETY_RATE } from '../bill.ts';
import { Book } from '../book/book.ts';
import { type Column, drawForm, drawTable, type Row } from '../book/table.ts';
import { firmOf } from '../firms.ts';
import { capitalAmount, printFen } from '../money.ts';
import { bookSetting } from './appearance.ts';

const LINE_COLUMNS: readonly Column[] = [
  { title: '序号', width: 6.5, align: 'center' },
  { title: '项目编码', width: 17, align: 'center' },
  { title: '项目名称', width: 21 },
  { title: '项目特征', width: 23 },
  { title: '单位', width: 6.5, align: 'center' },
  { title: '工程量', width: 11.5, align: 'right' },
  { title: '综合单价（元）', width: 15, align: 'right' },
  { title: '合价（元）', width: 17, align: 'right' },
];

/** `320n` parts per ten thousand as `3.2`. */
export function percent(rate: bigint): string {
  return String(Number(rate) / 100);
}

function partRows({ lines, name, total }: BillPart, first: number): Row[] {
  const rows: Row[] = lines.map((line, index) => ({
    cells: [
      String(first + index),
      line.code,
      line.name,
      line.feature,
      line.unit,
      line.quantity,
      printFen(line.price),
      printFen(line.total),
    ],
  }));
  return [...rows, { cells: ['', '', `${name}小计`, '', '', '', '', printFen(total)], strong: true }];
}

function drawSummary(book: Book, bill: Bill): void {
  const lines: readonly (readonly [string, string, string, bigint, boolean])[] = [
    ['1', '分部分项工程费', '', bill.worksTotal, true],
    ...bill.works.map(({ name, total }, index): [string, string, string, bigint, boolean] => [
      `1.${index + 1}`,
      name,
      '',
      total,
      false,
    ]),
    ['2', '措施项目费', '', bill.measures.total, true],
    ['2.1', '其中：安全文明施工费', `1项×${percent(SAFETY_RATE)}%`, bill.measures.lines[0]!.total, false],
    ['3', '其他项目费', '', bill.other.total, true],
    ['4', '规费', `1项×${percent(FEES_RATE)}%`, bill.fees, true],
    ['5', '税前合计', '1项+2项+3项+4项', bill.beforeTax, true],
    ['6', '税金', '5项×9%', bill.tax, true],
    ['', '投标总价', '5项+6项', bill.total, true],
  ];
  drawTable(
    book,
    [
      { title: '序号', width: 10, align: 'center' },
      { title: '汇总内容', width: 42 },
      { title: '计算基础', width: 22, align: 'center' },
      { title: '金额（元）', width: 26, align: 'right' },
    ],
    lines.map(([number, name, basis, total, strong]) => ({
      cells: [number, name, basis, printFen(total)],
      strong,
    })),
    { size: 10.5 },
  );
}

/** The priced bill of quantities (已标价工程量清单) of a bid of the demonstration. */
export async function makePricedBill(project: Project, { bid, name, price }: Bid): Promise<Uint8Array> {
  const firm = firmOf(bid);
  const bill = priceBill(await readQuantities(), bid, price, firm.spread);
  const book = new Book(bookSetting(project, bid, name, '已标价工程量清单'));
  book.cover(project.name, '已标价工程量清单', [
    `投 标 人：${name}（盖单位章）`,
    `法定代表人或其委托代理人：${firm.agent}（签字）`,
    '二〇二六年五月十五日',
  ]);
  book.heading(1, '投标总价', false);
  drawForm(book, [
    ['招标人', project.owner ?? ''],
    ['工程名称', project.name],
    ['投标总价（小写）', `¥${printFen(bill.total)}`],
    ['投标总价（大写）', capitalAmount(bill.total)],
    ['投标人', name],
    [
      '编制说明',
      '按招标工程量清单填报综合单价；不可竞争费用按招标文件费率计取；暂列金额和专业工程暂估价按招标文件金额计入；税金按一般计税方法计算。',
    ],
  ]);
  book.heading(1, '单位工程投标报价汇总表', false);
  drawSummary(book, bill);
  book.heading(1, '分部分项工程量清单与计价表', false);
  let first = 1;
  for (const part of bill.works) {
    book.heading(2, part.name, false);
    drawTable(book, LINE_COLUMNS, partRows(part, first), { size: 8 });
    first += part.lines.length;
  }
  book.heading(1, '措施项目清单与计价表', false);
  drawTable(book, LINE_COLUMNS, partRows(bill.measures, 1), { size: 8 });
  book.heading(2, '其他项目清单与计价表', false);
  drawTable(book, LINE_COLUMNS, partRows(bill.other, 1), { size: 8 });
  return book.finish();
}
