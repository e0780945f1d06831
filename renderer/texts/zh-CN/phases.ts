/** What stands around the names of the phases, which are the regime’s own (`shared/evaluation/terms.ts`). */
export const phases = {
  at: '第 {{number}} 阶段（共 {{of}} 个）：{{name}}',
  done: '已完成',
} as const;
