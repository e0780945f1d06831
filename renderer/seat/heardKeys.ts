/** Which keys the present screen hears, told by whoever hears them: the list of keys shows those and no others. */
import { useEffect } from 'react';

/** In the order in which they are listed. */
export const KEYS = [
  ['Enter', 'enter'],
  ['↑ ↓', 'move'],
  ['Ctrl + ← →', 'beside'],
  ['F8', 'sameItem'],
  ['F9', 'place'],
  ['Ctrl + Enter', 'failNow'],
  ['Esc', 'layAside'],
  ['Esc', 'restore'],
  ['Delete, Enter', 'clear'],
  ['Ctrl + Z', 'undo'],
  ['F2', 'matrix'],
  ['F6', 'panes'],
  ['Ctrl + F', 'search'],
  ['?', 'keys'],
  ['F1', 'manual'],
] as const;

export type KeyName = (typeof KEYS)[number][1];

const hearing = new Map<symbol, readonly KeyName[]>();

/** From now on until what is returned is called, somebody hears these. */
export function tellHeard(names: readonly KeyName[]): () => void {
  const hearer = Symbol('hearer');
  hearing.set(hearer, names);
  return () => void hearing.delete(hearer);
}

export function heardNow(): KeyName[] {
  const heard = new Set([...hearing.values()].flat());
  return KEYS.map(([, name]) => name).filter((name) => heard.has(name));
}

/** Tells what the screen hears for as long as it stands. */
export function useHeard(...names: readonly KeyName[]): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list each time, mostly of the same names
  useEffect(() => tellHeard(names), [names.join(' ')]);
}

/** Fields in which every character is text. A score's field is none: no score has a question mark. */
const TEXT = 'textarea, [contenteditable], input:not([data-cell], [type=radio], [type=checkbox])';

export const typesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches(TEXT);

/** Ctrl+Z over the sheet. In a remark it is the field's own, in a dialogue nobody's, and with Shift other programs mean the opposite. */
export const asksUndo = ({ key, ctrlKey, shiftKey, target }: KeyboardEvent): boolean =>
  key.toLowerCase() === 'z' &&
  ctrlKey &&
  !shiftKey &&
  !typesText(target) &&
  !(target instanceof Element && target.closest('[role="dialog"]') !== null);
