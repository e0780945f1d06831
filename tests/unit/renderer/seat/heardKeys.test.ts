/** The list of keys is true: it shows what somebody on the screen hears, in its own order, and nothing that nobody hears any more. */
import { expect, it, vi } from 'vitest';
import { asksUndo, heardNow, KEYS, tellHeard } from '../../../../renderer/seat/heardKeys.ts';

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

it('takes Ctrl+Z for the sheet from the sheet alone, and never what means the opposite', () => {
  class Part {
    readonly text: boolean;
    readonly inDialogue: boolean;
    constructor(text = false, inDialogue = false) {
      this.text = text;
      this.inDialogue = inDialogue;
    }
    matches = (): boolean => this.text;
    closest = (): Part | null => (this.inDialogue ? this : null);
  }
  vi.stubGlobal('HTMLElement', Part);
  vi.stubGlobal('Element', Part);
  const pressed = (target: Part, more = {}): boolean =>
    asksUndo({ key: 'z', ctrlKey: true, shiftKey: false, target, ...more } as unknown as KeyboardEvent);
  expect(pressed(new Part())).toBe(true);
  expect(pressed(new Part(), { key: 'Z' })).toBe(true);
  expect(pressed(new Part(), { key: 'Z', shiftKey: true })).toBe(false);
  expect(pressed(new Part(), { ctrlKey: false })).toBe(false);
  expect(pressed(new Part(true))).toBe(false);
  expect(pressed(new Part(false, true))).toBe(false);
  vi.unstubAllGlobals();
});
