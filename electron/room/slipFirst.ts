/** What only a supervisor may do at this machine waits for a supervisor's slip. */
import { termsOf } from '../../shared/evaluation/terms.ts';
import type { RoomPackage } from '../../shared/journal/state.ts';
import { type Refusal, refusal } from '../../shared/refusal.ts';

export const slipFirst = (pkg: RoomPackage): Refusal =>
  refusal('NO_SESSION', `请先输入${termsOf({ pkg }).supervisor}的凭证`, 'Enter the supervisor’s slip first');
