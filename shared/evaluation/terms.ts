/**
 * The terms of each regime (招标投标法, 政府采购法): what the law calls the phases, the people and the ways in which an evaluation ends. One
 * table, because a document that mixes the two regimes' words can be challenged. Chinese only: these are the words of Chinese law.
 */
import type { Phase } from '../journal/acts.ts';
import type { Outcome, RoomState } from '../journal/state.ts';
import type { ProjectKind, Regime, ReviewStage } from '../project/model.ts';

export interface Terms {
  /** The law that the regime is named after. */
  readonly law: string;
  readonly phases: Readonly<Record<Phase, string>>;
  /** The phases in short, side by side. */
  readonly steps: Readonly<Record<Phase, string>>;
  readonly stages: Readonly<Record<ReviewStage, string>>;
  readonly outcomes: Readonly<Record<Outcome['kind'], string>>;
  readonly kinds: Readonly<Record<ProjectKind, string>>;
  readonly lot: string;
  readonly owner: string;
  readonly delegate: string;
  readonly agency: string;
  readonly expert: string;
  /** Experts and the owner's delegate alike. */
  readonly member: string;
  readonly chair: string;
  readonly supervisor: string;
  readonly ceiling: string;
  /** One bid is out. */
  readonly rejection: string;
  /** What becomes of the one who is ranked by the committee. */
  readonly candidate: string;
  readonly preliminaryReview: string;
  readonly detailedReview: string;
}

const COMMON_PHASES = {
  'sign-in': '签到准入',
  commitment: '宣布名单、签署承诺与回避声明',
  reading: '熟悉招标文件',
  clarification: '澄清、说明、补正',
  report: '编制评标报告',
  signing: '签署评标报告',
  closed: '封存',
} as const;

const COMMON_STEPS = {
  'sign-in': '签到',
  commitment: '承诺与回避',
  reading: '熟悉文件',
  clarification: '澄清',
  report: '编制报告',
  signing: '签字',
  closed: '封存',
} as const;

const KINDS = { works: '工程', goods: '货物', services: '服务' } as const;

const STAGES = { form: '形式评审', qualification: '资格评审', responsiveness: '响应性评审' } as const;

export const TERMS: Readonly<Record<Regime, Terms>> = {
  tendering: {
    law: '《中华人民共和国招标投标法》',
    phases: {
      ...COMMON_PHASES,
      chair: '推选评标委员会负责人',
      review: '初步评审',
      scoring: '详细评审（独立评分）',
      consolidation: '评分汇总与复核',
    },
    steps: {
      ...COMMON_STEPS,
      chair: '推选负责人',
      review: '初步评审',
      scoring: '详细评审',
      consolidation: '汇总与复核',
    },
    stages: STAGES,
    outcomes: {
      ranked: '完成评审并形成排序',
      'all-rejected': '否决全部投标',
      void: '评标无效',
      stopped: '停止评标',
    },
    kinds: KINDS,
    lot: '标段',
    owner: '招标人',
    delegate: '招标人代表',
    agency: '招标代理机构',
    expert: '评标专家',
    member: '评标委员会成员',
    chair: '评标委员会负责人',
    supervisor: '见证人员',
    ceiling: '最高投标限价',
    rejection: '否决投标',
    candidate: '中标候选人',
    preliminaryReview: '初步评审',
    detailedReview: '详细评审',
  },
  procurement: {
    law: '《中华人民共和国政府采购法》',
    phases: {
      ...COMMON_PHASES,
      chair: '推选评标组长',
      review: '符合性审查',
      scoring: '商务和技术评估（独立评分）',
      consolidation: '综合比较与评价（评分汇总与复核）',
    },
    steps: {
      ...COMMON_STEPS,
      chair: '推选组长',
      review: '符合性审查',
      scoring: '商务和技术评估',
      consolidation: '综合比较与评价',
    },
    stages: { ...STAGES, form: '签署与形式审查', responsiveness: '实质性响应审查' },
    outcomes: {
      ranked: '完成评审并形成排序',
      'all-rejected': '全部投标无效',
      void: '废标',
      stopped: '停止评标',
    },
    kinds: KINDS,
    lot: '采购包',
    owner: '采购人',
    delegate: '采购人代表',
    agency: '采购代理机构',
    expert: '评审专家',
    member: '评标委员会成员',
    chair: '评标组长',
    supervisor: '现场监督人员',
    ceiling: '最高限价',
    rejection: '投标无效',
    candidate: '中标候选人',
    preliminaryReview: '符合性审查',
    detailedReview: '商务和技术评估、综合比较与评价',
  },
};

/** The terms of the law under which a room evaluates. */
export const termsOf = ({ pkg }: Pick<RoomState, 'pkg'>): Terms => TERMS[pkg.data.project.regime];
