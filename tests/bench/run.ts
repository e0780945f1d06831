/** `npm run bench`: every bench in turn, then one table. Ratios are told, not enforced: a busy machine is no defect. */
import { benchAcks } from './acks.bench.ts';
import { benchAppend } from './append.bench.ts';
import { benchCatchUp } from './catchUp.bench.ts';
import type { Measured } from './measure.ts';
import { benchMemory } from './memory.bench.ts';
import { benchRanking } from './ranking.bench.ts';
import { benchRecording } from './recording.bench.ts';
import { benchVerify } from './verify.bench.ts';
import { benchVoice } from './voice.bench.ts';

function rankingMeasured(): Measured {
  const { name, ms, limitMs } = benchRanking();
  return { name, ours: `${ms.toFixed(1)} ms`, peer: `${limitMs} ms`, ratio: limitMs / ms, goal: 1 };
}

const BENCHES: readonly (() => Measured | Measured[] | Promise<Measured | Measured[]>)[] = [
  rankingMeasured,
  benchAppend,
  benchVerify,
  benchAcks,
  benchCatchUp,
  benchMemory,
  benchVoice,
  benchRecording,
];

const measured: Measured[] = [];
for (const [number, bench] of BENCHES.entries()) {
  process.stderr.write(`bench ${number + 1} of ${BENCHES.length} ...\n`);
  measured.push(...[await bench()].flat());
}

const rows = [
  ['bench', 'ours', 'peer or limit', 'ratio', 'goal', ''],
  ...measured.map(({ name, ours, peer, ratio, goal }) => [
    name,
    ours,
    peer,
    ratio.toFixed(2),
    `>= ${goal.toFixed(2)}`,
    ratio >= goal ? 'met' : 'NOT MET',
  ]),
];
const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
for (const row of rows)
  console.log(
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
