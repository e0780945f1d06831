/** Whatever happens in a room, and whatever is scored: the hall reads a phase and a number of people, and nothing else. */
import { beforeAll, describe, expect, it } from 'vitest';
import { chanceMinds } from '../../electron/rehearsal/chanceMinds.ts';
import type * as day from '../../electron/rehearsal/day.ts';
import { type Chance, seededChance } from '../../electron/rehearsal/seededRandom.ts';
import {
  memorySink,
  simulatedClock,
  simulatedPackage,
  simulatedWorld,
} from '../../electron/rehearsal/simulation.ts';
import { agreementFor, type Turn, takeTurn } from '../../electron/rehearsal/turns.ts';
import { boardLines, signLines } from '../../shared/devices/board.ts';
import { areHallLines, type HallLines, hallLines } from '../../shared/devices/hallLines.ts';
import { evolve } from '../../shared/journal/fold.ts';
import { emptyRoom, type RoomPackage } from '../../shared/journal/state.ts';
import { crypto, smallProject } from '../simulator/room.ts';
import { digits } from './plantedActs.ts';

interface Day {
  readonly pkg: RoomPackage;
  readonly lines: readonly HallLines[];
}

const NAMED = '天河建工 87.5';

/** Bidders and members have names that would be found anywhere. */
function data() {
  const project = smallProject();
  const bids = project.bids.map((bid) => ({ ...bid, name: `${NAMED} ${bid.bid}` }));
  const [tech, price] = project.project.groups;
  const [scheme, record] = tech!.items;
  const fine = { ...scheme!, step: '0.000000000001' };
  return {
    ...project,
    bids,
    project: { ...project.project, groups: [{ ...tech!, items: [fine, record!] }, price!] },
  };
}

async function play(turn: Turn, scores: (chance: Chance) => string): Promise<Day> {
  const chance = seededChance(crypto, `hall ${turn}`);
  const { pkg, slips } = simulatedPackage(crypto, chance, data());
  const sink = memorySink(crypto);
  const clock = simulatedClock(chance, pkg.data.project.opened);
  const world = simulatedWorld({ crypto, chance, clock, pkg, slips, sink });
  const minds = chanceMinds(chance, pkg.data, agreementFor(turn));
  const apart = seededChance(crypto, `hall ${turn} scores`);
  const planted: day.Minds = {
    ...minds,
    scores: (expert, bid, item) => (item === 'T1' ? scores(apart) : minds.scores(expert, bid, item)),
  };
  await takeTurn(world, planted, turn, async () => 'ab'.repeat(32));
  let state = emptyRoom(pkg);
  const lines = sink.entries.map((entry) => {
    state = evolve(crypto, state, entry);
    return hallLines(state);
  });
  return { pkg, lines };
}

const PLAYED: readonly Turn[] = ['honest', 'recused', 'absent', 'goes back', 'dissents', 'no bid left'];
const any = (chance: Chance): string => `${20 + chance.below(20)}.${digits(chance)}`;

let days: Day[];
beforeAll(async () => {
  days = [];
  for (const turn of PLAYED) days.push(await play(turn, any));
});

describe('the hall’s lines', () => {
  it('are of the closed set at every moment: no name, no bidder, no score, no number but that of people', () => {
    const said = new Set<string>();
    for (const { pkg, lines } of days)
      for (const one of lines) {
        expect(areHallLines(one), JSON.stringify(one)).toBe(true);
        const text = JSON.stringify(one);
        said.add(one.zh[1]);
        const { committee, supervisors, bids } = pkg.data;
        for (const name of [...committee, ...supervisors, ...bids].map((named) => named.name))
          expect(text).not.toContain(name);
        for (const number of text.match(/\d+/g) ?? [])
          expect(Number(number)).toBeLessThanOrEqual(committee.length);
      }
    for (const sentence of [
      '评标正在进行',
      '等待 5 名专家提交',
      '等待 1 名专家提交',
      '等待 5 名专家签署',
      '评标已结束',
    ])
      expect(said).toContain(sentence);
  });

  it('change in the same way whatever is scored', async () => {
    const changes = ({ lines }: Day): string[] =>
      lines.map((one) => JSON.stringify(one)).filter((line, i, all) => line !== all[i - 1]);
    for (const [i, turn] of PLAYED.entries()) {
      const low = await play(turn, (chance) => `0.${digits(chance)}`);
      expect(changes(low), turn).toEqual(changes(days[i]!));
    }
  });

  it('with a score, a name or a bidder in any place are neither made nor read', () => {
    const { lines } = days[0]!;
    const secret = new Uint8Array(32).fill(3);
    const envelope = { board: 'hall', room: 'cd'.repeat(32), seq: 1, at: '2026-05-18T09:30:00Z' };
    const good = { ...envelope, zh: [...lines[0]!.zh], en: [...lines[0]!.en] } as const;
    const sent = signLines(crypto, secret, structuredClone(good) as never);
    expect(boardLines.safeParse(sent).success).toBe(true);
    for (const planted of ['87.5', NAMED, '专家E1', '等待 87.5 名专家提交', '等待 100 名专家提交', ''])
      for (const language of ['zh', 'en'] as const)
        for (const line of [0, 1]) {
          const bad = structuredClone(good) as unknown as { zh: string[]; en: string[] };
          bad[language][line] = planted;
          expect(() => signLines(crypto, secret, bad as never), planted).toThrow();
          expect(boardLines.safeParse({ ...sent, ...bad }).success, planted).toBe(false);
        }
    expect(boardLines.safeParse({ ...sent, note: '87.5' }).success).toBe(false);
  });
});
