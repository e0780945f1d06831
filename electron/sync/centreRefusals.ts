/** What the centre says of a result that it does not take, or does not confirm. */
import type { z } from 'zod';
import type { refusalForm } from '../../shared/bridge/parts.ts';
import { refusal } from '../../shared/refusal.ts';

type Plain = z.infer<typeof refusalForm>;

/** @param status of the verdict: 1 failed, else incomplete */
export const notPassed = (status: number): Plain =>
  status === 1
    ? refusal(
        'VERDICT_FAILED',
        '核验未通过，不予出具回执；请按核验结论逐项核查',
        'The verification failed and there is no receipt; look at the verdict check by check',
      )
    : refusal(
        'VERDICT_INCOMPLETE',
        '核验不完整，不予出具回执；请补齐缺少的内容后重新核验',
        'The verification is incomplete and there is no receipt; supply what is missing',
      );

/** @param first the room whose result is here */
export const secondResult = (first: string): Plain =>
  refusal(
    'SECOND_RESULT',
    `本项目包已有评标结果（评标室 ${first.slice(0, 16)}…），不接收第二份；确有依据的，由工作人员指明第一份并写明理由`,
    `There is a result of this package already (room ${first.slice(0, 16)}…). A second one is let in only by the staff, naming the first and the reason`,
  );

export const differs: Plain = refusal(
  'RESULT_DIFFERS',
  '同一评标室已有另一份内容不同的结果，请立即联系监督部门',
  'Another result of this room is here, and it says something else. Call the authority',
);
export const recordingName = refusal(
  'RECORDING_NAME',
  '录像文件名不符',
  'That is no name of a recording’s file',
);
export const sealMissing = refusal('SEAL_MISSING', '未收到封存凭证', 'The seal has not been sent');
export const centreFull = refusal(
  'CENTRE_FULL',
  '交易中心磁盘空间不足，暂时无法接收；请联系工作人员腾出空间，本机将自动重试',
  'The centre’s disk is full and takes nothing at present. Call its staff; the room sends again by itself',
);
/** @param path as the manifest names it */
export const recordingNotKept = (path: string) =>
  refusal(
    'RECORDING_NOT_KEPT',
    `录像文件 ${path} 已发送，但交易中心没有收存；将自动重新发送`,
    `The recording’s file ${path} was sent and the centre has not kept it; it is sent again`,
  );
export const uploadBytes = refusal(
  'UPLOAD_BYTES',
  '收到的文件与其校验码不符，请重新发送',
  'The file received is not the one announced; send it again',
);
export const unknownResult = refusal('RESULT_UNKNOWN', '没有这份结果', 'There is no such result');
export const firstUnknown = refusal(
  'FIRST_UNKNOWN',
  '所指的第一份结果不在本中心，或不属于本项目包',
  'The first result that is named is not here, or not of this package',
);
