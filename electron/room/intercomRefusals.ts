/** Why a line of the intercom does not come to be, in words for whoever rings or answers. */
import type { Side } from '../../shared/intercom/line.ts';
import { type Refusal, refusal } from '../../shared/refusal.ts';

export const nobody = refusal(
  'LINE_NOBODY',
  '评标室外尚无人员登录，无人接听；请稍后再试，或者呼叫到席',
  'Nobody has signed in at the room’s window, so nobody would answer. Try again later, or call the supervisor to the seat',
);
export const otherSupervisor = refusal(
  'LINE_SUPERVISOR',
  '该人员不在评标室外的工作站',
  'That supervisor is not at the room’s window',
);
export const busy = refusal(
  'LINE_BUSY',
  '另一席位正在通话，请等其结束',
  'Another seat is speaking with the room; wait for that call to end',
);
export const open = refusal(
  'LINE_OPEN',
  '与该席位的线路已经接通或者正在振铃',
  'The line to this seat is ringing or in use already',
);
export const seatAway = refusal(
  'LINE_SEAT',
  '该席位未连接或者无人入席，无法呼叫',
  'That seat is not connected, or nobody sits there; it cannot be rung',
);
export const gone = refusal('LINE_GONE', '该呼叫已经结束', 'That ring is over already');
export const media = refusal(
  'LINE_MEDIA',
  '通话只传送双方变声后的声音，其他内容不予传送',
  'A call carries the two masked voices and nothing else; this is not sent',
);
export const silent = refusal(
  'LINE_SILENT',
  '线路未能接通，请重新呼叫',
  'The line was not connected in time; ring again',
);

const ENDS: Readonly<Record<Side, Refusal>> = {
  seat: refusal(
    'LINE_FAILED_SEAT',
    '席位的麦克风、变声或者录音不可用，未能通话',
    'The seat’s microphone, mask or recording does not work, so there is no call',
  ),
  room: refusal(
    'LINE_FAILED_ROOM',
    '评标室外的麦克风或者变声不可用，未能通话',
    'The microphone or the mask at the room’s window does not work, so there is no call',
  ),
};
export const failedAt = (side: Side): Refusal => ENDS[side];
