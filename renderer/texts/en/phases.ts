/** The phases as the stepper shows them. */
import type { Texts } from '../texts.ts';
import type { phases as zh } from '../zh-CN/phases.ts';

export const phases: Texts<typeof zh> = {
  at: 'Phase {{number}} of {{of}}: {{name}}',
  done: 'done',
  'sign-in': 'Sign in',
  commitment: 'Commitment',
  chair: 'Chair',
  reading: 'Reading',
  review: 'Review',
  clarification: 'Clarification',
  scoring: 'Scoring',
  consolidation: 'Consolidation',
  report: 'Report',
  signing: 'Signing',
  closed: 'Sealed',
  procurement: {
    chair: 'Group leader',
    reading: 'Reading',
    review: 'Qualification and conformity',
    scoring: 'Comparison and scoring',
  },
};
