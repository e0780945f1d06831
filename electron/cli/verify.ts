/**
 * `npm run verify -- <file or opened bag> [--seal <file>] [--key <age identity>] [--trust <centre.pub>] [--recordings <folder>] [--json] [--lang en]`
 * The independent check of a sealed result. Exit status: 0 complete and verified, 1 failed, 2 incomplete, 70 any other failure.
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Language, Refusal } from '../../shared/refusal.ts';
import { exitStatus, verdictLines } from '../../shared/verdict/verdict.ts';
import { nativeCrypto } from '../crypto/nativeCrypto.ts';
import { readCentrePublicKey } from '../package/centreKeys.ts';
import { identitiesOf, readHeld } from '../sealing/openResult.ts';
import { verifyResult } from '../sealing/verifyResult.ts';
import { languageOf, runCommand, sayRefusals, UsageError } from './command.ts';

const USAGE =
  'npm run --silent verify -- <file or opened bag> [--seal <file>] [--key <age identity>] [--trust <centre.pub>] [--recordings <folder>] [--json] [--lang zh|en]';
const FAILED = 1;

interface Options {
  readonly path: string;
  readonly seal: string | null;
  readonly key: string | undefined;
  readonly trust: string | undefined;
  /** Folder of the recording's files. */
  readonly recordings: string | undefined;
  readonly json: boolean;
  readonly language: Language;
}

/** The seal stands beside the file as `<name>.seal.json` unless another is named. */
const sealBeside = (path: string): string | null => {
  const beside = `${path.replace(/\/+$/, '').replace(/\.(age|zip)$/, '')}.seal.json`;
  return existsSync(beside) ? beside : null;
};

function optionsOf(args: string[]): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      seal: { type: 'string' },
      key: { type: 'string' },
      trust: { type: 'string' },
      recordings: { type: 'string' },
      json: { type: 'boolean' },
      lang: { type: 'string' },
    },
  });
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) throw new UsageError('one file or opened bag is needed');
  return {
    path,
    seal: values.seal ?? sealBeside(path),
    key: values.key,
    trust: values.trust,
    recordings: values.recordings,
    json: values.json === true,
    language: languageOf(values.lang),
  };
}

function refused(refusals: readonly Refusal[], language: Language): number {
  sayRefusals(refusals, language);
  return FAILED;
}

async function run(options: Options): Promise<number> {
  const { path, seal, key, trust, recordings, language } = options;
  const absent = [seal, key, trust, recordings].find((file) => typeof file === 'string' && !existsSync(file));
  if (absent !== undefined)
    return refused(
      [{ code: 'FILE_MISSING', zh: '找不到文件', en: 'There is no such file', where: `${absent}` }],
      language,
    );
  const held = await readHeld(path);
  if (!held.ok) return refused(held.refusals, language);
  const centre = trust === undefined ? null : await readCentrePublicKey(trust, nativeCrypto);
  if (centre !== null && !centre.ok) return refused(centre.refusals, language);
  const verdict = await verifyResult(nativeCrypto, {
    held: held.value,
    seal: seal === null ? null : readFileSync(seal, 'utf8'),
    identities: key === undefined ? null : identitiesOf(readFileSync(key, 'utf8')),
    trust: centre === null ? null : centre.value,
    recordings: recordings ?? null,
  });
  process.stdout.write(
    options.json
      ? `${JSON.stringify(verdict, null, 2)}\n`
      : `${verdictLines(verdict, language).join('\n')}\n`,
  );
  return exitStatus(verdict);
}

await runCommand(USAGE, (args) => run(optionsOf(args)));
