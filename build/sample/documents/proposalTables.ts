import { column, drawForm, drawTable, rows } from '../book/table.ts';
import { choose, chooseNumber, shuffle } from '../choice.ts';
import { staffName } from '../firms.ts';
import { RESOURCE_TABLES, type Table } from './resourceTables.ts';

const overview: Table = (book) => {
  drawForm(book, [
    ['建筑面积', '12360㎡（地上11724㎡，地下636㎡）'],
    ['层数与高度', '地上五层，局部地下一层；层高3.9m，门厅4.2m，建筑高度20.85m'],
    ['结构与基础', '现浇钢筋混凝土框架结构；独立基础，地下室为筏板基础'],
    ['混凝土强度', '柱C40，梁板C30，基础C30，地下室C30 P6，构造柱C25'],
    ['使用功能', '普通教室四十八间、实验室六间、多媒体教室、教师办公室和报告厅'],
    ['机电系统', '给排水、消火栓、电气照明、防雷、综合布线、广播、监控、火灾报警、空调新风、无障碍电梯'],
  ]);
};

const difficulties: Table = (book, { bid }) => {
  const all = [
    [
      '在校施工',
      '紧邻教学区，师生流量大，噪声和扬尘敏感',
      '全封闭围挡、错时运输、隔声降噪、专人疏导，高噪声作业安排在课后和周末',
    ],
    [
      '工期紧',
      '跨越一个雨期和一个冬期，结构与装修须衔接紧密',
      '两段流水、分次结构验收、砌体和机电提前插入，周转材料配足三层',
    ],
    [
      '机电专业多',
      '教室多媒体、消防、空调新风等点位密集',
      '建立机电模型综合排布，样板间确认点位后再大面施工',
    ],
    ['场地狭小', '可用场地不足建筑占地的一倍', '分阶段布置平面，材料按日计划进场，加工场地与堆场合用'],
    ['观感要求高', '水磨石地面和真石漆外墙面积大', '样板引路，专业班组固定，分格提前排板，成品封闭保护'],
    ['地下防水', '消防水池和设备房不允许渗漏', '抗渗混凝土自防水为主，施工缝设钢板止水带，蓄水试验后移交'],
  ];
  const chosen = shuffle(`${bid}/difficulties`, all).slice(0, 5);
  drawTable(
    book,
    [column('序号', 7, 'center'), column('重点、难点', 15), column('分析', 34), column('对策', 44)],
    rows(chosen.map((line, index) => [String(index + 1), ...line])),
  );
};

const organisation: Table = (book, { bid, firm }) => {
  const posts = [
    [
      '项目经理',
      firm.manager,
      `${firm.managerGrade}注册建造师、${firm.managerTitle}`,
      '全面负责，合同履约第一责任人',
    ],
    ['技术负责人', firm.engineer, '高级工程师', '施工方案、技术交底、质量技术管理'],
    ...(
      [
        ['施工员', '中级工程师', '现场施工组织、进度控制、班组协调'],
        ['质量员', '岗位证书', '工序检查、检验批验收、质量通病防治'],
        ['安全员', '安全生产考核C证', '安全巡查、教育、危险作业监护'],
        ['材料员', '岗位证书', '材料采购、验收、见证取样配合'],
        ['造价员', '二级造价工程师', '计量支付、变更签证、成本管理'],
        ['资料员', '岗位证书', '工程资料、影像档案、竣工档案'],
        ['劳资员', '岗位证书', '实名制、考勤、工资发放和公示'],
        ['机电工程师', '中级工程师', '机电深化、安装、调试'],
      ] as const
    ).map(([post, grade, duty]) => [post, staffName(bid, post), grade, duty]),
  ];
  drawTable(
    book,
    [
      column('岗位', 16, 'center'),
      column('姓名', 12, 'center'),
      column('资格、职称', 28),
      column('主要职责', 44),
    ],
    rows(posts),
    { caption: '项目经理部主要成员' },
  );
};

