import { beforeAll, describe, expect, it } from 'vitest';
import { annexModel, type ReportModel, reportModel } from '../../../../shared/report/index.ts';
import { chapterText, modelText } from './modelText.ts';
import {
  allRejectedDay,
  annexInput,
  fullDay,
  type Played,
  procurementDay,
  reportInput,
  stoppedDay,
  voidDay,
} from './sampleDay.ts';

const TENDERING_ONLY = /招标投标法|评标委员会和评标方法暂行规定|否决投标|招标人：|最高投标限价/;
const PROCUREMENT_ONLY = /政府采购|评标组长|采购人|废标|投标无效/;

let full: Played;
let procurement: Played;
let report: ReportModel;
let procured: ReportModel;

beforeAll(async () => {
  full = await fullDay();
  procurement = await procurementDay();
  report = reportModel(reportInput(full));
  procured = reportModel(reportInput(procurement));
});

describe('a report under the Bidding Law holds every item of R12 42', () => {
  it.each([
    [
      'basic facts and data tables',
      '基本情况和数据表',
      ['某县第二中学教学楼施工', 'DEMO-2026-001', '38,000,000.00 元', '某县教育局'],
    ],
    ['committee members', '成员名单', ['桑以宁', '臧若水', '评标委员会负责人', '招标人代表']],
    [
      'opening record',
      '开标记录',
      ['2026-05-18 09:30:00', '第一开标室', '35412680.55', '91990100MA0DEM151U'],
    ],
    ['list of conforming bids', '符合要求的投标一览表', ['B1 | 某市青云建设集团有限公司 | 通过初步评审']],
    [
      'rejected bids with grounds',
      '否决投标的情况说明',
      ['B4 某县固安建筑有限公司 | 未通过：R2 施工总承包资质 | 《招标投标法实施条例》第五十一条'],
    ],
    [
      'criteria, method and factors',
      '评标因素一览表',
      ['施工组织设计', '优 8–10 分', '乘以 0.97', '每 1% 扣 1.2 分'],
    ],
    [
      'table of evaluated prices or scores',
      '评分比较一览表',
      ['评分汇总表：B1', '评标基准价 B =', '诚信得分换算表'],
    ],
    ['ranking', '投标人排序', ['1 | B1 | 某市青云建设集团有限公司']],
    [
      'recommended candidates and matters to settle',
      '签订合同前要处理的事宜',
      ['第1 | 某市青云建设集团有限公司', '核对项目经理在建工程情况'],
    ],
    [
      'minutes of clarifications',
      '澄清、说明、补正事项纪要',
      ['请说明委托代理人的授权范围。', '授权书载明授权签署全部投标文件'],
    ],
  ])('%s', (_, chapter, words) => {
    const text = chapterText(report, chapter);
    for (const word of words) expect(text).toContain(word);
  });

  it('cites no article and no term of procurement', () => {
    expect(modelText(report)).toContain('《评标委员会和评标方法暂行规定》第四十二条');
    expect(modelText(report)).not.toMatch(PROCUREMENT_ONLY);
  });
});

describe('a report under the Government Procurement Law holds every item of R87 58', () => {
  it.each([
    ['media and dates of the notice', '招标公告的媒体和日期：某省公共资源交易电子服务系统，2026年4月20日'],
    ['place and time of opening', '开标地点及记载：2026年5月18日9时30分'],
    ['bidders', '某县惠学家具厂'],
    ['committee members', '采购人代表'],
    ['method and standard', '报价得分 = 满分 × B ÷ p'],
    ['invalid bids', '投标无效的情况说明'],
    ['result', '中标候选人名单'],
    ['changes of committee members', '成员更换'],
    ['clarifications', '澄清、说明、补正事项纪要'],
    ['small firms’ deduction', '小微企业扣除 10%'],
  ])('%s', (_, words) => {
    expect(modelText(procured)).toContain(words);
  });

  it('cites no article and no term of tendering', () => {
    expect(modelText(procured)).toContain('《政府采购货物和服务招标投标管理办法》第五十八条');
    expect(modelText(procured)).not.toMatch(TENDERING_ONLY);
    expect(modelText(annexModel(annexInput(procurement)))).not.toMatch(TENDERING_ONLY);
  });
});

