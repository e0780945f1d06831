/** Why a host takes nothing at present, or nothing more. */
import { type Refusal, refusal } from '../../shared/refusal.ts';

/** Not taken, and not refused for good: the seat keeps it, and sends it again. */
export const ending = refusal(
  'JOURNAL_CLOSED',
  '主机正在关闭，该记录未予接收；恢复后自动重送',
  'The host is closing; the act was not taken, and is sent again when it is back',
);

export const chainsDiffer = refusal(
  'CHAINS_DIFFER',
  '席位的副本与本机日志不能衔接，主机已停止；请联系监督部门，勿改动任何一台机器',
  'A seat’s copy does not join this machine’s journal, and the host has stopped. Call the authority and leave every machine as it is',
);

/** The refusal where it is the store's, and says nothing of what it was given; null else. */
export const ofTheStore = (why: Refusal): Refusal | null => (/^(DISK_|JOURNAL_)/.test(why.code) ? why : null);
