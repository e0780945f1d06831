/** Why a seat takes nothing of what its host says, or has stopped. */
import { type Refusal, refusal } from '../../shared/refusal.ts';

export const forked = (supervisor: string): Refusal =>
  refusal(
    'HOST_FORKED',
    `主机对同一评标室出具了两份互相矛盾的日志，本席位已停止；请勿关闭窗口，立即举手示意${supervisor}，由其通知监督部门。证据已保存`,
    'The host has signed two contradicting journals of this room, and this seat has stopped. Leave the window as it is and raise your hand for the supervisor, who tells the authority; the proof is kept',
  );

export const chainsDiffer = (supervisor: string): Refusal =>
  refusal(
    'CHAINS_DIFFER',
    `主机的日志与本席位已核对的日志不符，本席位已停止；请举手示意${supervisor}`,
    'The host’s journal is not the one that this seat has verified, and the seat has stopped. Raise your hand for the supervisor',
  );

export const otherTooLong = (supervisor: string): Refusal =>
  refusal(
    'OTHER_STORY',
    `主机发来与本席位不符的日志，过长且一直没有签名，未予保存；连接已断开，稍后重试。反复出现时请举手示意${supervisor}`,
    'The host goes on telling a journal that is not this seat’s, without signing for it. None of it is kept; the connection is closed and tried again. Raise your hand for the supervisor if this comes back',
  );

export const badWord = refusal(
  'HOST_SIGNATURE',
  '主机的签名无效；连接已断开，稍后重试',
  'The host’s signature is not valid; the connection is closed and tried again',
);
