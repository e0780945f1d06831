/** What stands around the names of the phases. */
import type { Texts } from '../texts.ts';
import type { phases as zh } from '../zh-CN/phases.ts';

export const phases: Texts<typeof zh> = {
  at: 'Phase {{number}} of {{of}}: {{name}}',
  done: 'done',
};
