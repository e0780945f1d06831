/**
 * `npm run bench [-- <part of a name> ...]`: every bench in turn, or those that are named, then one table. Ratios are told, not enforced: a busy
 * machine is no defect. Exit status 64 where no bench has such a name.
 */
import { benchAcks } from './acks.bench.ts';
import { benchAppend } from './append.bench.ts';
import { benchCatchUp } from './catchUp.bench.ts';
import type { Measured } from './measure.ts';
import { benchMemory } from './memory.bench.ts';
import { benchRanking } from './ranking.bench.ts';
import { benchRecording } from './recording.bench.ts';
import { benchRecordingCpu } from './recordingCpu.bench.ts';
import { benchSeek } from './seek.bench.ts';
import { benchVerify } from './verify.bench.ts';
import { benchVoice } from './voice.bench.ts';
import { benchWindows } from './windows.bench.ts';

function rankingMeasured(): Measured {
  const { name, ms, limitMs } = benchRanking();
  return { name, ours: `${ms.toFixed(1)} ms`, peer: `${limitMs} ms`, ratio: limitMs / ms, goal: 1 };
}

const BENCHES: Readonly<Record<string, () => Measured | Measured[] | Promise<Measured | Measured[]>>> = {
  ranking: rankingMeasured,
  append: benchAppend,
  verify: benchVerify,
  acks: benchAcks,
  'catch-up': benchCatchUp,
  memory: benchMemory,
  voice: benchVoice,
  recording: benchRecording,
  'cost-of-a-seat': benchRecordingCpu,
  windows: benchWindows,
  seek: benchSeek,
};

const wanted = process.argv.slice(2);
const chosen = Object.entries(BENCHES).filter(
  ([name]) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
);
if (chosen.length === 0) {
  process.stderr.write(`npm run bench [-- ${Object.keys(BENCHES).join(' | ')}]\n`);
  process.exit(64);
}

const measured: Measured[] = [];
for (const [number, [name, bench]] of chosen.entries()) {
  process.stderr.write(`bench ${number + 1} of ${chosen.length}: ${name} ...\n`);
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
