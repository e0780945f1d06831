/**
 * `npm run package -- <folder> <out folder> --centre <key folder> [--authority <age recipient or file>] [--lang en]`: makes the signed
 * project package and the entry slips. Exit 0 with what was written, 2 with the refusals on standard error and nothing written, 70 for any
 * other failure. Warnings go to standard error and stop nothing.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Encrypter } from 'age-encryption';
import { fingerprintGroups } from '../../shared/package/fingerprint.ts';
import { accept, type Language, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { nativeCrypto } from '../crypto/nativeCrypto.ts';
import { readCentreKeys } from '../package/centreKeys.ts';
import { writePackage } from '../package/writePackage.ts';
import { ROOT } from '../programs.ts';
import { languageOf, runCommand, sayRefusals, UsageError } from './command.ts';

const USAGE =
  'npm run package -- <folder> <out folder> --centre <key folder> [--authority <age recipient or file>] [--lang zh|en]';

/** The percentages and weights in force; a new notice changes that file. */
const REGULATIONS = join(ROOT, 'build/regulations.yaml');

interface Request {
  readonly folder: string;
  readonly out: string;
  readonly centre: string;
  readonly authority: string | undefined;
  readonly language: Language;
}

function requestOf(args: readonly string[]): Request {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { centre: { type: 'string' }, authority: { type: 'string' }, lang: { type: 'string' } },
  });
  const [folder, out, ...others] = positionals;
  if (folder === undefined || out === undefined || others.length > 0)
    throw new UsageError('two folders are needed: the project’s and the one to write to');
  if (values.centre === undefined) throw new UsageError('--centre <key folder> is needed');
  const language = languageOf(values.lang);
  return { folder, out, centre: values.centre, authority: values.authority, language };
}

/** The recipient as it was typed, or the first line that is no comment of the file that was named. */
async function authorityOf(typed: string): Promise<Result<string>> {
  try {
    const text = typed.startsWith('age1') ? typed : await readFile(typed, 'utf8');
    const lines = text.split(/\r?\n/).map((line) => line.trim());
    const recipient = lines.find((line) => line !== '' && !line.startsWith('#')) ?? '';
    new Encrypter().addRecipient(recipient);
    return accept(recipient);
  } catch {
    return refuse(
      refusal(
        'KEY_FORM',
        `--authority ${typed} 不是 age 公钥，也不是含有 age 公钥的文件`,
        `--authority ${typed} is neither an age recipient nor a file that holds one`,
      ),
    );
  }
}

async function make(request: Request): Promise<number> {
  const { folder, out, language } = request;
  const centre = await readCentreKeys(request.centre, nativeCrypto);
  const authority = request.authority === undefined ? undefined : await authorityOf(request.authority);
  if (!centre.ok || authority?.ok === false) {
    sayRefusals(
      [centre, authority].flatMap((r) => (r === undefined || r.ok ? [] : r.refusals)),
      language,
    );
    return 2;
  }
  const made = await writePackage(nativeCrypto, (length) => new Uint8Array(randomBytes(length)), {
    folder,
    out,
    centre: centre.value,
    ...(authority === undefined ? {} : { authority: authority.value }),
    regulations: new Uint8Array(await readFile(REGULATIONS)),
    made: new Date().toISOString(),
  });
  if (!made.ok) {
    sayRefusals(made.refusals, language);
    return 2;
  }
  const { file, slips, digest, fingerprint, warnings } = made.value;
  sayRefusals(warnings, language);
  const groups = fingerprintGroups(fingerprint).join(' ');
  process.stdout.write(
    language === 'zh'
      ? `项目包    ${join(out, file)}\n入席凭证  ${join(out, 'slips')}（${slips.length} 份，请打印后删除）\n包摘要    ${digest}\n中心指纹  ${groups}\n`
      : `package      ${join(out, file)}\nslips        ${join(out, 'slips')} (${slips.length}; print, then delete)\ndigest       ${digest}\nfingerprint  ${groups}\n`,
  );
  return 0;
}

await runCommand(USAGE, (args) => make(requestOf(args)));
