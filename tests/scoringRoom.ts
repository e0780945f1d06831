/** A room of 15 experts in the scoring phase, with acts that they have signed and the room has not yet heard of. */
import { nativeCrypto as crypto } from '../electron/crypto/nativeCrypto.ts';
import * as day from '../electron/rehearsal/day.ts';
import { seededChance } from '../electron/rehearsal/seededRandom.ts';
import {
  memorySink,
  simulatedClock,
  simulatedPackage,
  simulatedWorld,
} from '../electron/rehearsal/simulation.ts';
import { canonicalJson } from '../shared/journal/canonical.ts';
import type { Entry } from '../shared/journal/entry.ts';
import type { RoomPackage } from '../shared/journal/state.ts';
import type { ProjectData } from '../shared/project/model.ts';

export const SESSIONS = 15;
const BIDS = 20;
const ITEMS = 20;

const numbered = <T>(count: number, make: (n: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index + 1));

const data: ProjectData = {
  project: {
    format: 'sealroom-project/1',
    code: 'BENCH',
    name: '写入性能测试',
    kind: 'works',
    regime: 'tendering',
    reserves: [],
    thresholds: {},
    opened: '2026-05-18T09:30:00+08:00',
    evaluatedOn: '2026-05-18',
    candidates: 3,
    method: 'comprehensive',
    full: '100',
    rounding: { mean: 2, price: 2, total: 2 },
    aggregate: { over: 'item', trim: [] },
    ties: ['price'],
    review: [],
    groups: [
      {
        id: 'tech',
        name: '技术标',
        items: numbered(ITEMS, (n) => ({
          id: `T${n}`,
          name: `评分项${n}`,
          by: 'experts',
          max: '5',
          step: '0.5',
        })),
      },
    ],
    integrity: { applies: false },
  },
  committee: numbered(SESSIONS, (n) => ({
    expert: `E${n}`,
    name: `专家${n}`,
    role: 'expert',
    organisation: '',
  })),
  supervisors: [{ supervisor: 'S1', name: '监督员', organisation: '' }],
  bids: numbered(BIDS, (n) => ({
    bid: `B${n}`,
    name: `投标人${n}`,
    enterprise: '91350100M000100Y43',
    price: `${3_000_000 + n}`,
    sme: 'none',
  })),
};

const minds: day.Minds = {
  chair: 'E1',
  passes: () => ({ pass: true, reason: '' }),
  scores: () => '4.5',
};

export interface ScoringRoom {
  readonly pkg: RoomPackage;
  readonly hostSecret: Uint8Array;
  /** The journal so far. */
  readonly earlier: readonly Entry[];
  /** For each session the texts of its next acts, in its own order. */
  readonly acts: readonly (readonly string[])[];
}

export async function scoringRoom(actsPerSession: number): Promise<ScoringRoom> {
  const chance = seededChance(crypto, 'append bench');
  const { pkg, slips } = simulatedPackage(crypto, chance, data);
  const sink = memorySink(crypto);
  const clock = simulatedClock(chance, data.project.opened);
  const world = simulatedWorld({ crypto, chance, clock, pkg, slips, sink });
  const room = await day.arrive(world, minds, true);
  day.proceed(room);
  day.tellNames(room);
  day.commit(room);
  day.proceed(room);
  day.elect(room);
  day.proceed(room);
  day.read(room);
  while (day.state(room).phase !== 'scoring') day.proceed(room);
  await day.exchangeKeys(room);
  const earlier = [...sink.entries];
  const { room: id, head } = day.state(room);
  const acts = day.present(room).map(({ author, keeper }) =>
    numbered(actsPerSession, (n) => {
      const body = {
        round: 1,
        bid: `B${1 + (n % BIDS)}`,
        item: `T${1 + (n % ITEMS)}`,
        nonce: '',
        cipher: '',
      };
      const draft = author.draft(id, head, 'score', body);
      return canonicalJson(author.sign(keeper.sealScore(draft, { score: '4.5', remark: '', place: null })));
    }),
  );
  return { pkg, hostSecret: world.hostSecret, earlier, acts };
}
