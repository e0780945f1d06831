/** The list of keys is true: it shows what somebody on the screen hears, in its own order, and nothing that nobody hears any more. */
import { expect, it } from 'vitest';
import { heardNow, KEYS, tellHeard } from '../../../../renderer/seat/heardKeys.ts';

it('holds what is heard by anybody on the screen, once, and no longer than it is heard', () => {
  expect(heardNow()).toEqual([]);
  const frame = tellHeard(['manual', 'keys']);
  const sheet = tellHeard(['move', 'place', 'enter']);
  const documents = tellHeard(['search']);
  const beside = tellHeard(['search']);
  expect(heardNow()).toEqual(['enter', 'move', 'place', 'search', 'keys', 'manual']);
  documents();
  expect(heardNow()).toContain('search');
  sheet();
  beside();
  expect(heardNow()).toEqual(['keys', 'manual']);
  frame();
  expect(heardNow()).toEqual([]);
});

it('has a key for each name, and each name once', () => {
  const names = KEYS.map(([, name]) => name);
  expect(new Set(names).size).toBe(names.length);
  const all = tellHeard(names);
  expect(heardNow()).toEqual(names);
  all();
});
