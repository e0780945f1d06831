/** What keeps a window from speaking, in words. */
import type { Refusal } from '../../../shared/refusal.ts';

export const noMicrophone: Refusal = {
  code: 'CALL_MICROPHONE',
  zh: '本机麦克风不可用或者未获许可，未能通话；请检查麦克风后重新呼叫',
  en: 'This machine’s microphone is missing or not permitted, so there is no call. Look at the microphone and ring again',
};

export const noMask: Refusal = {
  code: 'CALL_MASK',
  zh: '变声未能启动，未能通话：声音不经变声不会发出',
  en: 'The mask did not start, so there is no call: no voice leaves here unmasked',
};

export const notRecorded: Refusal = {
  code: 'CALL_NOT_RECORDED',
  zh: '本席位的录音未能包含通话，未接通；请先排除录音故障',
  en: 'The call would not be in this seat’s recording, so there is none. Mend the recording first',
};

export const notConnected: Refusal = {
  code: 'CALL_BROKEN',
  zh: '线路未能接通，请重新呼叫',
  en: 'The line was not connected; ring again',
};
