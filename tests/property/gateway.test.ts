/** Whatever is acted in a room, by whomever, at whatever moment: nothing that is judged of a bid passes the gateway. */
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
import { agreementFor, TURNS, type Turn, takeTurn } from '../../electron/rehearsal/turns.ts';
import { activeSession } from '../../shared/evaluation/committee.ts';
import { type Message, messageSchemas, messagesOf } from '../../shared/gateway/messages.ts';
import { type Act, type ActType, bodies } from '../../shared/journal/acts.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { actHash, type Entry } from '../../shared/journal/entry.ts';
import { evolve, judge } from '../../shared/journal/fold.ts';
import { emptyRoom, type RoomPackage, type RoomState } from '../../shared/journal/state.ts';
import { rounds } from '../rounds.ts';
import { copyOf, crypto, smallProject } from '../simulator/room.ts';
import { toldOf } from '../simulator/told.ts';
import { ACT_TYPES, digits, plantedBody, plantedIn } from './plantedActs.ts';

interface Day {
  readonly turn: Turn;
  readonly pkg: RoomPackage;
  readonly entries: readonly Entry[];
}

/** Scores of the first item take twelve digits after the point: found anywhere, such a number is a score. */
const data = () => {
  const project = smallProject();
  const [tech, price] = project.project.groups;
  const [scheme, record] = tech!.items;
  const fine = { ...scheme!, step: '0.000000000001' };
  return {
    ...project,
    project: { ...project.project, groups: [{ ...tech!, items: [fine, record!] }, price!] },
  };
};

/** A whole day; who scores what is `scores`', all else is the seed's. */
async function play(seed: string, turn: Turn, scores: (chance: Chance) => string): Promise<Day> {
  const chance = seededChance(crypto, seed);
  const { pkg, slips } = simulatedPackage(crypto, chance, data());
  const sink = memorySink(crypto);
  const clock = simulatedClock(chance, pkg.data.project.opened);
  const world = simulatedWorld({ crypto, chance, clock, pkg, slips, sink });
  const minds = chanceMinds(chance, pkg.data, agreementFor(turn));
  const apart = seededChance(crypto, `${seed} scores`);
  const planted: day.Minds = {
    ...minds,
    scores: (expert, bid, item) => (item === 'T1' ? scores(apart) : minds.scores(expert, bid, item)),
  };
  await takeTurn(world, planted, turn, async () => 'ab'.repeat(32));
  return { turn, pkg, entries: sink.entries };
}

const anyScore = (chance: Chance): string => `${20 + chance.below(20)}.${digits(chance)}`;

/** Turns in which people do not score by `scores`, but by the item's step. */
const ON_STEP: readonly Turn[] = ['dies after submitting', 'garbage', 'moves', 'replaced while scoring'];
const PLAYED = TURNS.filter((turn) => !ON_STEP.includes(turn));

let days: Day[];
beforeAll(async () => {
  days = [];
  for (const turn of PLAYED) days.push(await play(`gateway ${turn}`, turn, anyScore));
});

const parsed = (message: Message): boolean =>
  Object.values(messageSchemas).some((schema) => schema.safeParse(message).success);

describe('whole evaluations', () => {
  it('tell messages of the closed list alone, and no score that was given', () => {
    let scores = 0;
    for (const { turn, pkg, entries } of days) {
      const told = toldOf(pkg, entries).flat();
      expect(told.every(parsed), turn).toBe(true);
      const text = JSON.stringify(told);
      const room = entries.reduce((state, entry) => evolve(crypto, state, entry), emptyRoom(pkg));
      const given = room.rounds.flatMap(({ sheets }) =>
        [...sheets.values()].flatMap(({ values }) => [...values.values()].map(({ original }) => original)),
      );
      for (const score of given) {
        if (score === null || !/\.\d{12}$/.test(score)) continue;
        scores += 1;
        expect(text).not.toContain(score);
        expect(text).not.toContain(score.split('.')[1]);
      }
    }
    expect(scores).toBeGreaterThan(100);
  });

  it('tell the same whatever is scored, and at the same times until the scores are out', async () => {
    /** An act's hash differs with the journal before it. What the committee does about released scores takes its time: so much can be told. */
    const nameless = ({ pkg, entries }: Day): string[] => {
      const told = toldOf(pkg, entries).flat();
      const out = told.findIndex(({ data }) => 'phase' in data && data.phase === 'consolidation');
      return told.map((message, i) =>
        JSON.stringify({ ...message, ...(i > out && out >= 0 ? { time: '' } : {}) }).replaceAll(
          /[0-9a-f]{64}/g,
          '',
        ),
      );
    };
    for (const one of days) {
      if (one.turn === 'tie at the cut') continue;
      const low = await play(`gateway ${one.turn}`, one.turn, (chance) => `0.${digits(chance)}`);
      expect(nameless(low), one.turn).toEqual(nameless(one));
    }
  });
});

/** What an act would tell if it were the room's next entry; the state is taken over. */
function tellingOf(state: RoomState, act: Act): { told: Message[]; refused: boolean } {
  const before = state.phase;
  const entry: Entry = { act, at: state.at!, prev: state.head.hash, seq: state.head.seq + 1 };
  const after = evolve(crypto, state, entry);
  const refused = after.refused.at(-1)?.seq === entry.seq;
  return { told: messagesOf(before, after, entry, actHash(crypto, act)), refused };
}

