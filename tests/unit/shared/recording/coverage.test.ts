import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hex } from '../../../../shared/journal/encoding.ts';
import { nobleCrypto as crypto } from '../../../../shared/ports/nobleCrypto.ts';
import { chainNext, chainStart } from '../../../../shared/recording/chain.ts';
import type { Closure } from '../../../../shared/recording/closedScreens.ts';
import {
  type BoundHead,
  type Presented,
  recordingFaults,
  type Told,
} from '../../../../shared/recording/coverage.ts';
import { partsOf } from '../../../../shared/recording/loss.ts';
import { type Segment, segmentFile } from '../../../../shared/recording/manifest.ts';
import { segmentName, TRACKS } from '../../../../shared/recording/track.ts';

const START = Date.parse('2026-05-18T01:00:00.000Z');
const ROOM = '0'.repeat(64);
const SESSION = 'A'.repeat(43);
const iso = (ms: number): string => new Date(ms).toISOString();
const digest = (text: string): string => hex.encode(crypto.sha256(new TextEncoder().encode(text)));

interface Made {
  readonly told: Told;
  readonly presented: Presented[];
}

/** A track of segments that follow each other, `pieces` a second apart, with a head bound every third piece and at the end. */
function recording(counts: readonly number[], track: Segment['track'] = 'camera'): Made {
  const heads: BoundHead[] = [];
  const presented: Presented[] = [];
  let now = START;
  counts.forEach((count, i) => {
    const id = { session: SESSION, track, segment: i + 1 };
    const from = iso(now);
    const header = digest(`header ${i}`);
    let head = chainStart(crypto, { room: ROOM, ...id, from, mime: 'video/webm', header });
    const chain: string[] = [];
    const pieces: Segment['pieces'] = [];
    for (let piece = 1; piece <= count; piece++) {
      now += 1000;
      head = chainNext(crypto, head, crypto.sha256(new Uint8Array([i, piece])));
      chain.push(hex.encode(head));
      pieces.push([100, now, piece]);
      if (piece % 3 === 0 || piece === count)
        heads.push({ ...id, pieces: piece, head: chain.at(-1)!, from, to: iso(now) });
    }
    const claim: Segment = {
      ...id,
      from,
      to: iso(now),
      mime: 'video/webm',
      header,
      pieces,
      head: chain.at(-1)!,
      file: segmentFile(id, 'age'),
      bytes: 100 * count,
      sha256: digest(`file ${i}`),
    };
    presented.push({ claim, found: { bytes: claim.bytes, sha256: claim.sha256, heads: chain, opens: true } });
  });
  return { told: { heads, gaps: [], due: new Map([[SESSION, [{ from: START, to: now }]]]) }, presented };
}

/** Of the one track: the other has to be explained by a gap in every case here. */
function codes({ told, presented }: Made) {
  const other = told.heads[0]?.track === 'screen' ? 'camera' : 'screen';
  const [due] = told.due.get(SESSION) ?? [];
  const gap = { session: SESSION, track: other, from: iso(due!.from), to: iso(due!.to) } as const;
  return recordingFaults({ ...told, gaps: [...told.gaps, gap] }, presented).map((fault) => [
    fault.refusal.code,
    fault.segment,
    fault.from,
    fault.to,
  ]);
}

const COUNTS = [20, 20, 20, 20];
const at = (seconds: number): string => iso(START + seconds * 1000);
const wholly = (segment: number): [number, string, string] => [
  segment,
  at((segment - 1) * 20),
  at(segment * 20),
];

/** So many seconds of a session were declared lost. */
const declared = (from: number, to: number, session = SESSION): NonNullable<Told['lost']> => {
  const parts = TRACKS.map((track) => ({ track, from: at(from), to: at(to) }));
  return new Map([[session, [{ reason: 'the disk broke', declared: { by: ROOM, at: at(0), parts } }]]]);
};

test('a whole recording has no fault, however its segments are cut', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 }), (counts) => {
      expect(codes(recording(counts))).toEqual([]);
    }),
  );
});

