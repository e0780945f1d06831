/** The record in plain words: whatever is acted, and whenever, there is a sentence in both languages, and none from which a score could be read. */
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
import type { Act, ActType } from '../../shared/journal/acts.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import { evolve, foldTo } from '../../shared/journal/fold.ts';
import { emptyRoom, type RoomPackage, type RoomState } from '../../shared/journal/state.ts';
import type { Regime } from '../../shared/project/model.ts';
import { type OwnCell, ownRecordModel } from '../../shared/record/ownRecord.ts';
import { type PlainWords, plainWords, RECORD_KINDS } from '../../shared/record/plainWords.ts';
import { rounds } from '../rounds.ts';
import { copyOf, crypto, smallProject } from '../simulator/room.ts';
import { ACT_TYPES, digits, plantedBody } from './plantedActs.ts';

interface Day {
  readonly turn: Turn;
  readonly pkg: RoomPackage;
  readonly entries: readonly Entry[];
  readonly end: RoomState;
}

/** Scores of the first item take twelve digits after the point: found anywhere, such a number is a score. */
const project = (regime: Regime) => {
  const data = smallProject({ regime });
  const [tech, price] = data.project.groups;
  const [scheme, record] = tech!.items;
  const fine = { ...scheme!, step: '0.000000000001' };
  return { ...data, project: { ...data.project, groups: [{ ...tech!, items: [fine, record!] }, price!] } };
};

async function play(turn: Turn, regime: Regime): Promise<Day> {
  const chance = seededChance(crypto, `plain words ${turn}`);
  const { pkg, slips } = simulatedPackage(crypto, chance, project(regime));
  const sink = memorySink(crypto);
  const clock = simulatedClock(chance, pkg.data.project.opened);
  const world = simulatedWorld({ crypto, chance, clock, pkg, slips, sink });
  const minds = chanceMinds(chance, pkg.data, agreementFor(turn));
  const apart = seededChance(crypto, `plain words ${turn} scores`);
  const scores: day.Minds['scores'] = (expert, bid, item) =>
    item === 'T1' ? `${20 + apart.below(20)}.${digits(apart)}` : minds.scores(expert, bid, item);
  await takeTurn(world, { ...minds, scores }, turn, async () => 'ab'.repeat(32));
  return { turn, pkg, entries: sink.entries, end: foldTo(crypto, pkg, sink.entries) };
}

const PLAYED: readonly (readonly [Turn, Regime])[] = [
  ['honest', 'tendering'],
  ['recused', 'procurement'],
  ['absent', 'tendering'],
  ['objective scores differ', 'procurement'],
  ['refuses to sign', 'tendering'],
  ['dissents', 'procurement'],
  ['goes back', 'tendering'],
  ['tie at the cut', 'tendering'],
  ['no bid left', 'procurement'],
];

let days: Day[];
beforeAll(async () => {
  days = [];
  for (const [turn, regime] of PLAYED) days.push(await play(turn, regime));
});

/** Every value of the fine item that was released in a room, with its expert. */
const given = ({ rounds: all }: RoomState): { who: string; score: string }[] =>
  all.flatMap(({ sheets }) =>
    [...sheets].flatMap(([who, { values }]) =>
      [...values.values()].flatMap(({ original }) =>
        original !== null && /\.\d{12}$/.test(original) ? [{ who, score: original }] : [],
      ),
    ),
  );

