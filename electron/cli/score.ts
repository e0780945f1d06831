/**
 * `npm run --silent score -- <folder> [--json] [--explain <bid>] [--lang en]`: computes a project folder's ranking. Exit 0 with the
 * answer, 2 with the folder's refusals on standard error and nothing on standard output, 70 for any other failure.
 */
import { parseArgs } from 'node:util';
import { shown } from '../../shared/project/faults.ts';
import { type Language, type Refusal, refusal } from '../../shared/refusal.ts';
import { evaluate } from '../../shared/scoring/index.ts';
import { readProjectFolder } from '../folder/index.ts';
import { languageOf, runCommand, sayRefusals, UsageError } from './command.ts';

const USAGE = 'npm run --silent score -- <folder> [--json | --explain <bid>] [--lang zh|en]';

interface Request {
  readonly folder: string;
  readonly json: boolean;
  readonly explain: string | undefined;
  readonly language: Language;
}

function requestOf(args: readonly string[]): Request {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean' }, explain: { type: 'string' }, lang: { type: 'string' } },
  });
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) throw new UsageError('one folder is needed');
  const language = languageOf(values.lang);
  if (values.json === true && values.explain !== undefined)
    throw new UsageError('--json or --explain, not both');
  return { folder, json: values.json ?? false, explain: values.explain, language };
}

function refuse(refusals: readonly Refusal[], language: Language): number {
  sayRefusals(refusals, language);
  return 2;
}

async function score({ folder, json, explain, language }: Request): Promise<number> {
  const read = await readProjectFolder(folder);
  if (!read.ok) return refuse(read.refusals, language);
  const { data, decisions } = read.value;
  const evaluation = evaluate(data, decisions);
  if (json) {
    process.stdout.write(`${JSON.stringify(evaluation.answer, null, 2)}\n`);
    return 0;
  }
  if (explain === undefined) {
    const { rankingText } = await import('./rankingTable.ts');
    process.stdout.write(rankingText(data, evaluation.answer, language));
    return 0;
  }
  const bid = data.bids.find((one) => one.bid === explain);
  const explanation = evaluation.explain(explain);
  if (bid === undefined || explanation === undefined) {
    const [zh, en] = [`没有投标 ${shown(explain)}`, `there is no bid ${shown(explain)}`];
    return refuse([refusal('UNDECLARED', zh, en, 'bids.csv:1')], language);
  }
  const { explanationText } = await import('./explanation.ts');
  process.stdout.write(explanationText(data, explanation, bid, language));
  return 0;
}

await runCommand(USAGE, (args) => score(requestOf(args)));
