import { expect, it } from 'vitest';
import { coverOf, faceOf, type Shown } from '../../../../../renderer/seat/lock/seatFace.ts';

const seat = (status: Partial<Shown['status']>, more: Partial<Omit<Shown, 'status'>> = {}): Shown => ({
  status: { stage: 'seated', pin: true, person: { who: 'E1', name: '张某某' }, session: 's', ...status },
  locked: false,
  begun: null,
  ...more,
});

it('nobody works without a PIN; it is asked for from the slip on, admitted or not', () => {
  for (const stage of ['signing-in', 'admission', 'seated'] as const)
    expect(faceOf(seat({ stage, pin: false }))).toBe('pin');
  for (const stage of ['signing-in', 'admission'] as const) expect(faceOf(seat({ stage }))).toBe('entry');
  expect(faceOf(seat({}))).toBe('work');
  for (const stage of ['connecting', 'slip', 'moved', 'finished', 'stopped'] as const)
    expect(faceOf(seat({ stage, pin: false, person: null }))).toBe('entry');
});

it('what was begun in this session stays below the cover that asks for a new PIN', () => {
  const lost = seat({ pin: false }, { begun: 's' });
  expect(faceOf(lost)).toBe('work');
  expect(coverOf(lost, false, false)).toBe('new');
  expect(faceOf(seat({ pin: false }, { begun: 'another' }))).toBe('pin');
});

it('a locked seat without a PIN is opened with the slip, never by setting one', () => {
  const locked = seat({ pin: false }, { locked: true });
  expect(faceOf(locked)).toBe('work');
  expect(coverOf(locked, false, false)).toBe('slip');
  expect(coverOf(locked, true, false)).toBe('new');
});

it('a locked seat asks for its PIN, or the slip; after the slip for a new PIN, though the status is a moment old', () => {
  const locked = seat({}, { locked: true });
  expect(coverOf(locked, false, false)).toBe('pin');
  expect(coverOf(locked, false, true)).toBe('slip');
  expect(coverOf(locked, true, true)).toBe('new');
  expect(coverOf(seat({}), false, false)).toBe(null);
});

it('once the room is closed no new PIN is asked for', () => {
  const closed = seat({ stage: 'closed', pin: false });
  expect(faceOf(closed)).toBe('work');
  expect(coverOf(closed, false, false)).toBe(null);
  expect(coverOf({ ...closed, locked: true }, true, true)).toBe(null);
});
