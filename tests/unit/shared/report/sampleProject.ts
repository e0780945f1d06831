/** Projects of both regimes with everything that a report speaks of. */
import type { Bid, Member, ProjectData } from '../../../../shared/project/model.ts';

const member = (
  expert: string,
  name: string,
  organisation: string,
  role: Member['role'] = 'expert',
): Member => ({
  expert,
  name,
  role,
  organisation,
});

const COMMITTEE: readonly Member[] = [
  member('E1', '桑以宁', '某市建筑设计研究院'),
  member('E2', '毕云舟', '某工程职业学院土木工程系'),
  member('E3', '聂怀瑾', '某监理咨询有限公司'),
  member('E4', '路遥知', '某工程造价咨询有限公司'),
  member('E5', '邬晴川', '某县教育局', 'owner'),
  member('E6', '臧若水', '某市房屋安全鉴定站'),
  member('E7', '欧阳明哲', '某大学'),
];

const bid = (id: string, name: string, price: string, sme: Bid['sme'] = 'none'): Bid => ({
  bid: id,
  name,
  enterprise: `91990100MA0DEM1${id.slice(1)}1U`,
  price,
  sme,
});

const SUPERVISORS = [{ supervisor: 'S1', name: '顾守正', organisation: '某县公共资源交易监督管理局' }];

/** Works under the Bidding Law: five bids, ten items, a mean benchmark, an integrity score from records. */
export function tenderingData(): ProjectData {
  return {
    project: {
      format: 'sealroom-project/1',
      code: 'DEMO-2026-001',
      name: '某县第二中学教学楼施工',
      lot: '1',
      kind: 'works',
      regime: 'tendering',
      owner: '某县教育局',
      agency: '某招标代理有限公司',
      notice: ['某省公共资源交易电子服务系统，2026年4月20日', '某县人民政府网站，2026年4月20日'],
      opening: ['2026年5月18日9时30分，某县公共资源交易中心第一开标室'],
      budget: '41000000.00',
      reserves: ['E6', 'E7'],
      thresholds: { outlier: '3', outlierFloor: '1', lowPrice: { mean: '0.95' } },
      currency: 'CNY',
      ceiling: '38000000.00',
      opened: '2026-05-18T09:30:00+08:00',
      evaluatedOn: '2026-05-18',
      candidates: 3,
      method: 'comprehensive',
      full: '100',
      rounding: { benchmark: 2, mean: 2, price: 2, integrity: 2, total: 2 },
      aggregate: { over: 'item', trim: [{ experts: 5, high: 1, low: 1 }] },
      ties: ['price', 'integrity', 'group:tech'],
      review: [
        {
          id: 'R1',
          name: '投标函签字盖章',
          stage: 'form',
          text: '投标函由法定代表人或其委托代理人签字并加盖单位章',
        },
        {
          id: 'R2',
          name: '施工总承包资质',
          stage: 'qualification',
          text: '建筑工程施工总承包二级及以上资质',
        },
        { id: 'R3', name: '工期响应', stage: 'responsiveness', text: '不超过 420 日历天' },
      ],
      groups: [
        {
          id: 'tech',
          name: '技术标',
          pass: '20',
          items: [
            {
              id: 'T1',
              name: '施工组织设计',
              by: 'experts',
              max: '10',
              step: '0.5',
              tiers: [
                ['优', '8', '10'],
                ['良', '6', '7.5'],
                ['一般', '0', '5.5'],
              ],
            },
            {
              id: 'T2',
              name: '质量管理体系与措施',
              by: 'experts',
              max: '6',
              step: '0.5',
              text: '体系完整、措施可行',
            },
            { id: 'T3', name: '安全文明施工措施', by: 'experts', max: '6', step: '0.5' },
            { id: 'T4', name: '工期进度计划与保证措施', by: 'experts', max: '5', step: '0.5' },
            { id: 'T5', name: '资源配备计划', by: 'experts', max: '5', step: '0.5' },
            { id: 'T6', name: '项目管理机构', by: 'experts', max: '4', step: '0.5' },
            { id: 'T7', name: '新技术应用与智慧工地', by: 'experts', max: '4', step: '0.5' },
            {
              id: 'T8',
              name: '类似工程业绩',
              by: 'experts',
              max: '2',
              step: '1',
              objective: true,
              text: '每项 1 分，最多 2 分',
            },
          ],
        },
        { id: 'price', name: '投标报价', items: [{ id: 'P1', name: '报价得分', by: 'price', max: '30' }] },
        {
          id: 'integrity',
          name: '企业诚信',
          items: [{ id: 'I1', name: '诚信得分', by: 'integrity', max: '28' }],
        },
      ],
      price: {
        over: 'responsive',
        benchmark: { kind: 'mean', drop: [], times: '0.97' },
        score: { kind: 'deviation', above: '1.2', below: '0.8', floor: '0', units: 'exact' },
      },
      integrity: {
        applies: true,
        basis: '某公管发〔2026〕3号；已通过公平竞争审查',
        from: 'records',
        convert: 'proportion',
      },
    },
    committee: COMMITTEE,
    supervisors: SUPERVISORS,
    bids: [
      bid('B1', '某市青云建设集团有限公司', '34890000.00'),
      bid('B2', '某市恒岳工程有限公司', '35412680.55'),
      bid('B3', '某省磐石建筑工程有限责任公司', '36105000.00', 'small'),
      bid('B4', '某县固安建筑有限公司', '33998000.00'),
      bid('B5', '某市晴川路桥建设股份有限公司第三分公司', '35777777.77'),
    ],
    integrity: {
      enterprises: ['1', '2', '3', '4', '5'].map((n) => ({
        enterprise: `91990100MA0DEM1${n}1U`,
        name: `企业${n}`,
        listed: '2024-01-01',
        status: 'listed',
      })),
      rulebook: {
        format: 'sealroom-rulebook/1',
        parts: [
          { id: 'market', name: '市场行为评价', weight: '0.6', base: '80', min: '0', max: '100' },
          { id: 'quality', name: '质量安全评价', weight: '0.4', base: '80', min: '0', max: '100' },
        ],
        items: [
          { code: 'M01', part: 'market', name: '按时足额支付农民工工资', points: '2', months: 12, cap: '6' },
          { code: 'Q07', part: 'quality', name: '一般质量安全事故', points: '-10', months: 24 },
        ],
      },
      records: [
        {
          record: 'N1',
          enterprise: '91990100MA0DEM111U',
          item: 'M01',
          count: 4,
          date: '2026-01-10',
          ends: '',
          department: '某县人力资源和社会保障局',
          document: '某人社〔2026〕2号',
        },
        {
          record: 'N2',
          enterprise: '91990100MA0DEM121U',
          item: 'Q07',
          count: 1,
          date: '2025-03-01',
          ends: '',
          department: '某县住房和城乡建设局',
          document: '某建罚〔2025〕11号',
        },
        {
          record: 'N3',
          enterprise: '91990100MA0DEM131U',
          item: 'Q07',
          count: 1,
          date: '2025-02-01',
          ends: '2026-04-01',
          department: '某县住房和城乡建设局',
          document: '某建罚〔2025〕7号',
        },
      ],
    },
  };
}

