/** Makes the report's files from a journal on disk and prints their digests: run in a process of its own. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { reportPdf, resultJson, scoreTablesXlsx } from '../../../../electron/report/index.ts';
import { readEntry } from '../../../../shared/journal/entry.ts';
import { reportModel } from '../../../../shared/report/index.ts';
import { reportInput } from '../../shared/report/sampleDay.ts';

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

const { pkg, lines } = JSON.parse(readFileSync(process.argv[2]!, 'utf8'));
const entries = lines.map((line: string) => {
  const read = readEntry(line);
  if (!read.ok) throw new Error(read.refusals[0]!.en);
  return read.value;
});
const input = reportInput({ pkg: { ...pkg, slipKeys: new Map(pkg.slipKeys) }, entries });
const { state, evaluation } = input;
const pdf = await reportPdf(reportModel(input), { head: state.head, at: state.at! });
const digests = [pdf, await scoreTablesXlsx(state, evaluation!), resultJson(state, evaluation)].map(sha256);
process.stdout.write(JSON.stringify(digests));
