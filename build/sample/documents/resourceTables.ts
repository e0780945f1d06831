import type { Book } from '../book/book.ts';
import { column, drawTable, rows } from '../book/table.ts';
import { choose, chooseNumber } from '../choice.ts';
import { certificate, type Firm } from '../firms.ts';
import { chineseDate, dayAfter, programme } from './schedule.ts';

/** What the tables of a proposal need to know. */
export interface ProposalFacts {
  readonly bid: string;
  readonly firm: Firm;
  readonly start: string;
  readonly peak: number;
}

export type Table = (book: Book, facts: ProposalFacts) => void;

/** A number that strays by up to a seventh from the usual one. */
const about = (seed: string, usual: number): string =>
  String(Math.max(1, Math.round(usual * (0.85 + chooseNumber(seed, 31) / 100))));

const milestones: Table = (book, { bid, firm, start }) => {
  const activities = programme(bid, firm.days);
  const end = (name: string): number => activities.find((activity) => activity.name.startsWith(name))!.to;
  const nodes: readonly (readonly [string, number])[] = [
    ['基础完成、出正负零', end('地下室及基础')],
    ['主体结构封顶', end('三层至五层')],
    ['砌体完成、主体验收', end('四至五层砌体') + 8],
    ['外架拆除', end('外墙保温')],
    ['精装修完成', end('涂料')],
    ['设备联动调试完成', end('设备调试')],
    ['竣工验收', firm.days],
  ];
  drawTable(
    book,
    [column('里程碑', 40), column('开工后第几天', 25, 'center'), column('计划日期', 35, 'center')],
    rows(nodes.map(([name, day]) => [name, String(day), chineseDate(dayAfter(start, day - 1))])),
    { caption: '里程碑节点' },
  );
};

const TRADES: readonly (readonly [name: string, share: readonly number[]])[] = [
  ['普工', [14, 24, 26, 22, 16, 8]],
  ['测量工', [4, 4, 4, 3, 2, 2]],
  ['钢筋工', [0, 28, 42, 12, 0, 0]],
  ['木工', [0, 26, 56, 16, 4, 2]],
  ['混凝土工', [2, 16, 20, 8, 2, 2]],
  ['架子工', [2, 8, 16, 12, 10, 4]],
  ['瓦工', [0, 10, 6, 44, 12, 4]],
  ['抹灰工', [0, 0, 0, 34, 40, 6]],
  ['防水工', [0, 8, 0, 10, 6, 0]],
  ['油漆工', [0, 0, 0, 4, 34, 10]],
  ['门窗、幕墙安装工', [0, 0, 0, 12, 20, 4]],
  ['电工', [4, 6, 10, 18, 26, 10]],
  ['管道工', [0, 4, 8, 16, 22, 8]],
  ['起重、机操工', [4, 8, 10, 8, 6, 4]],
];

const labour: Table = (book, { bid, peak }) => {
  const sums = [0, 1, 2, 3, 4, 5].map((phase) => TRADES.reduce((sum, [, share]) => sum + share[phase]!, 0));
  const scale = peak / Math.max(...sums);
  const lines = TRADES.map(([name, share]) => [
    name,
    ...share.map((count) => (count === 0 ? '—' : String(Math.max(1, Math.round(count * scale))))),
  ]);
  const total = [1, 2, 3, 4, 5, 6].map((phase) =>
    String(lines.reduce((sum, line) => sum + (line[phase] === '—' ? 0 : Number(line[phase])), 0)),
  );
  const phases = ['准备', '基础', '主体', '砌体抹灰', '装修安装', '收尾'];
  drawTable(
    book,
    [column('工种', 22), ...phases.map((phase) => column(phase, 13, 'center'))],
    [...rows(lines), { cells: ['合计', ...total], strong: true }],
    { caption: `劳动力计划表（人）${choose(`${bid}/unit`, ['', '，按施工阶段投入'])}` },
  );
};

