import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Order, TrackEvent } from '../../renderer/seat/recording/trackState.ts';
import { rounds } from '../rounds.ts';
import { run } from '../unit/renderer/seat/recording/trackRun.ts';

it('whatever happens, in whatever order: what runs has a segment, what ends is closed once, and while it is wanted it runs again', () => {
  const kinds = ['camera-lost', 'microphone-lost'] as const;
  const happening = fc.oneof(
    { weight: 6, arbitrary: fc.constant('second' as const) },
    fc.constantFrom(
      'lost',
      'silent',
      'refused',
      'failed',
      'stopped',
      'full',
      'off',
      'none',
      'partly',
      'sleep',
    ),
  );
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), (story) => {
      const track = run();
      /** What the world owes the track: answers to its orders, which come a second later. */
      let owed: TrackEvent[] = [];
      const started = new Set<number>();
      const closed = new Set<number>();
      let full = false;
      const take = (orders: readonly Order[]): void => {
        for (const order of orders) {
          if (order.do === 'acquire') owed.push({ on: 'acquired', missing: [], text: '' });
          if (order.do === 'open')
            owed.push({ on: 'opened', recorder: order.recorder, segment: order.recorder });
          if (order.do === 'start') {
            expect(started.has(order.recorder)).toBe(false);
            started.add(order.recorder);
          }
          if (order.do === 'stop') owed.push({ on: 'stopped', recorder: order.recorder });
          if (order.do === 'close') {
            expect(closed.has(order.recorder)).toBe(false);
            closed.add(order.recorder);
          }
        }
      };
      const does = (event: TrackEvent): void => take(track.does(event));
      const second = (data = true): void => {
        track.pass(1000);
        const now = owed;
        owed = [];
        for (const event of now) does(event);
        for (const one of track.state.recorders)
          if (data && one.state !== 'opening') does({ on: 'data', recorder: one.id });
        does({ on: 'tick' });
      };
      does({ on: 'wanted', wanted: true, length: 10_000 });
      for (const what of story) {
        const newest = track.state.recorders.at(-1)?.id ?? 0;
        if (what === 'second') second();
        if (what === 'silent') for (let i = 0; i < 17; i++) second(false);
        if (what === 'lost') does({ on: 'lost', kind: kinds[newest % 2]!, text: '' });
        if (what === 'refused' || what === 'failed' || what === 'stopped')
          does({ on: what, recorder: newest, text: '' });
        if (what === 'full') full = true;
        if (what === 'full') does({ on: 'full', text: '' });
        if (what === 'off') {
          does({ on: 'wanted', wanted: false, length: 10_000 });
          second();
          expect(track.state.recorders.filter((one) => one.state === 'running')).toEqual([]);
          does({ on: 'wanted', wanted: true, length: 10_000 });
        }
        if (what === 'none' && owed.some(({ on }) => on === 'acquired')) {
          owed = owed.filter(({ on }) => on !== 'acquired');
          does({ on: 'unavailable', kind: 'camera-lost', text: '' });
        }
        if (what === 'partly')
          owed = owed.map((one) => (one.on === 'acquired' ? { ...one, missing: ['microphone-lost'] } : one));
        if (what === 'sleep') track.pass(1000, 60_000);
        for (const one of track.state.recorders) expect(one.segment === null).toBe(one.state === 'opening');
        expect(track.state.recorders.filter((one) => one.state === 'running').length).toBeLessThanOrEqual(2);
      }
      if (full) does({ on: 'drained' });
      for (let i = 0; i < 60; i++) second();
      expect(track.state.recorders.some((one) => one.state === 'running' && one.data !== null)).toBe(true);
      const open = new Set(track.state.recorders.map(({ id }) => id));
      for (const id of started) expect(open.has(id) || closed.has(id)).toBe(true);
    }),
    { numRuns: rounds(100, 5000) },
  );
});
