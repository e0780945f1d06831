/**
 * `npm run centre-init -- <key folder> [--lang en]`: makes the trading centre's keys, once. Exit 0 with what was written, 2 where the
 * folder already has keys, 70 for any other failure.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fingerprintGroups } from '../../shared/package/fingerprint.ts';
import { nativeCrypto } from '../crypto/nativeCrypto.ts';
import { makeCentreKeys } from '../package/centreKeys.ts';
import { languageOf, runCommand, sayRefusals, UsageError } from './command.ts';

const USAGE = 'npm run centre-init -- <key folder> [--lang zh|en]';

async function make(args: readonly string[]): Promise<number> {
  const options = { lang: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  const [folder, ...others] = positionals;
  const language = languageOf(values.lang);
  if (folder === undefined || others.length > 0) throw new UsageError('one folder is needed');
  const made = await makeCentreKeys(folder, nativeCrypto, (length) => new Uint8Array(randomBytes(length)));
  if (!made.ok) {
    sayRefusals(made.refusals, language);
    return 2;
  }
  const { files, fingerprint } = made.value;
  const zh = language === 'zh';
  process.stdout.write(files.map((name) => `${zh ? '已生成' : 'made'} ${join(folder, name)}\n`).join(''));
  process.stdout.write(`${zh ? '中心指纹' : 'fingerprint'} ${fingerprintGroups(fingerprint).join(' ')}\n`);
  return 0;
}

await runCommand(USAGE, make);
