import { describe, expect, it } from 'vitest';
import { localDay, localTime } from '../../../../shared/report/localTime.ts';

describe('times in the report', () => {
  it('stand in the offset of the place, whatever the journal’s clock wrote', () => {
    expect(localTime('2026-05-17T17:30:05.123Z', '2026-05-18T09:30:00+08:00')).toBe('2026-05-18 01:30:05');
    expect(localDay('2026-05-17T17:30:05Z', '2026-05-18T09:30:00+08:00')).toBe('2026年5月18日');
    expect(localTime('2026-05-18T01:00:00+08:00', '2026-05-18T09:30:00-03:30')).toBe('2026-05-17 13:30:00');
  });
});
