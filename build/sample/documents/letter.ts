import type { Bid, Project } from '../../../shared/project/model.ts';
import { Book } from '../book/book.ts';
import { drawForm, drawTable } from '../book/table.ts';
import { certificate, firmOf } from '../firms.ts';
import { capitalAmount, printFen, toFen } from '../money.ts';
import { bookSetting } from './appearance.ts';
import { BOND, START, TENDER_DAYS, VALIDITY } from './conditions.ts';
import { chineseDate } from './schedule.ts';

function signature(book: Book, name: string, lines: readonly string[]): void {
  book.space(26);
  for (const line of [`投标人：${name}（盖单位章）`, ...lines, '日期：2026年5月15日']) {
    book.need(26);
    book.line(line, book.left + 190, book.y, 11.5);
    book.y += 26;
  }
}

/** The bid letter (投标函) with its appendix and the power of attorney. */
export async function makeLetter(
  project: Project,
  { bid, name, price, enterprise }: Bid,
): Promise<Uint8Array> {
  const firm = firmOf(bid);
  const owner = project.owner ?? '招标人';
  const fen = toFen(price);
  const book = new Book(bookSetting(project, bid, name, '投标函'));

  book.heading(1, '投标函', false);
  book.paragraph(`${owner}：`, { indent: false });
  const days = `${firm.days}日历天`;
  for (const text of [
    `1. 我方已仔细研究了${project.name}（${project.lot ?? '1'}标段）招标文件的全部内容，愿意以${capitalAmount(fen)}（¥${printFen(fen)}）的投标总报价，按合同约定实施和完成承包工程，修补工程中的任何缺陷，工程质量达到现行施工质量验收规范合格标准。`,
    `2. 我方承诺的工期为${days}，自监理人发出的开工通知载明的开工日期起计算。拟派项目经理为${firm.manager}。`,
    `3. 我方承诺在投标有效期${VALIDITY}日历天内不修改、撤销投标文件。`,
    `4. 随同本投标函提交投标保证金一份，金额为人民币${BOND}万元。`,
    '5. 如我方中标：我方承诺在收到中标通知书后，在中标通知书规定的期限内与你方签订合同；随同本投标函递交的投标函附录属于合同文件的组成部分；我方承诺按照招标文件规定向你方递交履约担保；我方承诺在合同约定的期限内完成并移交全部合同工程。',
    '6. 我方在此声明，所递交的投标文件及有关资料内容完整、真实和准确，不存在招标文件规定的限制投标的情形，与其他投标人之间不存在控股、管理关系，未与他人串通投标。',
    '7. 我方已充分考虑在校施工的限制条件，报价中包含由此发生的全部费用。',
  ]) {
    book.paragraph(text);
  }
  signature(book, name, [
    `法定代表人或其委托代理人：${firm.agent}（签字）`,
    `统一社会信用代码：${enterprise}`,
  ]);

  book.heading(1, '投标函附录', false);
  drawTable(
    book,
    [
      { title: '序号', width: 9, align: 'center' },
      { title: '条款名称', width: 27 },
      { title: '约定内容', width: 46 },
      { title: '备注', width: 18 },
    ],
    [
      ['1', '项目经理', `${firm.manager}（${firm.managerGrade}注册建造师）`, ''],
      ['2', '工期', days, `招标文件：${TENDER_DAYS}日历天`],
      ['3', '计划开工日期', chineseDate(START), '以开工通知为准'],
      ['4', '缺陷责任期', '24个月', ''],
      ['5', '逾期竣工违约金', '每日历天人民币10000元，不超过合同价的3%', ''],
      ['6', '履约担保金额', '中标合同金额的8%', ''],
      ['7', '开工预付款', '扣除暂列金额后合同价的15%', ''],
      ['8', '进度款支付比例', '当期完成价款的85%', ''],
      ['9', '质量保证金', '结算价的3%', '可用保函替代'],
      ['10', '价格调整', '材料价格涨跌超过5%的部分按信息价调整', ''],
      ['11', '投标有效期', `${VALIDITY}日历天`, ''],
    ].map((cells) => ({ cells })),
    { size: 10.5 },
  );
  signature(book, name, [`法定代表人或其委托代理人：${firm.agent}（签字）`]);

  book.heading(1, '授权委托书', false);
  book.paragraph(
    `本人${firm.representative}系${name}的法定代表人，现委托${firm.agent}为我方代理人。代理人根据授权，以我方名义签署、澄清、说明、补正、递交、撤回、修改${project.name}施工投标文件、签订合同和处理有关事宜，其法律后果由我方承担。`,
  );
  book.paragraph(`委托期限：自投标截止之日起${VALIDITY}日历天。代理人无转委托权。`);
  book.space(10);
  drawForm(book, [
    ['法定代表人', `${firm.representative}（签字）`],
    ['身份证件号码', `${certificate(bid, '法定代表人', '9901')}********`],
    ['委托代理人', `${firm.agent}（签字）`],
    ['身份证件号码', `${certificate(bid, '委托代理人', '9901')}********`],
  ]);
  signature(book, name, []);
  return book.finish();
}