/** The letters to and from a bidder, as long as nobody has scored. */
function lettersApart(state: RoomState, messages: Message[]): unknown[] {
  if (state.rounds.length > 0) return messages;
  return messages.map(({ data, ...envelope }) => {
    if (!('text' in data)) return { ...envelope, data };
    const { text: _, ...rest } = data;
    if ('bid' in rest) return { ...envelope, data: rest };
    return { ...envelope, data: { question: rest.question } };
  });
}

describe('acts with planted digits, at every moment of a day', () => {
  const TRIES = rounds(12, 500);
  /** Every so many moments. */
  const STEP = 4;
  const ENOUGH = 200;
  let accepted: Map<ActType, number>;
  let [refusals, letters, lateLetters] = [0, 0, 0];

  /** @returns whether it took effect */
  function holdsBack(state: RoomState, act: Act, planted: string): boolean {
    const { told, refused } = tellingOf(copyOf(state), act);
    if (refused) {
      refusals += 1;
      expect(told, act.type).toEqual([]);
      return false;
    }
    expect(told.every(parsed), act.type).toBe(true);
    expect(JSON.stringify(lettersApart(state, told)), act.type).not.toContain(planted);
    if (JSON.stringify(told).includes(planted)) letters += 1;
    accepted.set(act.type, (accepted.get(act.type) ?? 0) + 1);
    return true;
  }

  const actOf = (state: RoomState, session: string, type: ActType, body: Act['body'], planted: string) =>
    ({
      room: state.room,
      session,
      seq: Number(planted),
      prev: planted.padEnd(64, '0'),
      seen: state.head,
      at: `2026-05-18T09:30:00.${planted.slice(0, 9)}Z`,
      mono: planted,
      type,
      body,
      sig: planted.padEnd(86, 'A'),
    }) as Act;

  function tryAnything(state: RoomState, chance: Chance): void {
    const sessions = [...state.sessions.values()].filter((s) => s.admitted !== null && s.closed === null);
    for (let n = 0; n < TRIES; n++) {
      const planted = digits(chance);
      const type = chance.pick(ACT_TYPES);
      const body = plantedBody(type, state, chance, planted);
      if (body === null) continue;
      const fresh = base64url.encode(chance.bytes(32));
      const session = type === 'sign-in' ? fresh : chance.pick(sessions).key;
      holdsBack(state, actOf(state, session, type, body, planted), planted);
    }
  }

  /** The two messages that have texts, at moments when nobody writes letters on an honest day. */
  function tryLetters(state: RoomState, chance: Chance): void {
    const keyOf = (who: string | undefined) => activeSession(state, who ?? '')?.key ?? '';
    const planted = digits(chance);
    const { bid } = chance.pick(state.pkg.data.bids);
    const asked = actOf(state, keyOf(state.chair?.member), 'question', { bid, text: planted }, planted);
    if (state.chair === null || judge(crypto, state, asked) !== null) return;
    holdsBack(state, asked, planted);
    const after = copyOf(state);
    tellingOf(after, asked);
    const document = planted.padEnd(64, '0');
    const answer = { question: actHash(crypto, asked), text: planted, document, signedBy: planted };
    holdsBack(after, actOf(after, keyOf('S1'), 'answer', answer, planted), planted);
    if (state.rounds.length > 0) lateLetters += 1;
  }

  /** The act that came next in truth, and with the digits put wherever the rules let them; not every one of a hundred scores. */
  function tryNext(state: RoomState, { act }: Entry, chance: Chance): void {
    if ((accepted.get(act.type) ?? 0) > ENOUGH) return;
    const planted = digits(chance);
    for (const body of [act.body, ...plantedIn(act.body, planted)]) {
      const parsedBody = bodies[act.type].safeParse(body);
      if (!parsedBody.success) continue;
      const changed = { ...act, body: parsedBody.data } as Act;
      if (judge(crypto, state, changed) === null) holdsBack(state, changed, planted);
    }
  }

  it('tell none of them, but a question’s and an answer’s before there are scores', () => {
    accepted = new Map();
    for (const { turn, pkg, entries } of days) {
      const chance = seededChance(crypto, `planted ${turn}`);
      let state = emptyRoom(pkg);
      for (const entry of entries) {
        if (state.room !== null && state.closed === null) {
          tryNext(state, entry, chance);
          if (entry.seq % STEP === 0) {
            tryAnything(state, chance);
            tryLetters(state, chance);
          }
        }
        state = evolve(crypto, state, entry);
      }
    }
    const told = ['sign-in', 'admit', 'substitute', 'proceed', 'pause', 'resume', 'alarm', 'alarm-seen'];
    const also = [
      'intervene',
      'device',
      'recording-gap',
      'question',
      'answer',
      'review',
      'vote',
      'score',
      'close',
    ];
    expect([...accepted.keys()]).toEqual(expect.arrayContaining([...told, ...also]));
    expect(refusals).toBeGreaterThan(1000);
    expect(lateLetters).toBeGreaterThan(100);
    expect(letters, 'the search finds what is there').toBeGreaterThan(0);
  });
});
