/** What of a recording was declared lost: named as that, and no more than that. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Presented, recordingFaults, type Told } from '../../../../shared/recording/coverage.ts';
import { partsOf } from '../../../../shared/recording/loss.ts';
import { at, COUNTS, codes, declared, digest, ROOM, recording, SESSION, START, wholly } from './made.ts';

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
