/** Refusals and printed tables speak in the terms of the law under which the evaluation stands, and in no term of the other one. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rankingText } from '../../electron/cli/rankingTable.ts';
import * as day from '../../electron/rehearsal/day.ts';
import { seededChance } from '../../electron/rehearsal/seededRandom.ts';
import { simulate } from '../../electron/rehearsal/simulation.ts';
import type { Turn } from '../../electron/rehearsal/turns.ts';
import { decisionsOf, effectiveData } from '../../shared/evaluation/committee.ts';
import { TERMS } from '../../shared/evaluation/terms.ts';
import type { UnsignedAct } from '../../shared/journal/acts.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { evolve, judge } from '../../shared/journal/fold.ts';
import { emptyRoom } from '../../shared/journal/state.ts';
import type { Regime } from '../../shared/project/model.ts';
import { evaluate } from '../../shared/scoring/index.ts';
import { foreignTerms, ownTerms, REGIMES } from '../regimeTerms.ts';
import { rounds } from '../rounds.ts';
import { crypto, smallProject } from '../simulator/room.ts';
import { ACT_TYPES, digits, plantedBody } from './plantedActs.ts';

/** What the refusals of a regime must not say in English. */
const FOREIGN_EN: Readonly<Record<Regime, RegExp>> = {
  tendering: /purchaser|procurement/i,
  procurement: /owner|\blot\b|preliminary review|reject/i,
};

const project = (regime: Regime) =>
  smallProject({
    regime,
    bids: 3,
    owner: 'E5',
    change: { lot: '1', review: [{ id: 'C1', name: '签字盖章', stage: 'form' }] },
  });

const DAYS: readonly Turn[] = ['honest', 'absent', 'goes back', 'few bids left', 'no bid left'];

const play = (regime: Regime, turn: Turn) =>
  simulate({ crypto, seed: `terms ${turn}`, data: project(regime), turn });

/** Refusals of anything that anybody could try as the days went on: their sentences by code. */
async function refusedIn(regime: Regime): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  for (const turn of DAYS) {
    const { room, entries } = await play(regime, turn);
    const chance = seededChance(crypto, `terms ${turn} tried`);
    let state = emptyRoom(room.world.pkg);
    for (const entry of entries) {
      const sessions = [...state.sessions.values()];
      for (let n = 0; state.room !== null && n < rounds(12, 200); n++) {
        const type = chance.pick(ACT_TYPES);
        const body = plantedBody(type, state, chance, digits(chance));
        if (body === null) continue;
        const session = type === 'sign-in' ? base64url.encode(chance.bytes(32)) : chance.pick(sessions).key;
        const act = {
          ...{ room: state.room, session, seq: 1, prev: '0'.repeat(64), seen: state.head },
          ...{ at: state.at!, mono: '1', type, body },
        } as UnsignedAct;
        const refused = judge(crypto, state, act);
        if (refused === null) continue;
        const said = found.get(refused.code) ?? new Set();
        found.set(refused.code, said.add(refused.zh).add(refused.en));
      }
      state = evolve(crypto, state, entry);
    }
  }
  return found;
}

function expectOwnTerms(regime: Regime, said: readonly string[]): void {
  const foreign = foreignTerms(regime);
  expect(said.filter((text) => foreign.some((term) => text.includes(term)))).toEqual([]);
  expect(said.filter((text) => FOREIGN_EN[regime].test(text))).toEqual([]);
}

describe.each(REGIMES)('%s', (regime) => {
  const { chair, supervisor, outcomes, lot, rejection, ceiling: ceilingTerm } = TERMS[regime];

  it('what is refused in a room is refused in its own terms', async () => {
    const found = await refusedIn(regime);
    expectOwnTerms(
      regime,
      [...found.values()].flatMap((said) => [...said]),
    );
    const said = (code: string): string => [...found.get(code)!].join('\n');
    expect(said('CHAIR_ELECTED')).toContain(chair);
    expect(said('CHAIR_ONLY')).toContain(chair);
    expect(said('SIGN_IN_TLS')).toContain(supervisor);
    expect(said('NOT_VOID')).toContain(outcomes.void);
  });

  it('the ranking is printed in its own terms', async () => {
    const { room } = await play(regime, 'honest');
    const state = day.state(room);
    const made = effectiveData(state);
    const ceiling = made.bids.reduce(
      (least, { price }) => (Number(price) < Number(least) ? price : least),
      made.bids[0]!.price,
    );
    const data = { ...made, project: { ...made.project, ceiling } };
    const { answer } = evaluate(data, decisionsOf(state));
    expect(answer.warnings).toContain('FEW_BIDS');
    const printed = rankingText(data, answer, 'zh');
    expectOwnTerms(regime, [printed, rankingText(data, answer, 'en')]);
    expect(printed).toContain(`${lot} 1`);
    expect(printed).toContain(rejection);
    expect(printed).toContain(`${ceilingTerm}：`);
  });
});

/** Tables of what each law says, and the rehearsal of a day under one of them. */
const TABLES =
  /^(?:shared\/evaluation\/(?:terms|law|commitment|recusal)|shared\/report\/citations|electron\/rehearsal\/\w+)\.ts$/;

/** Said where it is known which of the laws holds: in a branch of one of them. */
const BRANCHES = [
  'electron/cli/rankingTable.ts: 废标',
  'shared/evaluation/consolidation.ts: 采购',
  'shared/evaluation/course.ts: 废标',
  'shared/evaluation/meeting.ts: 采购人',
  'shared/evaluation/motions.ts: 否决',
  'shared/evaluation/motions.ts: 废标',
  'shared/evaluation/outcome.ts: 否决全部投标',
  'shared/evaluation/outcome.ts: 废标',
  'shared/evaluation/outcome.ts: 废标',
  'shared/record/words.ts: 否决全部投标',
  'shared/regulations/law.ts: 采购人',
  'shared/report/chapters/votes.ts: 否决全部投标',
];

/** Which of the terms the lines of these files say, but for comments: each by its file. */
function saying(files: string, terms: readonly string[]): string[] {
  const root = join(import.meta.dirname, '../..');
  const found = globSync(files, { cwd: root }).flatMap((path) => {
    if (TABLES.test(path)) return [];
    const lines = readFileSync(join(root, path), 'utf8').split('\n');
    const said = lines.filter((line) => !/^\s*(?:\/\*|\*|\/\/)/.test(line));
    return said.flatMap((line) => {
      const term = terms.find((one) => line.includes(one));
      return term === undefined ? [] : [`${path}: ${term}`];
    });
  });
  return found.sort();
}

it('no other sentence of the core or of a station has a term of one law in it', () => {
  expect(saying('{shared,electron}/**/*.ts', REGIMES.flatMap(ownTerms))).toEqual(BRANCHES);
});

it('nor does any say 评委, which is a term of neither law', () => {
  expect(saying('{shared,electron,renderer}/**/*.{ts,tsx}', ['评委'])).toEqual([]);
});
