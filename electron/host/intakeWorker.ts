/** The worker of the intake: whether a text is the canonical text of an act of a known form, signed by its session. */
import { parentPort } from 'node:worker_threads';
import { readAct } from '../../shared/journal/acts.ts';
import { parseCanonical } from '../../shared/journal/canonical.ts';
import { ACT_LIMIT, verifyAct } from '../../shared/journal/entry.ts';
import { type Refusal, refusal } from '../../shared/refusal.ts';
import { nativeCrypto } from '../crypto/nativeCrypto.ts';

function wrongWith(text: string): Refusal | null {
  if (text.length > ACT_LIMIT)
    return refusal(
      'ACT_LARGE',
      `内容过长，不能记入日志（${text.length} 个字符，最多 ${ACT_LIMIT} 个）`,
      `This is too long for the journal: ${text.length} characters, ${ACT_LIMIT} at most`,
    );
  const parsed = parseCanonical(text);
  if (!parsed.ok) return parsed.refusals[0]!;
  const read = readAct(parsed.value);
  if (!read.ok)
    return refusal(
      'ACT_FORM',
      `记录格式不符：${read.problem}`,
      `The act is not of a known form: ${read.problem}`,
    );
  return verifyAct(nativeCrypto, read.act)
    ? null
    : refusal('SIGNATURE', '签名无效', 'The signature is not valid');
}

parentPort?.on('message', (texts: readonly string[]) => parentPort?.postMessage(texts.map(wrongWith)));
