import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { View } from '../../../../electron/monitor/view.ts';
import { type Place, type Places, viewerPlaces } from '../../../../electron/viewing/places.ts';

const CONNECT = 10_000;
const LIMITS = { connectWithin: CONNECT, unconnected: 3 };

let places: Places;
let closed: number;
beforeEach(() => {
  vi.useFakeTimers();
  closed = 0;
  places = viewerPlaces(5, LIMITS);
});
afterEach(() => vi.useRealTimers());

const viewOf = (): View =>
  ({
    close() {
      closed += 1;
    },
  }) as View;

function take(by: string): Place | null {
  const place = places.take('1', by);
  place?.sit(viewOf());
  return place;
}

test('offers that never connect take few of a token’s places, none of another’s, and give them back', () => {
  for (let i = 0; i < LIMITS.unconnected; i++) expect(take('viewer')).not.toBeNull();
  expect(take('viewer')).toBeNull();
  expect(take('another')).not.toBeNull();
  vi.advanceTimersByTime(CONNECT);
  expect(closed).toBe(LIMITS.unconnected + 1);
  expect(take('viewer')).not.toBeNull();
});

test('who receives keeps the place, and may have as many as there are', () => {
  for (let i = 0; i < 5; i++) take('viewer')!.reached();
  vi.advanceTimersByTime(10 * CONNECT);
  expect(closed).toBe(0);
  expect(places.of('1')).toHaveLength(5);
  expect(take('another')).toBeNull();
  places.of('1')[0]!.leave();
  expect(take('another')).not.toBeNull();
});

test('an offer has its place while it is being answered, and what is answered too late is closed', () => {
  const slow = Array.from({ length: LIMITS.unconnected }, () => places.take('1', 'viewer')!);
  expect(places.take('1', 'viewer')).toBeNull();
  vi.advanceTimersByTime(CONNECT);
  slow[0]!.sit(viewOf());
  expect(closed).toBe(1);
  expect(places.of('1')).toEqual([]);
});
