import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { stationMemory } from '../../../../renderer/seat/stationMemory.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A station that can be dead, and before which one person or another sits. */
function station() {
  const at = { up: true, who: 'E1' };
  const kept = new Map<string, string>();
  const unkept = new Set<string>();
  const memory = stationMemory({
    async keep(key, value) {
      if (at.up) kept.set(key, value);
      return at.up;
    },
    kept: async () => kept,
    who: () => at.who,
    unkept: (key, is) => void (is ? unkept.add(key) : unkept.delete(key)),
  });
  return { at, kept, unkept, memory };
}

it('writes where somebody is when it has settled, once', async () => {
  const { kept, memory } = station();
  for (const page of ['1', '2', '3']) {
    memory.remember('page', page);
    await vi.advanceTimersByTimeAsync(300);
  }
  expect(kept.size).toBe(0);
  await vi.advanceTimersByTimeAsync(400);
  expect([...kept]).toEqual([['page', '3']]);
});

it('writes what is typed also where nobody pauses', async () => {
  const { kept, memory } = station();
  for (const text of ['无', '无保', '无保证', '无保证金']) {
    memory.rememberTyped('draft', text);
    await vi.advanceTimersByTimeAsync(150);
  }
  expect(kept.get('draft')).toBe('无保证');
  await vi.advanceTimersByTimeAsync(400);
  expect(kept.get('draft')).toBe('无保证金');
});

it('tells a station that comes back what it could not be told, before it is asked what it has', async () => {
  const { at, memory } = station();
  memory.rememberTyped('draft', '无');
  at.up = false;
  await vi.advanceTimersByTimeAsync(400);
  memory.rememberTyped('other', '有');
  at.up = true;
  expect([...(await memory.remembered())]).toEqual([
    ['other', '有'],
    ['draft', '无'],
  ]);
});

it('says what is typed and not kept yet, and no more once it is kept', async () => {
  const { at, unkept, memory } = station();
  memory.rememberTyped('draft', '无');
  memory.remember('page', '3');
  expect([...unkept]).toEqual(['draft']);
  await vi.advanceTimersByTimeAsync(400);
  expect([...unkept]).toEqual([]);
  at.up = false;
  memory.rememberTyped('draft', '无保');
  await vi.advanceTimersByTimeAsync(400);
  expect([...unkept]).toEqual(['draft']);
  at.up = true;
  await memory.remembered();
  expect([...unkept]).toEqual([]);
  memory.rememberTyped('draft', '');
  expect([...unkept]).toEqual([]);
});

it('tells nobody’s text to a station at which somebody else sits', async () => {
  const { at, kept, unkept, memory } = station();
  memory.rememberTyped('draft', '无');
  at.up = false;
  await vi.advanceTimersByTimeAsync(400);
  Object.assign(at, { up: true, who: 'E2' });
  await memory.remembered();
  expect(kept.size).toBe(0);
  expect([...unkept]).toEqual([]);
});