const control: Table = (book) => {
  const points = [
    ['定位放线', '轴线、标高', '三级复核，监理复测', '放线前后'],
    ['地基验槽', '持力层、基底标高', '五方共同验槽', '浇筑垫层前'],
    ['钢筋工程', '规格、间距、锚固、接头', '隐蔽验收，见证取样', '浇筑混凝土前'],
    ['模板工程', '轴线、垂直度、支撑稳定', '实测实量，专项验收', '浇筑混凝土前'],
    ['混凝土工程', '坍落度、强度、养护', '旁站，试块，回弹', '浇筑及养护期'],
    ['砌体工程', '灰缝、拉结、顶砌', '检验批抽查', '每层完成后'],
    ['防水工程', '基层、附加层、搭接', '旁站，蓄水或淋水试验', '隐蔽前'],
    ['外窗与外墙', '塞缝、密封、保温锚固', '淋水试验、拉拔试验', '外架拆除前'],
    ['水电安装', '强度、绝缘、接地', '试压、通球、测试', '隐蔽前及调试'],
    ['室内环境', '甲醛、苯、氡', '第三方检测', '竣工前'],
  ];
  drawTable(
    book,
    [column('工序', 16, 'center'), column('控制内容', 32), column('控制方法', 32), column('时机', 20)],
    rows(points),
    { caption: '质量控制点' },
  );
};

const hazards: Table = (book, { bid }) => {
  const list = [
    ['高处坠落', '临边、洞口、外架', '定型化防护、水平兜网、安全带双挂点'],
    ['物体打击', '交叉作业、吊装', '硬隔离、双层防护棚、警戒区'],
    ['坍塌', '基坑、模板支撑', '专项方案、预压或监测、分级验收'],
    ['机械伤害', '钢筋、木工机械', '防护罩、急停、专人操作'],
    ['起重伤害', '塔吊、施工升降机', '限位装置、信号工、每日试车'],
    ['触电', '临时用电、潮湿环境', '三级配电两级保护、漏电保护器测试'],
    ['火灾', '电焊、保温材料', '动火审批、看火人、材料防火等级'],
    ['中毒窒息', '地下水池、涂刷作业', '通风检测、双人监护'],
    ['车辆伤害', '校门口运输', '错时运输、引导员、限速'],
  ];
  drawTable(
    book,
    [
      column('危险源', 15, 'center'),
      column('部位、作业', 25),
      column('控制措施', 44),
      column('等级', 16, 'center'),
    ],
    rows(list.map((line, index) => [...line, choose(`${bid}/hazard/${index}`, ['较大', '一般', '较大'])])),
    { caption: '主要危险源及控制措施' },
  );
};

const emergency: Table = (book, { bid, firm }) => {
  const phone = (post: string): string =>
    `1${chooseNumber(`${bid}/${post}/phone`, 10)}0-0000-${String(chooseNumber(`${bid}/${post}/end`, 10_000)).padStart(4, '0')}`;
  drawTable(
    book,
    [
      column('应急职务', 22),
      column('姓名', 18, 'center'),
      column('项目职务', 26),
      column('联系电话（示例）', 34, 'center'),
    ],
    rows([
      ['组长', firm.manager, '项目经理', phone('组长')],
      ['副组长', firm.engineer, '技术负责人', phone('副组长')],
      ['抢险组长', staffName(bid, '施工员'), '施工员', phone('抢险')],
      ['救护组长', staffName(bid, '安全员'), '安全员', phone('救护')],
      ['疏散组长', staffName(bid, '质量员'), '质量员', phone('疏散')],
      ['后勤组长', staffName(bid, '材料员'), '材料员', phone('后勤')],
    ]),
    { caption: '应急组织通讯录' },
  );
};

/** The tables that the proposal's text asks for by name. */
export const PROPOSAL_TABLES: Readonly<Record<string, Table>> = {
  ...RESOURCE_TABLES,
  overview,
  difficulties,
  organisation,
  control,
  hazards,
  emergency,
};