describe.each([
  [1, 'first'],
  [2, 'middle'],
  [4, 'last'],
])('segment %i, the %s,', (segment, word) => {
  test('is named with its time where it is missing', () => {
    const { told, presented } = recording(COUNTS);
    const left = presented.filter(({ claim }) => claim.segment !== segment);
    expect(codes({ told, presented: left })).toEqual([['SEGMENT_MISSING', ...wholly(segment)]]);
    expect(recordingFaults(told, left)[0]!.refusal.en).toContain(word);
  });

  test('is named where its file is not at hand, and that alone', () => {
    const made = recording(COUNTS);
    made.presented[segment - 1] = { ...made.presented[segment - 1]!, found: null };
    expect(codes(made)).toEqual([['SEGMENT_ABSENT', ...wholly(segment)]]);
  });

  test('is named from the last whole piece on where its file is cut', () => {
    const made = recording(COUNTS);
    const { claim } = made.presented[segment - 1]!;
    made.presented[segment - 1] = {
      claim,
      found: { bytes: 1150, sha256: digest('cut'), heads: null, opens: false },
    };
    const from = at((segment - 1) * 20 + 11);
    expect(codes(made)).toEqual([['SEGMENT_CUT', segment, from, at(segment * 20)]]);
  });

  test('is named where it is cut and the manifest made to fit', () => {
    const made = recording(COUNTS);
    const { claim, found } = made.presented[segment - 1]!;
    const heads = found!.heads!.slice(0, 7);
    const short = { ...claim, pieces: claim.pieces.slice(0, 7), head: heads.at(-1)! };
    made.presented[segment - 1] = { claim: short, found: { ...found!, heads } };
    const from = at((segment - 1) * 20 + 7);
    expect(codes(made)).toEqual([['SEGMENT_CUT', segment, from, at(segment * 20)]]);
  });

  test('is named where another stands in its place as well', () => {
    const made = recording(COUNTS);
    const other = segment === 3 ? 2 : 3;
    const { claim } = made.presented[segment - 1]!;
    made.presented[segment - 1] = { claim, found: made.presented[other - 1]!.found };
    expect(codes(made)).toEqual([['SEGMENT_DOUBLED', ...wholly(segment)]]);
  });

  test('is named where its content is another', () => {
    const made = recording(COUNTS);
    const { claim, found } = made.presented[segment - 1]!;
    made.presented[segment - 1] = { claim, found: { ...found!, heads: found!.heads!.map(() => ROOM) } };
    expect(codes(made)).toEqual([['SEGMENT_ALTERED', ...wholly(segment)]]);
  });
});

test('two segments that changed places are both named', () => {
  const made = recording(COUNTS);
  const [second, third] = [made.presented[1]!, made.presented[2]!];
  made.presented[1] = { claim: second.claim, found: third.found };
  made.presented[2] = { claim: third.claim, found: second.found };
  expect(codes(made)).toEqual([
    ['SEGMENT_SWAPPED', ...wholly(2)],
    ['SEGMENT_SWAPPED', ...wholly(3)],
  ]);
});

test('two segments that changed their numbers are both named', () => {
  const made = recording(COUNTS);
  const [second, third] = [made.presented[1]!, made.presented[2]!];
  // Their chains bind the number, so a verifier computes others.
  const strange = (one: Presented): Presented['found'] => ({
    ...one.found!,
    heads: one.claim.pieces.map(() => ROOM),
  });
  made.presented[1] = { claim: { ...third.claim, segment: 2 }, found: strange(third) };
  made.presented[2] = { claim: { ...second.claim, segment: 3 }, found: strange(second) };
  expect(codes(made)).toEqual([
    ['SEGMENT_SWAPPED', ...wholly(2)],
    ['SEGMENT_SWAPPED', ...wholly(3)],
  ]);
});

test('a segment that is listed twice, or out of its order, is named', () => {
  const { told, presented } = recording(COUNTS);
  const [one, two, three, four] = presented as [Presented, Presented, Presented, Presented];
  expect(codes({ told, presented: [one, two, two, three, four] })).toEqual([
    ['SEGMENT_DOUBLED', ...wholly(2)],
  ]);
  expect(codes({ told, presented: [one, three, two, four] })).toEqual([['SEGMENT_ORDER', ...wholly(2)]]);
});