const machines: Table = (book, { bid }) => {
  const two = choose(`${bid}/cranes`, ['一台', '两台']) === '两台';
  const list: readonly (readonly [string, string, number, string])[] = [
    ['塔式起重机', two ? 'QTZ63' : 'QTZ80', 0, '主体、砌体'],
    ['施工升降机', 'SC200/200', 0, '砌体、装修'],
    ['反铲挖掘机', '1.0m³', 2, '土方'],
    ['自卸汽车', '15t', 6, '土方'],
    ['压路机', '12t', 1, '回填、道路'],
    ['混凝土汽车泵', '47m', 1, '基础、主体'],
    ['插入式振捣器', 'ZN50', 10, '基础、主体'],
    ['平板振捣器', 'ZW7', 3, '主体'],
    ['钢筋切断机', 'GQ40', 2, '基础、主体'],
    ['钢筋弯曲机', 'GW40', 2, '基础、主体'],
    ['钢筋调直机', 'GT4-14', 1, '基础、主体'],
    ['直螺纹滚丝机', 'HGS-40', 2, '基础、主体'],
    ['木工圆锯', 'MJ104', 3, '主体'],
    ['交流电焊机', 'BX1-315', 4, '全过程'],
    ['砂浆搅拌机', 'JZC350', 2, '砌体、抹灰'],
    ['水磨石机', 'HMJ30', 6, '楼地面'],
    ['潜水泵', 'QY25', 6, '基础、雨期'],
    ['柴油发电机', '120kW', 1, '备用'],
    ['雾炮机', '40m', 3, '全过程'],
    ['洗轮机', '全自动', 1, '全过程'],
  ];
  drawTable(
    book,
    [
      column('序号', 8, 'center'),
      column('名称', 26),
      column('型号', 20),
      column('数量', 10, 'center'),
      column('来源', 12, 'center'),
      column('使用阶段', 24),
    ],
    rows(
      list.map(([name, model, count, phase], index) => [
        String(index + 1),
        name,
        model,
        count === 0 ? (index === 0 && two ? '2' : '1') : about(`${bid}/${name}`, count),
        choose(`${bid}/${name}/source`, ['自有', '自有', '租赁']),
        phase,
      ]),
    ),
    { caption: '主要施工机械设备表' },
  );
};

const instruments: Table = (book, { bid }) => {
  const list: readonly (readonly [string, string, number])[] = [
    ['全站仪', '2″级', 1],
    ['自动安平水准仪', 'DS3', 2],
    ['激光铅直仪', '1/40000', 1],
    ['钢卷尺', '50m', 4],
    ['混凝土回弹仪', 'ZC3-A', 2],
    ['力矩扳手', '100N·m至360N·m', 2],
    ['坍落度筒', '标准', 3],
    ['接地电阻测试仪', 'ZC-8', 1],
    ['绝缘电阻表', '500V', 2],
    ['噪声扬尘监测仪', '在线', 2],
  ];
  drawTable(
    book,
    [
      column('仪器名称', 30),
      column('规格', 30),
      column('数量', 14, 'center'),
      column('检定编号', 26, 'center'),
    ],
    rows(
      list.map(([name, model, count]) => [
        name,
        model,
        about(`${bid}/${name}`, count),
        certificate(bid, name, 'JD'),
      ]),
    ),
  );
};

const materials: Table = (book, { bid, start }) => {
  const list: readonly (readonly [string, string, number, number])[] = [
    ['钢筋', 't', 950, 20],
    ['预拌混凝土', 'm³', 5300, 30],
    ['加气混凝土砌块', 'm³', 1560, 130],
    ['防水卷材', '㎡', 6200, 60],
    ['断桥铝合金窗', '㎡', 1690, 210],
    ['岩棉保温板', '㎡', 5050, 220],
    ['地砖、墙砖', '㎡', 6100, 240],
    ['无机涂料', 't', 21, 300],
    ['电线电缆', 'km', 62, 90],
    ['镀锌钢管、桥架', 't', 26, 80],
  ];
  drawTable(
    book,
    [
      column('材料名称', 30),
      column('单位', 10, 'center'),
      column('计划用量', 20, 'right'),
      column('首批进场', 24, 'center'),
      column('进场方式', 16, 'center'),
    ],
    rows(
      list.map(([name, unit, amount, day]) => [
        name,
        unit,
        about(`${bid}/${name}`, amount),
        chineseDate(dayAfter(start, day)),
        choose(`${bid}/${name}/way`, ['分批', '按周', '按层']),
      ]),
    ),
    { caption: '主要材料供应计划' },
  );
};

const temporary: Table = (book, { bid }) => {
  const list: readonly (readonly [string, number, string])[] = [
    ['办公室', 192, '箱式房，两层'],
    ['会议室', 48, '箱式房'],
    ['职工宿舍', 560, '箱式房，两层，每间不超过六人'],
    ['食堂', 96, '箱式房，明厨亮灶'],
    ['厕所、浴室', 84, '水冲式，节水器具'],
    ['钢筋加工棚', 180, '定型钢构，双层防护'],
    ['木工加工棚', 120, '封闭吸声'],
    ['材料仓库', 150, '箱式房'],
    ['标养试验室', 24, '恒温恒湿'],
    ['门卫', 12, '成品岗亭'],
  ];
  drawTable(
    book,
    [column('设施', 28), column('面积（㎡）', 24, 'right'), column('形式', 48)],
    rows(list.map(([name, area, form]) => [name, about(`${bid}/${name}`, area), form])),
    { caption: '临时设施一览表' },
  );
};

/** The proposal's tables of dates, people, machines and materials. */
export const RESOURCE_TABLES: Readonly<Record<string, Table>> = {
  milestones,
  labour,
  machines,
  instruments,
  materials,
  temporary,
};
