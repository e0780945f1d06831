/** Every act type and its rule, in one table. */
import type { ActType } from '../journal/acts.ts';
import { admission } from './admission.ts';
import { clarification } from './clarification.ts';
import { consolidation } from './consolidation.ts';
import { course } from './course.ts';
import { ending } from './ending.ts';
import { intercom } from './intercom.ts';
import { meeting } from './meeting.ts';
import { motions } from './motions.ts';
import { outcome } from './outcome.ts';
import { record } from './record.ts';
import { recording } from './recording.ts';
import { release } from './release.ts';
import { review } from './review.ts';
import type { Rules } from './rule.ts';
import { sheets } from './sheets.ts';
import { substitution } from './substitution.ts';

export const rules: Rules<ActType> = {
  ...admission,
  ...meeting,
  ...substitution,
  ...review,
  ...clarification,
  ...intercom,
  ...motions,
  ...sheets,
  ...release,
  ...consolidation,
  ...outcome,
  ...ending,
  ...course,
  ...record,
  ...recording,
};
