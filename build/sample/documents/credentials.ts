import type { Bid, Project } from '../../../shared/project/model.ts';
import { Book } from '../book/book.ts';
import { drawForm, drawTable } from '../book/table.ts';
import { choose, chooseNumber } from '../choice.ts';
import { certificate, type Firm, firmOf, staffName } from '../firms.ts';
import { printFen } from '../money.ts';
import { bookSetting } from './appearance.ts';
import { chineseDate, dayAfter } from './schedule.ts';

/** A certificate drawn as a framed sheet: what a scan would show. */
function drawCertificate(book: Book, title: string, rows: readonly (readonly [string, string])[]): void {
  const height = 96 + rows.length * 27;
  book.need(height + 16);
  const { doc, left, width } = book;
  const top = book.y;
  doc.lineWidth(2).strokeColor('#8a6d3b').rect(left, top, width, height).stroke();
  doc
    .lineWidth(0.6)
    .rect(left + 6, top + 6, width - 12, height - 12)
    .stroke();
  book.line(title, left, top + 26, 19, { weight: 'bold', align: 'center' });
  rows.forEach(([name, value], index) => {
    const y = top + 68 + index * 27;
    book.line(`${name}：`, left + 30, y, 11, { color: '#555' });
    book.line(value, left + 150, y, 11);
  });
  book.y = top + height + 18;
}

function basics(book: Book, { bid, name, enterprise }: Bid, firm: Firm): void {
  const capital = choose(`${bid}/capital`, ['6000', '8000', '10000', '12000']);
  const founded = `${2002 + chooseNumber(`${bid}/founded`, 15)}-0${1 + chooseNumber(`${bid}/month`, 9)}-18`;
  book.heading(1, '投标人基本情况');
  drawForm(book, [
    ['投标人名称', name],
    ['统一社会信用代码', enterprise],
    ['法定代表人', firm.representative],
    ['成立日期', chineseDate(founded)],
    ['注册资本', `人民币${capital}万元`],
    ['企业资质', firm.grade],
    ['注册地址', `${name.slice(0, 2)}建设路${chooseNumber(`${bid}/street`, 300) + 1}号`],
    [
      '员工总数',
      `${120 + chooseNumber(`${bid}/staff`, 260)}人，其中注册建造师${12 + chooseNumber(`${bid}/builders`, 28)}人`,
    ],
    ['管理体系认证', '质量、环境、职业健康安全管理体系认证，均在有效期内'],
    [
      '经营范围',
      '房屋建筑工程、市政公用工程、建筑装修装饰工程、机电安装工程施工；建筑劳务分包（依法须经批准的项目，经相关部门批准后方可开展经营活动）',
    ],
  ]);
  book.heading(1, '资质证照');
  drawCertificate(book, '营业执照', [
    ['名称', name],
    ['统一社会信用代码', enterprise],
    ['类型', '有限责任公司'],
    ['法定代表人', firm.representative],
    ['成立日期', chineseDate(founded)],
    ['营业期限', '长期'],
  ]);
  drawCertificate(book, '建筑业企业资质证书', [
    ['企业名称', name],
    ['证书编号', certificate(bid, '资质', 'D9')],
    ['资质类别及等级', firm.grade],
    ['有效期至', `2028年${1 + chooseNumber(`${bid}/grade`, 12)}月30日`.replace('2月30日', '2月28日')],
  ]);
  drawCertificate(book, '安全生产许可证', [
    ['单位名称', name],
    ['编号', `（某）JZ安许证字〔2024〕${certificate(bid, '安许', '0').slice(0, 6)}`],
    ['许可范围', '建筑施工'],
    ['有效期', '2024年9月1日至2027年8月31日'],
  ]);
}

function pastWorks(book: Book, bid: string, firm: Firm): void {
  book.heading(1, '近年类似工程业绩');
  book.paragraph(
    `2023年1月1日以来，我公司竣工的单体建筑面积8000㎡及以上的学校或公共建筑施工总承包业绩共${firm.works.length}项，汇总如下，证明材料附后。`,
  );
  drawTable(
    book,
    [
      { title: '序号', width: 8, align: 'center' },
      { title: '工程名称', width: 28 },
      { title: '发包人', width: 24 },
      { title: '面积（㎡）', width: 15, align: 'right' },
      { title: '合同价（万元）', width: 19, align: 'right' },
      { title: '竣工日期', width: 22, align: 'center' },
    ],
    firm.works.map(({ name, owner, area, amount, finished }, index) => ({
      cells: [String(index + 1), name, owner, String(area), String(amount), chineseDate(finished)],
    })),
  );
  firm.works.forEach(({ name, owner, area, amount, finished }, index) => {
    book.heading(2, `业绩证明：${name}`);
    drawForm(book, [
      ['中标通知书编号', certificate(bid, `中标/${name}`, 'ZB')],
      ['施工合同编号', certificate(bid, `合同/${name}`, 'HT')],
      ['发包人', owner],
      ['工程规模', `建筑面积${area}㎡，框架结构，地上${4 + (index % 2)}层`],
      ['合同价格', `${amount}万元`],
      ['开工、竣工日期', `${chineseDate(dayAfter(finished, -390 - index * 11))}至${chineseDate(finished)}`],
      ['承担的工作', '施工总承包'],
      ['工程质量', choose(`${bid}/${name}`, ['合格', '合格，市级优质结构工程', '合格'])],
      ['项目经理', index === 0 ? firm.manager : staffName(bid, name)],
    ]);
    book.paragraph(
      `竣工验收证明载明：${name}于${chineseDate(finished)}通过建设、勘察、设计、施工、监理五方验收，质量符合设计文件和规范要求，同意交付使用。`,
    );
  });
}

