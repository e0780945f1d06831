/** What an alarm is in a sentence: a call and a wish to end the program come as alarms too, and are none. */
import type { Bodies } from '../journal/acts.ts';
import type { Narrator } from './narrator.ts';
import { saying } from './telling.ts';
import { type Words, words } from './words.ts';

const LEVELS = [words('提示', 'Note'), words('注意', 'Attention'), words('紧急', 'Urgent')] as const;

/** What a level is called, from 1. */
export const levelWords = ({ level }: Pick<Bodies['alarm'], 'level'>): Words =>
  LEVELS[level - 1] ?? LEVELS[2];

/** Who raised it, what it is and what he said. */
export function raised(n: Narrator, body: Bodies['alarm']): Words {
  if (body.kind === 'call') return saying(n, `呼叫${n.terms.supervisor}`, 'called the supervisor', body.text);
  if (body.kind === 'quit') return saying(n, '请求退出程序', 'asked to end the program', body.text);
  const { zh, en } = levelWords(body);
  return saying(n, `发出告警（${zh}）`, `raised an alarm (${en})`, body.text);
}
