import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVERYTHING, reachedAt, searched, type TimelineEntry } from '../../shared/recording/timeline.ts';
import { rounds } from '../rounds.ts';

const runs = { numRuns: rounds(200, 10_000) };
const people = ['E1', 'E2', 'S1'];
const bids = ['B1', 'B2'];
const types = ['score', 'review', 'alarm', 'intervene', 'deal'] as const;
const KINDS = {
  score: 'scoring',
  review: 'review',
  alarm: 'alarm',
  intervene: 'intervention',
  deal: 'system',
} as const;

const timelines: fc.Arbitrary<TimelineEntry[]> = fc
  .array(
    fc.record({
      at: fc.integer({ min: 0, max: 50 }),
      type: fc.constantFrom(...types),
      people: fc.subarray(people),
      bid: fc.option(fc.constantFrom(...bids)),
    }),
    { maxLength: 40 },
  )
  .map((entries) =>
    entries
      .sort((a, b) => a.at - b.at)
      .map((one, i) => ({
        ...one,
        seq: i + 1,
        kind: KINDS[one.type],
        zh: '',
        en: '',
        effective: true,
        system: one.type === 'deal',
      })),
  );

const searches = fc.record({
  person: fc.option(fc.constantFrom(...people)),
  bid: fc.option(fc.constantFrom(...bids)),
  type: fc.option(fc.constantFrom(...types)),
  alarms: fc.boolean(),
  system: fc.boolean(),
});

test('a search finds exactly what is like all that was asked for, in the order of the day', () => {
  fc.assert(
    fc.property(timelines, searches, (entries, search) => {
      const found = new Set(searched(entries, search).map(({ seq }) => seq));
      for (const { seq, people: who, bid, type } of entries) {
        const wanted =
          (search.person === null || who.includes(search.person)) &&
          (search.bid === null || bid === search.bid) &&
          (search.type === null || type === search.type) &&
          (!search.alarms || type === 'alarm' || type === 'intervene') &&
          (search.system || search.type === 'deal' || type !== 'deal');
        expect(found.has(seq)).toBe(wanted);
      }
      expect(searched(entries, EVERYTHING)).toEqual(entries);
    }),
    runs,
  );
});

test('a running picture has reached the last entry that is not after it', () => {
  fc.assert(
    fc.property(timelines, fc.integer({ min: -5, max: 60 }), (entries, at) => {
      expect(reachedAt(entries, at)).toBe(entries.findLast((one) => one.at <= at) ?? null);
    }),
    runs,
  );
});