/** Goods under the Government Procurement Law: lowest price first, small firms' deduction. */
export function procurementData(): ProjectData {
  const tender = tenderingData();
  const { ceiling, ...rest } = tender.project;
  return {
    ...tender,
    project: {
      ...rest,
      ...(ceiling === undefined ? {} : { ceiling: '1800000.00' }),
      code: 'DEMO-2026-002',
      name: '某县中心小学课桌椅采购',
      kind: 'goods',
      regime: 'procurement',
      owner: '某县中心小学',
      agency: '某代理有限公司',
      budget: '1800000.00',
      thresholds: { lowPrice: { mean: '0.5', next: '0.5', ceiling: '0.45' } },
      aggregate: { over: 'item', trim: [] },
      ties: ['price'],
      review: [
        { id: 'R1', name: '投标文件签署盖章', stage: 'form' },
        { id: 'R2', name: '实质性条款响应', stage: 'responsiveness' },
      ],
      groups: [
        {
          id: 'tech',
          name: '技术部分',
          items: [
            { id: 'T1', name: '技术参数响应', by: 'experts', max: '40', step: '1', objective: true },
            { id: 'T2', name: '供货与安装方案', by: 'experts', max: '20', step: '0.5' },
          ],
        },
        { id: 'price', name: '价格部分', items: [{ id: 'P1', name: '价格分', by: 'price', max: '40' }] },
      ],
      price: {
        over: 'responsive',
        deduct: { small: '0.10', consortium: '0.04' },
        benchmark: { kind: 'lowest' },
        score: { kind: 'ratio' },
      },
      integrity: { applies: false },
    },
    bids: [
      bid('B1', '某市木棉校具有限公司', '1598600.00', 'small'),
      bid('B2', '某县惠学家具厂', '1612450.50', 'small'),
      bid('B3', '某市晴顶家具有限公司', '1475320.80'),
      bid('B4', '某省校安家具有限公司', '1722000.00'),
    ],
  };
}
