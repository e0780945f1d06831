import stringWidth from 'string-width';
import { fingerprintGroups } from '../../shared/package/fingerprint.ts';
import { slipGroups } from '../../shared/slip/code.ts';
import { type Slip, slipInstructions, slipLines } from './slip.ts';

const LABEL_WIDTH = 10;
const GROUPS_A_LINE = 8;

/** The slip as plain text, UTF-8, for a plain printer. */
export function slipText(slip: Slip): string {
  const padded = (label: string): string => label + ' '.repeat(Math.max(1, LABEL_WIDTH - stringWidth(label)));
  const groups = fingerprintGroups(slip.fingerprint);
  return [
    '入席凭证',
    '',
    ...slipLines(slip).map(([label, value]) => padded(label) + value),
    '',
    padded('凭证号码') + slipGroups(slip.code),
    '',
    '交易中心密钥指纹',
    `  ${groups.slice(0, GROUPS_A_LINE).join(' ')}`,
    `  ${groups.slice(GROUPS_A_LINE).join(' ')}`,
    '',
    ...slipInstructions(slip).map((line, i) => `${i + 1}. ${line}`),
    '',
  ].join('\n');
}
