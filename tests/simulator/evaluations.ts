/** The promises that every simulated evaluation keeps, for the two regimes' test files, which run side by side. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readProjectFolder, writeProjectFolder } from '../../electron/folder/index.ts';
import * as day from '../../electron/rehearsal/day.ts';
import { simulate } from '../../electron/rehearsal/simulation.ts';
import { TURNS, type Turn } from '../../electron/rehearsal/turns.ts';
import { decisionsOf, effectiveData } from '../../shared/evaluation/committee.ts';
import { evaluation, rankingDigest } from '../../shared/evaluation/outcome.ts';
import { entryLine } from '../../shared/journal/entry.ts';
import { foldTo } from '../../shared/journal/fold.ts';
import type { Outcome, RoomState } from '../../shared/journal/state.ts';
import { readFolder } from '../../shared/project/folder.ts';
import type { Regime } from '../../shared/project/model.ts';
import { folderTexts } from '../../shared/project/write.ts';
import { evaluate } from '../../shared/scoring/index.ts';
import { replay } from '../../shared/verdict/replay.ts';
import { rounds } from '../rounds.ts';
import { crypto, smallProject } from './room.ts';

/** 1,000 evaluations in `npm test`, half of them under each regime. */
const SEEDS = rounds(500, 50_000);
/** Every so many go through a folder on disk. */
const ON_DISK = 20;

const SCORE = join(import.meta.dirname, '../../electron/cli/score.ts');

const seedsOf = (turn: Turn): number[] =>
  Array.from({ length: SEEDS }, (_, n) => n).filter((n) => TURNS[n % TURNS.length] === turn);

const projectOf = (regime: Regime, n: number) =>
  smallProject({
    regime,
    bids: 2 + (n % 3),
    owner: n % 5 === 0 ? 'E5' : 'E4',
    change: { review: [{ id: 'C1', name: '签字盖章', stage: 'form' }] },
  });

/** How a day must end: as the turn has it, in the regime's own way. */
function endingOf(regime: Regime, turn: Turn, bids: number): Outcome['kind'] {
  if (turn === 'stopped') return 'stopped';
  const few = turn === 'few bids left' || turn === 'no bid left';
  if (regime === 'procurement') return few || bids < 3 ? 'void' : 'ranked';
  return few ? 'all-rejected' : 'ranked';
}

/** What the folder of the room's own decisions answers, read from texts as `score` reads them. */
function answerOfFolder(state: RoomState) {
  const texts = folderTexts(effectiveData(state), decisionsOf(state));
  const files = new Map(
    [...texts].map(([path, text]) => [path, { kind: 'text' as const, text: text.replace('\uFEFF', '') }]),
  );
  const read = readFolder(files, 'score');
  if (!read.ok) throw new Error(read.refusals[0]!.en);
  return evaluate(read.value.data, read.value.decisions).answer;
}

async function inFolder<T>(state: RoomState, use: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'sealroom-simulator-'));
  try {
    await writeProjectFolder(folder, effectiveData(state), decisionsOf(state));
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function prove(regime: Regime, turn: Turn, n: number): Promise<RoomState> {
  const { room, entries } = await simulate({
    crypto,
    seed: `${regime} ${n}`,
    data: projectOf(regime, n),
    turn,
  });
  const state = day.state(room);
  const { pkg } = room.world;
  expect(state.outcome!.kind, `seed ${n}`).toBe(endingOf(regime, turn, pkg.data.bids.length));
  // Where the two cheapest are both in.
  if (turn === 'tie at the cut' && state.outcome!.kind === 'ranked' && state.rejections.size === 0)
    expect(state.settled).toHaveLength(1);
  expect([state.closed?.outcome, state.refused], `seed ${n}`).toEqual(['sealed', []]);

  const replayed = replay(crypto, pkg, entries.map(entryLine));
  expect(replayed.failure, `seed ${n}`).toBeNull();
  expect(isDeepStrictEqual(replayed.state, state), `seed ${n}: replay`).toBe(true);

  if (state.outcome!.kind === 'ranked') {
    expect(rankingDigest(crypto, replayed.state), `seed ${n}`).toBe(state.outcome!.ranking);
    expect(answerOfFolder(state), `seed ${n}`).toEqual(evaluation(state).answer);
  }
  return state;
}

export function proveEvaluations(regime: Regime): void {
  describe(`simulated evaluations under ${regime}`, () => {
    it.each(TURNS)(
      '%s: closed, nothing refused, replayed the same, ranked as the exported folder',
      async (turn) => {
        for (const n of seedsOf(turn)) {
          const state = await prove(regime, turn, n);
          if (n % ON_DISK > 0 || state.outcome!.kind !== 'ranked') continue;
          await inFolder(state, async (folder) => {
            const read = await readProjectFolder(folder);
            expect(read.ok && evaluate(read.value.data, read.value.decisions).answer).toEqual(
              evaluation(state).answer,
            );
          });
        }
      },
    );

    it('every prefix of a journal folds to what the room was at that entry', async () => {
      for (const turn of TURNS) {
        const data = projectOf(regime, 1);
        const { room, entries } = await simulate({ crypto, seed: `${regime} prefix`, data, turn });
        const { pkg } = room.world;
        for (let seq = 0; seq <= entries.length; seq += 13) {
          const lines = entries.slice(0, seq).map(entryLine);
          expect(
            isDeepStrictEqual(replay(crypto, pkg, lines, 'checked').state, foldTo(crypto, pkg, entries, seq)),
          ).toBe(true);
        }
      }
    });

    it('the score command answers an exported folder as the room did', async () => {
      const state = await prove(regime, 'replaced while scoring', 1);
      await inFolder(state, (folder) => {
        const printed = execFileSync(process.execPath, [SCORE, folder, '--json'], { encoding: 'utf8' });
        expect(JSON.parse(printed)).toEqual(evaluation(state).answer);
      });
    });
  });
}
