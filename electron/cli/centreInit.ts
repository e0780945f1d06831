/**
 * `npm run centre-init -- <key folder> [--lang en]`: makes the trading centre's keys, once. Exit 0 with what was written, 2 where the
 * folder already has keys, 70 for any other failure.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fingerprintGroups } from '../../shared/package/fingerprint.ts';
import { refusalLine } from '../../shared/refusal.ts';
import { nativeCrypto } from '../crypto/nativeCrypto.ts';
import { makeCentreKeys } from '../package/centreKeys.ts';

const USAGE = 'npm run centre-init -- <key folder> [--lang zh|en]';

/** What was typed cannot be understood; nothing was made. */
class UsageError extends Error {}

async function make(args: readonly string[]): Promise<number> {
  const options = { lang: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  const [folder, ...others] = positionals;
  const language = values.lang ?? 'zh';
  if (folder === undefined || others.length > 0) throw new UsageError('one folder is needed');
  if (language !== 'zh' && language !== 'en') throw new UsageError('--lang is zh or en');
  const made = await makeCentreKeys(folder, nativeCrypto, (length) => new Uint8Array(randomBytes(length)));
  if (!made.ok) {
    process.stderr.write(made.refusals.map((one) => `${refusalLine(one, language)}\n`).join(''));
    return 2;
  }
  const { files, fingerprint } = made.value;
  const zh = language === 'zh';
  process.stdout.write(files.map((name) => `${zh ? '已生成' : 'made'} ${join(folder, name)}\n`).join(''));
  process.stdout.write(`${zh ? '中心指纹' : 'fingerprint'} ${fingerprintGroups(fingerprint).join(' ')}\n`);
  return 0;
}

try {
  process.exitCode = await make(process.argv.slice(2));
} catch (error) {
  const usage =
    error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  process.stderr.write(
    usage ? `${(error as Error).message}\n${USAGE}\n` : `${(error as Error)?.stack ?? error}\n`,
  );
  process.exitCode = 70;
}
