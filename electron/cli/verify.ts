/**
 * `npm run verify -- <file or opened bag> [--seal <file>] [--key <age identity>] [--trust <centre.pub>] [--recordings <folder>] [--json] [--lang en]`
 * `npm run verify -- <folder of a clip> [--result <file or opened bag> [--key <age identity>]] [--json] [--lang en]`
 * The independent check of a sealed result, or of a clip of its recording. Exit status: 0 complete and verified, 1 failed, 2 incomplete, 70 any other failure.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CLIP } from '../../shared/recording/clip.ts';
import type { Language, Refusal } from '../../shared/refusal.ts';
import { exitStatus, verdictLines } from '../../shared/verdict/verdict.ts';
import { verifyClip } from '../centre/verifyClip.ts';
import { nativeCrypto } from '../crypto/nativeCrypto.ts';
import { readCentrePublicKey } from '../package/centreKeys.ts';
import { identitiesOf, readHeld } from '../sealing/openResult.ts';
import { sealedRecord } from '../sealing/sealedRecord.ts';
import { verifyResult } from '../sealing/verifyResult.ts';
import { clipLines, clipStatus } from './clipLines.ts';
import { languageOf, runCommand, sayRefusals, UsageError } from './command.ts';

const USAGE =
  'npm run --silent verify -- <file or opened bag> [--seal <file>] [--key <age identity>] [--trust <centre.pub>] [--recordings <folder>] [--json] [--lang zh|en]\nnpm run --silent verify -- <folder of a clip> [--result <file or opened bag> [--key <age identity>]] [--json] [--lang zh|en]';
const FAILED = 1;

interface Options {
  readonly path: string;
  readonly seal: string | null;
  readonly key: string | undefined;
  readonly trust: string | undefined;
  /** Folder of the recording's files. */
  readonly recordings: string | undefined;
  /** The sealed result that a clip is of. */
  readonly result: string | undefined;
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
      result: { type: 'string' },
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
    result: values.result,
    json: values.json === true,
    language: languageOf(values.lang),
  };
}

function refused(refusals: readonly Refusal[], language: Language): number {
  sayRefusals(refusals, language);
  return FAILED;
}

async function run(options: Options): Promise<number> {
  const { path, seal, key, trust, recordings, result, language } = options;
  const absent = [seal, key, trust, recordings, result].find(
    (file) => typeof file === 'string' && !existsSync(file),
  );
  if (absent !== undefined)
    return refused(
      [{ code: 'FILE_MISSING', zh: '找不到文件', en: 'There is no such file', where: `${absent}` }],
      language,
    );
  if (existsSync(join(path, CLIP.manifest))) return runClip(options);
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

async function runClip({ path, result, key, json, language }: Options): Promise<number> {
  const identities = key === undefined ? [] : identitiesOf(readFileSync(key, 'utf8'));
  const sealed = result === undefined ? null : await sealedRecord(result, identities);
  if (sealed !== null && !sealed.ok) return refused(sealed.refusals, language);
  const checks = await verifyClip(nativeCrypto, path, sealed === null ? null : sealed.value);
  process.stdout.write(
    json ? `${JSON.stringify(checks, null, 2)}\n` : `${clipLines(checks, language).join('\n')}\n`,
  );
  return clipStatus(checks);
}

await runCommand(USAGE, (args) => run(optionsOf(args)));