test('a segment that the journal never bound is foreign', () => {
  const { told, presented } = recording(COUNTS);
  const heads = told.heads.filter(({ segment }) => segment !== 4);
  expect(codes({ told: { ...told, heads }, presented })).toEqual([['SEGMENT_FOREIGN', ...wholly(4)]]);
});

describe('a segment that no key opens', () => {
  const made = recording(COUNTS);
  const locked = made.presented.map(
    ({ claim, found }): Presented => ({ claim, found: { ...found!, heads: null, opens: false } }),
  );
  const closures = (why: Closure, of = locked) => new Map(of.map(({ claim }) => [segmentName(claim), why]));

  test('has the right to stay closed, or is named with its time', () => {
    expect(codes({ told: { ...made.told, closures: closures('sheet') }, presented: locked })).toEqual([]);
    const others = locked.filter(({ claim }) => claim.segment !== 3);
    expect(codes({ told: { ...made.told, closures: closures('sheet', others) }, presented: locked })).toEqual(
      [['SEGMENT_LOCKED', ...wholly(3)]],
    );
    const [fault] = recordingFaults(made.told, locked);
    expect([fault!.refusal.code, fault!.absent]).toEqual(['SEGMENT_LOCKED', false]);
  });

  test('is named as not to be checked where its key may be lost with a seat', () => {
    const faults = recordingFaults({ ...made.told, closures: closures('seat') }, locked);
    expect(faults.slice(0, 4).map(({ refusal, absent }) => [refusal.code, absent])).toEqual(
      COUNTS.map(() => ['SEGMENT_LOCKED', true]),
    );
  });

  test('is lost where its session’s recording was declared so', () => {
    const told = { ...made.told, lost: declared(0, 80) };
    expect(codes({ told, presented: locked })).toEqual(
      COUNTS.map((_, i) => ['RECORDING_LOST', ...wholly(i + 1)]),
    );
  });

  test('has to agree with the journal in the manifest', () => {
    const told = { ...made.told, closures: closures('sheet') };
    const other = locked.with(1, { ...locked[1]!, claim: { ...locked[1]!.claim, head: ROOM } });
    expect(codes({ told, presented: other })).toEqual([['SEGMENT_ALTERED', ...wholly(2)]]);
  });
});

test('time without a recording is named, unless a gap explains it', () => {
  const { told, presented } = recording(COUNTS);
  const end = START + 140_000;
  const longer: Told = { ...told, due: new Map([[SESSION, [{ from: START, to: end }]]]) };
  expect(codes({ told: longer, presented })).toEqual([['RECORDING_HOLE', null, at(80), at(140)]]);
  const gaps = [{ session: SESSION, track: 'camera', from: at(80), to: at(140) }] as const;
  expect(codes({ told: { ...longer, gaps }, presented })).toEqual([]);
});

test('a recorder that gave nothing for a while has a hole there', () => {
  const made = recording([20]);
  const { claim, found } = made.presented[0]!;
  const later = claim.pieces.map(([length, made, mono], i): [number, number, number] => [
    length,
    i < 10 ? made : made + 60_000,
    mono,
  ]);
  const to = at(80);
  made.presented[0] = { claim: { ...claim, pieces: later, to }, found };
  const due = new Map([[SESSION, [{ from: START, to: START + 80_000 }]]]);
  expect(codes({ told: { ...made.told, due }, presented: made.presented })).toEqual([
    ['RECORDING_HOLE', null, at(10), at(71)],
  ]);
});

