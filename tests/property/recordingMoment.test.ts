import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SILENCE } from '../../shared/recording/coverage.ts';
import { momentAt, offsetAt, type SegmentTimes, segmentAt } from '../../shared/recording/moment.ts';
import { presenceAt } from '../../shared/recording/presence.ts';
import { rounds } from '../rounds.ts';

const START = Date.parse('2026-05-18T01:00:00.000Z');
const runs = { numRuns: rounds(300, 20_000) };

/** Pieces that come when they come: late, early, with the wall clock set on or back a little. */
const segments: fc.Arbitrary<SegmentTimes> = fc
  .array(fc.record({ passes: fc.integer({ min: 1, max: 4000 }), set: fc.integer({ min: 0, max: 300 }) }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((steps) => {
    let [at, mono] = [START, 7_000_000];
    const pieces = steps.map(({ passes, set }): [number, number] => {
      at += passes + set;
      mono += passes * 1000;
      return [at, mono];
    });
    return { from: new Date(START).toISOString(), pieces };
  });

test('a segment’s own time never runs back as the moment goes on, and never beyond its monotonic clock', () => {
  fc.assert(
    fc.property(
      segments,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }),
      (segment, parts) => {
        const end = segment.pieces.at(-1)![0];
        const offsets = parts
          .sort((a, b) => a - b)
          .flatMap((part) => offsetAt(segment, START + part * (end - START)) ?? []);
        expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
        const whole =
          segment.pieces[0]![0] - START + (segment.pieces.at(-1)![1] - segment.pieces[0]![1]) / 1000;
        for (const offset of offsets) expect(offset).toBeLessThanOrEqual(whole + 1e-6);
      },
    ),
    runs,
  );
});

test('the moment of a piece is where its monotonic time says, however late the pieces before it came', () => {
  fc.assert(
    fc.property(segments, (segment) => {
      const [first] = segment.pieces;
      for (const [at, mono] of segment.pieces)
        expect(offsetAt(segment, at)).toBeCloseTo(first![0] - START + (mono - first![1]) / 1000, 6);
    }),
    runs,
  );
});

test('from a moment to the offset and back is the same moment, wherever time passed in the recording', () => {
  fc.assert(
    fc.property(segments, fc.double({ min: 0, max: 1, noNaN: true }), (segment, part) => {
      const at = START + part * (segment.pieces.at(-1)![0] - START);
      const offset = offsetAt(segment, at);
      if (offset !== null) expect(momentAt(segment, offset)).toBeCloseTo(at, 3);
    }),
    runs,
  );
});

test('nothing is shown of a time in which no piece came, nor before the start, nor behind the end', () => {
  const segment = {
    from: new Date(START).toISOString(),
    pieces: [
      [START + 1000, 1_000_000],
      [START + 1000 + SILENCE + 500, 6_500_000],
    ],
  } satisfies SegmentTimes;
  expect(offsetAt(segment, START - 1)).toBeNull();
  expect(offsetAt(segment, START + 500)).toBe(500);
  expect(offsetAt(segment, START + 3000)).toBeNull();
  expect(offsetAt(segment, START + 60_000)).toBeNull();
});

const listed = fc.array(
  fc.record({ after: fc.integer({ min: -1000, max: 5000 }), lasts: fc.integer({ min: 2000, max: 20_000 }) }),
  { minLength: 1, maxLength: 12 },
);

test('at each moment there is a segment that covers it, or a word about why there is none', () => {
  fc.assert(
    fc.property(listed, fc.integer({ min: -2000, max: 250_000 }), (steps, moment) => {
      let end = START;
      const made = steps.map(({ after, lasts }, i) => {
        const from = Math.max(START, end + after);
        end = from + lasts;
        return { segment: i + 1, covered: [{ from, to: end }] };
      });
      const at = START + moment;
      const due = [{ from: START, to: end }];
      const presence = presenceAt({ segments: made, gaps: [], due }, at);
      const covering = made.filter(({ covered: [one] }) => one!.from <= at && at <= one!.to);
      if (covering.length > 0) {
        expect(presence).toEqual({ kind: 'recorded', segment: covering[0] });
        expect(segmentAt(made, at)).toBe(covering[0]);
      } else expect(presence.kind).toBe(at >= START && at <= end ? 'hole' : 'not-due');
    }),
    runs,
  );
});

test('a gap that the journal tells is told with its reason; a recording in it comes first', () => {
  const gap = {
    session: 's',
    track: 'camera' as const,
    from: new Date(START).toISOString(),
    to: new Date(START + 10_000).toISOString(),
    reason: 'camera-lost',
  };
  const segments_ = [{ segment: 1, covered: [{ from: START + 4000, to: START + 6000 }] }];
  const track = { segments: segments_, gaps: [gap], due: [{ from: START, to: START + 20_000 }] };
  expect(presenceAt(track, START + 1000)).toEqual({ kind: 'gap', gap });
  expect(presenceAt(track, START + 5000).kind).toBe('recorded');
  expect(presenceAt(track, START + 15_000).kind).toBe('hole');
});