function expectSentence({ zh, en, kind }: PlainWords, what: string): void {
  expect(zh, what).toMatch(/^[^。]*\p{Script=Han}.*。$/su);
  expect(en, what).toMatch(/^.*[a-z]{2}.*\.$/su);
  for (const text of [zh, en])
    expect(text, what).not.toMatch(/undefined|null|NaN|\[object|：：|。。|\.\.|: :| {2}/);
  expect(RECORD_KINDS, what).toContain(kind);
}

const texts = ({ zh, en, person, bid }: PlainWords): string => [zh, en, person ?? '', bid ?? ''].join('\n');

describe('whole days', () => {
  it('have a sentence for every entry, at its moment and at the end, and no score in any', () => {
    let scores = 0;
    for (const { turn, pkg, entries, end } of days) {
      let state = emptyRoom(pkg);
      const said: string[] = [];
      for (const entry of entries) {
        state = evolve(crypto, state, entry);
        for (const words of [plainWords(state, entry), plainWords(end, entry)]) {
          expectSentence(words, `${turn}: ${entry.act.type}`);
          said.push(texts(words));
        }
      }
      const text = said.join('\n');
      for (const { score } of given(end)) {
        scores += 1;
        expect(text).not.toContain(score.split('.')[1]);
      }
    }
    expect(scores).toBeGreaterThan(100);
  });

  it('name neither bid nor item of a score that is saved', () => {
    for (const { entries, end, pkg } of days)
      for (const entry of entries.filter(({ act }) => act.type === 'score')) {
        const words = plainWords(end, entry);
        expect(words.bid).toBeNull();
        for (const { bid, name } of pkg.data.bids)
          expect(texts(words)).not.toMatch(new RegExp(`${bid}|${name}`));
        for (const name of ['方案', '业绩']) expect(texts(words)).not.toContain(name);
      }
  });

  it('do not tell how somebody voted before the motion is decided', () => {
    let votes = 0;
    for (const { pkg, entries, end } of days) {
      let state = emptyRoom(pkg);
      for (const entry of entries) {
        state = evolve(crypto, state, entry);
        if (entry.act.type !== 'vote') continue;
        const open = state.motions.get(entry.act.body.motion)!.carried === null;
        expect(/：(同意|反对)/.test(plainWords(state, entry).zh)).toBe(!open);
        expect(plainWords(end, entry).zh).toMatch(/：(同意|反对)/);
        if (open) votes += 1;
      }
    }
    expect(votes).toBeGreaterThan(3);
  });

  it('do not tell how a check was decided by one expert, nor whom he elected', () => {
    for (const { entries, end } of days)
      for (const entry of entries) {
        if (entry.act.type === 'review') expect(plainWords(end, entry).zh).not.toMatch(/通过|：/);
        if (entry.act.type === 'ballot')
          expect(plainWords(end, entry).zh).not.toContain(`专家${entry.act.body.chair}为`);
      }
  });
});

/** What the next entry would be called; the state is taken over. */
function sayingOf(state: RoomState, act: Act): PlainWords {
  const entry: Entry = { act, at: state.at!, prev: state.head.hash, seq: state.head.seq + 1 };
  return plainWords(evolve(crypto, state, entry), entry);
}

describe('acts with planted digits', () => {
  const TRIES = rounds(30, 1000);
  const STEP = 12;
  let said: Map<ActType, number>;
  let [told, hidden] = [0, 0];

  function tryAnything(state: RoomState, chance: Chance): void {
    const sessions = [...state.sessions.values()].filter((s) => s.admitted !== null && s.closed === null);
    for (let n = 0; n < TRIES; n++) {
      const planted = digits(chance);
      const type = chance.pick(ACT_TYPES);
      const body = plantedBody(type, state, chance, planted);
      if (body === null) continue;
      const author = chance.pick(sessions);
      const session = type === 'sign-in' ? base64url.encode(chance.bytes(32)) : author.key;
      const act = {
        ...{ room: state.room, session, seq: 1, prev: '0'.repeat(64), seen: state.head },
        ...{ at: state.at!, mono: '1', type, body, sig: 'A'.repeat(86) },
      } as Act;
      const words = sayingOf(copyOf(state), act);
      expectSentence(words, type);
      said.set(type, (said.get(type) ?? 0) + 1);
      const shows = texts(words).includes(planted);
      if (author.role === 'supervisor' || state.rounds.length === 0 || type === 'sign-in')
        told += shows ? 1 : 0;
      else {
        expect(shows, `${type}: ${texts(words)} ${planted}`).toBe(false);
        hidden += 1;
      }
    }
  }

  it('have a sentence whatever their type, and show none of what members say once there are scores', () => {
    said = new Map();
    for (const { turn, pkg, entries } of days) {
      const chance = seededChance(crypto, `planted words ${turn}`);
      let state = emptyRoom(pkg);
      for (const entry of entries) {
        if (state.room !== null && state.closed === null && entry.seq % STEP === 0)
          tryAnything(state, chance);
        state = evolve(crypto, state, entry);
      }
    }
    expect([...said.keys()].sort()).toEqual([...ACT_TYPES].sort());
    expect(hidden).toBeGreaterThan(300);
    expect(told, 'the search finds what is there').toBeGreaterThan(20);
  });
});

describe('the record of one’s own part', () => {
  const released = (end: RoomState, who: string): OwnCell[] =>
    end.rounds.flatMap(({ number, sheets }) =>
      [...(sheets.get(who)?.values ?? [])].map(([key, { original, remark, place }]) => {
        const [bid, item] = key.split('\u001f') as [string, string];
        return {
          round: number,
          bid,
          item,
          score: original,
          unreadable: original === null,
          remark,
          place,
          seq: 1,
        };
      }),
    );

  it('holds every own score and nobody else’s', () => {
    let [own, others] = [0, 0];
    for (const { entries, end } of days)
      for (const who of end.members) {
        const timeOf = (seq: number): string => entries[seq - 1]!.at;
        const text = JSON.stringify(
          ownRecordModel({ state: end, timeOf, who, entries, cells: released(end, who) }),
        );
        expect(text).not.toMatch(/undefined|NaN|\[object/);
        for (const cell of given(end)) {
          expect(text.includes(cell.score), `${who}: ${cell.who}`).toBe(cell.who === who);
          if (cell.who === who) own += 1;
          else others += 1;
        }
      }
    expect(own).toBeGreaterThan(100);
    expect(others).toBeGreaterThan(400);
  });

  it('tells a cell that holds no score from one that could not be read', () => {
    const { entries, end } = days[0]!;
    const timeOf = (seq: number): string => entries[seq - 1]!.at;
    const cell = { round: 1, bid: 'B1', item: 'T1', score: null, remark: '先写意见', place: null, seq: 1 };
    const told = (unreadable: boolean): string =>
      JSON.stringify(
        ownRecordModel({ state: end, timeOf, who: 'E1', entries, cells: [{ ...cell, unreadable }] }),
      );
    const words = ['未评', '无法解读', '先写意见'];
    expect(words.map((word) => told(false).includes(word))).toEqual([true, false, true]);
    expect(words.map((word) => told(true).includes(word))).toEqual([false, true, true]);
  });

  it('says what was signed, dissented from, voted and reviewed, each with its time and article', () => {
    const of = (turn: Turn) => days.find((one) => one.turn === turn)!;
    const recordOf = ({ entries, end }: Day, who: string): string => {
      const timeOf = (seq: number): string => entries[seq - 1]!.at;
      const { chapters } = ownRecordModel({ state: end, timeOf, who, entries, cells: [] });
      return JSON.stringify(chapters);
    };
    const dissent = of('dissents');
    const [dissenter] = [...dissent.end.signatures].find(([, { kind }]) => kind === 'dissent')!;
    expect(recordOf(dissent, dissenter)).toContain('对评标报告提出不同意见：对技术评分有不同意见');
    expect(recordOf(dissent, dissenter)).toContain('《政府采购货物和服务招标投标管理办法》第六十一条');
    const honest = of('honest');
    const { chair } = honest.end;
    const record = recordOf(honest, 'E1');
    expect(record).toContain(`投票推选专家${chair!.member}为评标委员会负责人`);
    expect(record).toContain('《评标委员会和评标方法暂行规定》第十二条');
    expect(record).toMatch(/2026-05-18 \d\d:\d\d:\d\d（日志第\d+条）/);
    expect(record).not.toContain('政府采购');
    const reviewed = honest.end.member.get('E1')!.reviews.size;
    expect(record.match(/"不?通过"/g)).toHaveLength(reviewed);
  });
});