test('what was declared lost is named as that, and nothing that speaks against a recording hides behind it', () => {
  const { told, presented } = recording(COUNTS);
  const lost = declared(0, 140);
  const left = presented.filter(({ claim }) => claim.segment !== 2);
  expect(codes({ told: { ...told, lost }, presented: left })).toEqual([['RECORDING_LOST', ...wholly(2)]]);
  const others = declared(0, 140, 'B'.repeat(43));
  expect(codes({ told: { ...told, lost: others }, presented: left })).toEqual([
    ['SEGMENT_MISSING', ...wholly(2)],
  ]);

  const [one] = presented as [Presented];
  const heads = one.found!.heads!.slice(0, 7);
  const short = { ...one.claim, pieces: one.claim.pieces.slice(0, 7), head: heads.at(-1)! };
  const end = [{ claim: short, found: { ...one.found!, heads } }, ...presented.slice(1)];
  expect(codes({ told: { ...told, lost }, presented: end })).toEqual([['RECORDING_LOST', 1, at(7), at(20)]]);

  const longer = new Map([[SESSION, [{ from: START, to: START + 140_000 }]]]);
  expect(codes({ told: { ...told, due: longer, lost }, presented })).toEqual([
    ['RECORDING_LOST', null, at(80), at(140)],
  ]);

  const altered = { claim: one.claim, found: { ...one.found!, heads: one.found!.heads!.map(() => ROOM) } };
  const torn = { claim: one.claim, found: { bytes: 1150, sha256: digest('cut'), heads: null, opens: false } };
  for (const [shown, code] of [
    [altered, 'SEGMENT_ALTERED'],
    [torn, 'SEGMENT_CUT'],
  ] as const)
    expect(codes({ told: { ...told, lost }, presented: [shown, ...presented.slice(1)] })[0]![0]).toBe(code);
});

test('a declaration hides nothing outside the time that it names', () => {
  const { told, presented } = recording(COUNTS);
  const left = presented.filter(({ claim }) => claim.segment !== 2 && claim.segment !== 4);
  expect(codes({ told: { ...told, lost: declared(20, 40) }, presented: left })).toEqual([
    ['RECORDING_LOST', ...wholly(2)],
    ['SEGMENT_MISSING', ...wholly(4)],
  ]);
  expect(codes({ told: { ...told, lost: declared(25, 80) }, presented: left })).toEqual([
    ['SEGMENT_MISSING', ...wholly(2)],
    ['RECORDING_LOST', ...wholly(4)],
  ]);
});

test('whatever is lacking can be declared, and is then named as lost with the very same time', () => {
  const cases = fc.tuple(
    fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 }),
    fc.array(fc.constantFrom('here', 'missing', 'unbound', 'cut', 'locked'), { minLength: 8, maxLength: 8 }),
    fc.nat(60),
  );
  fc.assert(
    fc.property(cases, ([counts, states, more]) => {
      const made = recording(counts);
      const is = (segment: number, state: string): boolean => states[segment - 1] === state;
      const [stretch] = made.told.due.get(SESSION)!;
      const told: Told = {
        heads: made.told.heads.filter(({ segment }) => !is(segment, 'unbound')),
        gaps: [],
        due: new Map([[SESSION, [{ from: START, to: stretch!.to + more * 1000 }]]]),
      };
      const presented = made.presented
        .filter(({ claim }) => !is(claim.segment, 'missing') && !is(claim.segment, 'unbound'))
        .map((one): Presented => {
          const { claim, found } = one;
          if (is(claim.segment, 'locked')) return { claim, found: { ...found!, heads: null, opens: false } };
          if (!is(claim.segment, 'cut') || claim.pieces.length === 1) return one;
          const heads = found!.heads!.slice(0, -1);
          const short = { ...claim, pieces: claim.pieces.slice(0, -1), head: heads.at(-1)! };
          return { claim: short, found: { ...found!, heads } };
        });
      const before = recordingFaults(told, presented);
      expect(before.map(({ loss }) => loss)).toEqual(before.map(() => 'may'));
      const parts = partsOf(before);
      const lost = new Map([[SESSION, [{ reason: 'lost', declared: { by: ROOM, at: at(0), parts } }]]]);
      const after = recordingFaults({ ...told, lost }, presented);
      expect(after.map(({ refusal, loss }) => [refusal.code, loss])).toEqual(
        before.map(() => ['RECORDING_LOST', 'declared']),
      );
      const times = (faults: typeof before) => faults.map(({ track, from, to }) => [track, from, to]);
      expect(times(after)).toEqual(times(before));
    }),
  );
});
