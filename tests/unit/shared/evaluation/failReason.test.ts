import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  failLacks,
  NOTHING_IN_BID,
  readFailReason,
  writeFailReason,
} from '../../../../shared/evaluation/failReason.ts';

const language = fc.constantFrom('zh' as const, 'en' as const);

it('a fail needs a reason, and a place or that the bid has nothing on this', () => {
  expect(failLacks({ reason: ' ', nothing: true }, true)).toBe('reason');
  expect(failLacks({ reason: '未盖章', nothing: false }, false)).toBe('place');
  expect(failLacks({ reason: '未盖章', nothing: false }, true)).toBeNull();
  expect(failLacks({ reason: '未盖章', nothing: true }, false)).toBeNull();
});

it('that the bid has nothing on this stands before the reason, and is read again in whatever language it was written', () => {
  expect(writeFailReason({ reason: '缺保证金', nothing: true }, 'zh')).toBe(
    '投标文件中没有相应内容。缺保证金',
  );
  fc.assert(
    fc.property(fc.string(), fc.boolean(), language, (reason, nothing, written) => {
      const text = writeFailReason({ reason, nothing }, written);
      expect(text.startsWith(NOTHING_IN_BID[written])).toBe(nothing);
      expect(readFailReason(text)).toEqual({ reason, nothing });
    }),
  );
});