describe('what this room adds to the report', () => {
  it('shows every member’s own sheets, with remark and place', () => {
    const text = chapterText(report, '各成员评审表');
    for (const name of ['桑以宁（E1）', '毕云舟（E2）', '臧若水（E6）', '路遥知（E4）', '邬晴川（E5）']) {
      expect(text).toContain(`第2轮评分表：${name}`);
      expect(text).toContain(`初步评审表：${name}`);
    }
    expect(text).toContain('进度计划与劳动力安排衔接清楚 | 技术标.pdf 第12页');
  });

  it('shows a change with what stood before and after, and the sheet as it was submitted', () => {
    expect(chapterText(report, '评分比较一览表')).toMatch(
      /2 \| 毕云舟（E2） \| B1 .* \| T1 施工组织设计 \| 2 \| 7\.5 \| 评分畸高、畸低 \| 误将满分按 5 分掌握/,
    );
    const own = report.chapters
      .at(-1)!
      .blocks.find((b) => b.kind === 'table' && b.title.includes('第2轮评分表：毕云舟'));
    expect(own).toMatchObject({
      rows: expect.arrayContaining([['T1 施工组织设计', '10', '2', '7.5', '8', '7.5']]),
    });
  });

  it('shows superseded phases, and the abandoned round’s sheets marked as void', () => {
    expect(chapterText(report, '评标过程记录')).toContain('部分成员对评分档次理解有误');
    expect(chapterText(report, '各成员评审表')).toContain('第1轮评分表（已作废）：桑以宁');
  });

  it('shows the change of a member, the recusal, and that the replaced sheet stays closed', () => {
    const text = chapterText(report, '成员更换');
    expect(text).toContain('聂怀瑾（E3） | 臧若水（E6）');
    expect(text).toContain('本人申请回避：与投标人有劳动关系或者任职关系。');
    expect(chapterText(report, '各成员评审表')).toContain('聂怀瑾（E3） | 保持密封');
  });

  it('shows a rejection’s sheet: ground, article, clause, vote, deliberation', () => {
    const text = chapterText(report, '否决投标');
    for (const word of [
      '法律依据：《招标投标法实施条例》第五十一条',
      '招标文件条款：招标文件评标办法前附表',
      '认定通过：1 人：毕云舟（E2）',
      '集体评议：',
    ])
      expect(text).toContain(word);
  });

  it('shows objections that no majority shared', () => {
    expect(chapterText(report, '初步评审')).toContain('委托代理人签字与授权书不一致');
  });

  it('shows alarms, interventions, pauses and acts without effect', () => {
    const text = chapterText(report, '评标过程记录');
    for (const word of [
      '席位网络中断 14 秒 | 已恢复，不影响评审',
      '门未关闭 | 未处置',
      '制止成员使用自带物品',
      '午餐',
      'OFFICE',
    ])
      expect(text).toContain(word);
  });

  it('names the head, the package, the room, and how to check', () => {
    const { state } = reportInput(full);
    const text = chapterText(report, '核验方法');
    for (const word of [state.head.hash, state.pkg.digest, state.room!, 'sha256sum -c', '逐条重放'])
      expect(text).toContain(word);
  });

  it('says so where an item does not apply', () => {
    expect(chapterText(procured, '澄清')).toContain('无。');
  });
});

describe('the annex', () => {
  it('tells who signed, who disagrees and why, and who was taken to agree by which vote', () => {
    const text = modelText(annexModel(annexInput(full)));
    expect(text).toMatch(/桑以宁 评标专家（评标委员会负责人） 已通过系统电子签名/);
    expect(text).toContain('深基坑支护方案缺少监测布置');
    expect(text).toMatch(/邬晴川 招标人代表 拒绝签字且未说明理由，视为同意/);
    expect(text).toMatch(/表决：同意 3 票/);
    expect(text).toContain(annexInput(full).state.head.hash);
  });
});

describe('endings without a ranking have their report', () => {
  it('void, under procurement', async () => {
    const text = modelText(reportModel(reportInput(await voidDay())));
    expect(text).toContain('结论：废标');
    expect(text).toContain('《政府采购法》第三十六条');
    expect(text).toContain('本次评标不推荐中标候选人');
    expect(text).not.toMatch(TENDERING_ONLY);
  });

  it('all rejected, under tendering', async () => {
    const text = modelText(reportModel(reportInput(await allRejectedDay())));
    expect(text).toContain('结论：否决全部投标');
    expect(text).toContain('《评标委员会和评标方法暂行规定》第二十七条');
    expect(text).not.toMatch(PROCUREMENT_ONLY);
  });

  it('stopped before the review: nobody is said to have passed', async () => {
    const text = modelText(reportModel(reportInput(await stoppedDay())));
    expect(text).toContain('结论：停止评标');
    expect(text).toContain('初步评审尚未完成，不形成符合要求的投标名单');
    expect(text).not.toContain('通过初步评审');
  });
});
