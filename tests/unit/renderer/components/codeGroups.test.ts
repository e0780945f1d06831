import { expect, test } from 'vitest';
import { groupsOf } from '../../../../renderer/components/codeGroups.ts';

const CODE = '0123456789abcdef0123';

test('a code that is shown in part says so, and has the whole beside it', () => {
  const all = '0123 4567 89AB CDEF 0123';
  expect(groupsOf(CODE, 4)).toEqual({ shown: '0123 4567 89AB CDEF …', all, cut: true });
  expect(groupsOf(CODE, 5)).toEqual({ shown: all, all, cut: false });
  expect(groupsOf(CODE)).toEqual({ shown: all, all, cut: false });
});
