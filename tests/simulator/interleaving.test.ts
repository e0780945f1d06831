/** Seats work at the same time: what they sent arrives in any order that keeps each session's own chain. */
import { describe, expect, it } from 'vitest';
import { chanceMinds } from '../../electron/rehearsal/chanceMinds.ts';
import * as day from '../../electron/rehearsal/day.ts';
import type { Seat } from '../../electron/rehearsal/people.ts';
import { type Chance, seededChance } from '../../electron/rehearsal/seededRandom.ts';
import { cellOf } from '../../shared/evaluation/committee.ts';
import { evaluation } from '../../shared/evaluation/outcome.ts';
import type { Act, ActType, Bodies, UnsignedAct } from '../../shared/journal/acts.ts';
import { actHash, entryLine } from '../../shared/journal/entry.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { replay } from '../../shared/verdict/replay.ts';
import { rounds } from '../rounds.ts';
import { arrived, crypto, roundIn, smallProject } from './room.ts';

/** Evaluations, and orders of arrival of each. */
const EVALUATIONS = rounds(12, 500);
const ORDERS = 5;

/** One stage of the day: what each seat does of itself, all signed before any of it has arrived anywhere. */
type Stage = (room: day.Room, seat: Seat) => Act[] | Promise<Act[]>;

const write = <T extends ActType>(room: day.Room, seat: Seat, type: T, body: Bodies[T]): Act =>
  seat.author.sign(seat.author.draft(day.state(room).room, day.state(room).head, type, body)) as Act;

const one =
  <T extends ActType>(type: T, body: (room: day.Room) => Bodies[T]): Stage =>
  (room, seat) => [write(room, seat, type, body(room))];

const reviews: Stage = (room, seat) => {
  const { bids, project } = room.world.pkg.data;
  return bids.flatMap(({ bid }) =>
    project.review.map(({ id: check }) =>
      write(room, seat, 'review', { bid, check, ...room.minds.passes(seat.who, bid, check) }),
    ),
  );
};

const deals: Stage = async (room, seat) => {
  const body = await seat.keeper.dealing(day.state(room));
  return body === null ? [] : [write(room, seat, 'deal', body)];
};

const answers: Stage = async (room, seat) =>
  (await seat.keeper.answers(day.state(room))).map(({ type, body }) =>
    write(room, seat, type, body as never),
  );

/** Every cell three times, as somebody who writes a remark first and thinks again; then the list of the newest. */
const sheet: Stage = (room, seat) => {
  const { due, number: round } = roundIn(room);
  const { room: id, head } = day.state(room);
  const acts = due.flatMap((cell) =>
    [null, '1', room.minds.scores(seat.who, cellOf(cell).bid, cellOf(cell).item)].map((score) => {
      const body = { round, ...cellOf(cell), nonce: '', cipher: '' };
      const draft: UnsignedAct<'score'> = seat.author.draft(id, head, 'score', body);
      return seat.author.sign(
        seat.keeper.sealScore(draft, { score, remark: '先写意见', place: null }),
      ) as Act;
    }),
  );
  const cells = due.map((cell, i) => ({ ...cellOf(cell), act: actHash(crypto, acts[3 * i + 2]!) }));
  return [...acts, write(room, seat, 'submit', { round, cells })];
};

const releases: Stage = (room, seat) =>
  seat.keeper.releases(day.state(room)).map((body) => write(room, seat, 'release', body));

/** Delivers the seats' acts, the next one always from a seat that chance picks. */
async function together(room: day.Room, order: Chance, stage: Stage): Promise<void> {
  const waiting: Act[][] = [];
  for (const seat of day.present(room)) waiting.push(await stage(room, seat));
  for (let left = waiting.filter((acts) => acts.length > 0); left.length > 0; ) {
    const received = room.world.host.receive(order.pick(left).shift()!);
    if (!received.ok) throw new Error(received.refusals[0]!.en);
    left = left.filter((acts) => acts.length > 0);
  }
}

/** One evaluation: the same people deciding the same things; only the order of arrival is chance's. */
async function evaluated(seed: string, order: Chance) {
  const data = smallProject({ bids: 4, change: { candidates: 2 } });
  const chance = seededChance(crypto, seed);
  const decided = chanceMinds(chance, data);
  const scores = new Map<string, string>();
  for (const { expert } of data.committee)
    for (const { bid } of data.bids)
      for (const item of ['T1', 'T2'])
        scores.set(`${expert} ${bid} ${item}`, decided.scores(expert, bid, item));
  const minds = { ...decided, scores: (e: string, b: string, i: string) => scores.get(`${e} ${b} ${i}`)! };
  const { room, entries } = await arrived(seed, data, minds);
  const stage = (what: Stage) => together(room, order, what);

  day.proceed(room);
  day.tellNames(room);
  await stage(one('commit', ({ world }) => ({ text: world.pkg.digest, recording: true })));
  day.proceed(room);
  await stage(one('ballot', () => ({ round: 1, chair: decided.chair })));
  day.proceed(room);
  await stage(one('read', () => ({ documents: ['tender'] })));
  day.proceed(room);
  await stage(reviews);
  day.review(room);
  day.proceed(room);
  day.proceed(room);
  await stage(deals);
  await stage(answers);
  await stage(sheet);
  await stage(releases);
  day.proceed(room);
  day.conclude(room);
  await day.report(room, async () => room.world.pkg.digest);
  await stage(one('sign', (r) => ({ report: day.state(r).report!.digest })));
  day.close(room);
  const replayed = replay(crypto, room.world.pkg, entries.map(entryLine));
  expect(replayed.failure).toBeNull();
  return { conclusions: conclusionsOf(replayed.state), order: entries.map(({ act }) => act.session).join() };
}

/** Everything that a result says and that no order of arrival may touch. */
function conclusionsOf(state: RoomState) {
  const sheets = [...state.rounds[0]!.sheets].map(([member, { values }]) => [
    member,
    [...values].map(([cell, { score, fault }]) => ({ cell, score, fault })),
  ]);
  return {
    answer: evaluation(state).answer,
    sheets: Object.fromEntries(sheets),
    rejections: [...state.rejections.keys()].sort(),
    chair: state.chair!.member,
    reviews: state.members.map((m) =>
      [...state.member.get(m)!.reviews]
        .map(([cell, { pass }]) => ({ cell, pass }))
        .sort((a, b) => (a.cell < b.cell ? -1 : 1)),
    ),
    signatures: state.members.map((m) => state.signatures.get(m)!.kind),
    closed: state.closed!.outcome,
  };
}

describe('however acts arrive', () => {
  it('the same people deciding the same things come to the same sheets and the same ranking', async () => {
    for (let n = 0; n < EVALUATIONS; n++) {
      const first = await evaluated(`interleaved ${n}`, seededChance(crypto, `order ${n} 0`));
      for (let k = 1; k < ORDERS; k++) {
        const other = await evaluated(`interleaved ${n}`, seededChance(crypto, `order ${n} ${k}`));
        expect(other.order).not.toBe(first.order);
        expect(other.conclusions).toEqual(first.conclusions);
      }
    }
  });
});
