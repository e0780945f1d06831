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

export const SECOND_RESULT = 'SECOND_RESULT';

/** How a first result stands that has no receipt, and what is to be done about it before a second one is thought of. */
const FIRST: { readonly [state: string]: { readonly zh: string; readonly en: string } | undefined } = {
  incomplete: {
    zh: '该结果核验不完整，请先补齐其缺少的内容（如录像）',
    en: ' It is incomplete: supply first what it lacks, its recording for instance.',
  },
  failed: {
    zh: '该结果核验未通过，但确系本项目包的评标室，请先查明原因',
    en: ' Its verification failed, but it is a room of this package: find out why first.',
  },
};

/**
 * @param first the room whose result is here
 * @param state how that result stands
 */
export function secondResult(first: string, state: string): Plain {
  const how = FIRST[state];
  const room = first.slice(0, 16);
  return refusal(
    SECOND_RESULT,
    `本项目包已有评标结果（评标室 ${room}…），不接收第二份；${how === undefined ? '' : `${how.zh}；`}确有依据的，由工作人员指明第一份并写明理由`,
    `There is a result of this package already (room ${room}…).${how?.en ?? ''} A second one is let in only by the staff, naming the first and the reason`,
  );
}

export const FIRST_VERIFYING = 'FIRST_VERIFYING';

export const firstVerifying: Plain = refusal(
  FIRST_VERIFYING,
  '本项目包先到的一份结果尚在核验；待其有结论后，本结果自动继续核验',
  'A result of this package that came earlier is still being verified. This one goes on by itself once there is a verdict on it',
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
  '所指的评标室不是本结果须说明的那一间；请按该结果的提示指明',
  'The room that is named is not the one that this result needs a word about; name the one that its note says',
);
