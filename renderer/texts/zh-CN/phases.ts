/** The phases as the stepper shows them: short. The full terms of each regime are those of the report (`shared/evaluation/terms.ts`). */
export const phases = {
  at: '第 {{number}} 阶段（共 {{of}} 个）：{{name}}',
  done: '已完成',
  'sign-in': '签到',
  commitment: '承诺与回避',
  chair: '推选负责人',
  reading: '熟悉文件',
  review: '初步评审',
  clarification: '澄清',
  scoring: '详细评审',
  consolidation: '汇总与复核',
  report: '编制报告',
  signing: '签字',
  closed: '封存',
  /** Government procurement's words where they differ. */
  procurement: {
    chair: '推选组长',
    reading: '熟悉文件',
    review: '资格与符合性审查',
    scoring: '综合比较与评价',
  },
} as const;