function people(book: Book, bid: string, firm: Firm): void {
  book.heading(1, '项目管理机构');
  drawForm(book, [
    ['项目经理', firm.manager],
    [
      '执业资格',
      `建筑工程专业${firm.managerGrade}注册建造师，注册编号${certificate(bid, '建造师', '某199')}`,
    ],
    ['职称', firm.managerTitle],
    ['安全生产考核', `B证，编号${certificate(bid, 'B证', '某建安B')}，有效期至2027年6月30日`],
    [
      '工作经历',
      `从事房屋建筑施工管理${11 + chooseNumber(`${bid}/years`, 12)}年，担任项目经理的工程${3 + chooseNumber(`${bid}/projects`, 5)}项`,
    ],
    ['在施工程', '无，承诺中标后不兼任其他工程的项目经理'],
  ]);
  const posts = ['施工员', '质量员', '安全员', '材料员', '造价员', '资料员', '劳资员', '机电工程师'];
  drawTable(
    book,
    [
      { title: '岗位', width: 18, align: 'center' },
      { title: '姓名', width: 16, align: 'center' },
      { title: '证书名称', width: 30 },
      { title: '证书编号', width: 22, align: 'center' },
      { title: '社保缴纳', width: 18, align: 'center' },
    ],
    [
      ['技术负责人', firm.engineer, '高级工程师职称证书', certificate(bid, '高工', 'G'), '连续12个月'],
      ...posts.map((post) => [
        post,
        staffName(bid, post),
        post === '安全员' ? '安全生产考核合格证书（C证）' : `${post}岗位证书`,
        certificate(bid, post, 'Y'),
        `连续${6 + chooseNumber(`${bid}/${post}/months`, 18)}个月`,
      ]),
    ].map((cells) => ({ cells })),
    { caption: '主要人员汇总表' },
  );
}

function finances(book: Book, bid: string): void {
  book.heading(1, '财务状况与信誉');
  const base = BigInt(1_800_000_000 + chooseNumber(`${bid}/assets`, 900_000_000)) * 10n;
  const line = (name: string, percent: bigint): readonly string[] => [
    name,
    ...[92n, 97n, 100n].map((year) => printFen((base * percent * year) / 10_000n)),
  ];
  drawTable(
    book,
    [
      { title: '项目（元）', width: 25 },
      { title: '2023年', width: 25, align: 'right' },
      { title: '2024年', width: 25, align: 'right' },
      { title: '2025年', width: 25, align: 'right' },
    ],
    [
      line('资产总额', 100n),
      line('负债总额', 54n),
      line('净资产', 46n),
      line('营业收入', 168n),
      line('净利润', 5n),
    ].map((cells) => ({ cells })),
    { caption: '近三年财务状况（经会计师事务所审计）' },
  );
  book.heading(1, '投标人承诺书');
  for (const text of [
    '我方郑重承诺：所提交的资格审查资料真实、准确、完整，如有虚假，自愿承担取消中标资格、记入信用记录以及法律规定的其他责任。',
    '我方未被责令停业，未被暂停或者取消投标资格，未处于财产被接管、冻结或者破产状态；近三年内没有骗取中标、严重违约和发生较大及以上生产安全责任事故的情形。',
    '我方没有被列入严重失信主体名单、失信被执行人名单，没有拖欠农民工工资且未履行完毕的情形。',
    '我方与招标人、招标代理机构以及其他投标人之间不存在可能影响公正性的利害关系，单位负责人不为同一人，不存在控股、管理关系。',
  ]) {
    book.paragraph(text);
  }
}

/** The credentials (资格审查资料): licences, comparable works, staff, finances. */
export async function makeCredentials(project: Project, bid: Bid): Promise<Uint8Array> {
  const firm = firmOf(bid.bid);
  const book = new Book(bookSetting(project, bid.bid, bid.name, '资格审查资料'));
  book.cover(project.name, '资格审查资料', [
    `投 标 人：${bid.name}（盖单位章）`,
    `法定代表人或其委托代理人：${firm.agent}（签字）`,
    '二〇二六年五月十五日',
  ]);
  book.contents(1);
  basics(book, bid, firm);
  pastWorks(book, bid.bid, firm);
  people(book, bid.bid, firm);
  finances(book, bid.bid);
  return book.finish();
}
