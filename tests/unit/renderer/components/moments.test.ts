import fc from 'fast-check';
import { expect, it } from 'vitest';
import { instantOf, wallTime } from '../../../../renderer/components/moments.ts';
import { instant } from '../../../../shared/journal/fields.ts';

/** Milliseconds of years 1970 to 2100. */
const moment = fc.integer({ min: 0, max: 4_102_444_800_000 });

it('a moment is written as the journal takes it, and read back as the same one', () => {
  fc.assert(
    fc.property(moment, (now) => {
      expect(instant.safeParse(instantOf(now)).success).toBe(true);
      expect(Date.parse(instantOf(now))).toBe(now);
    }),
  );
});

it('the clock on the wall shows the time of day that the written moment has', () => {
  fc.assert(
    fc.property(moment, (now) => {
      expect(wallTime(now, true)).toBe(instantOf(now).slice(11, 19));
      expect(wallTime(now)).toBe(instantOf(now).slice(11, 16));
    }),
  );
});
