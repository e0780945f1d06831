/** Why a piece of a recording is not taken, for the window that has it. */
import { refusal } from '../../shared/refusal.ts';

export const notDue = refusal(
  'RECORDING_NOT_DUE',
  '此时无需录音录像',
  'Nothing is to be recorded at this time',
);
