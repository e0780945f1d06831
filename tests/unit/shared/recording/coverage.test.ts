import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Closure } from '../../../../shared/recording/closedScreens.ts';
import { type Presented, recordingFaults, type Told } from '../../../../shared/recording/coverage.ts';
import { segmentName } from '../../../../shared/recording/track.ts';
import { at, COUNTS, codes, declared, digest, ROOM, recording, SESSION, START, wholly } from './made.ts';

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
