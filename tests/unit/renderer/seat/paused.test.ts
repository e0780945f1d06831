/** A pause is told with the room's time at which it began. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, expect, it, vi } from 'vitest';
import * as day from '../../../../electron/rehearsal/day.ts';
import { does } from '../../../../electron/rehearsal/people.ts';
import '../../../../renderer/texts/index.ts';
import { playTo } from '../../../simulator/room.ts';

// Here is no window that hears keys, and no shell behind it.
vi.stubGlobal('addEventListener', () => undefined);
vi.stubGlobal('window', { sealroom: { listen: () => () => undefined, post: () => undefined } });
afterAll(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});
const { seatStore } = await import('../../../../renderer/seat/seat.ts');
const { usePausedText } = await import('../../../../renderer/seat/paused.ts');

it('since when and why, and nothing once it goes on', async () => {
  const { room, entries } = await playTo('review', 'paused');
  const { world, supervisor } = room;
  // A window that is drawn without a screen shows what its store began with.
  const begun = seatStore.getInitialState();
  vi.spyOn(seatStore, 'getInitialState').mockImplementation(() => ({ ...begun, room: day.state(room) }));
  const Shown = () => usePausedText();
  const shown = (): string => renderToStaticMarkup(createElement(Shown));
  does(world, supervisor, 'pause', { reason: '早餐', present: [] });
  does(world, supervisor, 'resume', { present: [] });
  expect(shown()).toBe('');
  does(world, supervisor, 'pause', { reason: '午休', present: [] });
  expect(shown()).toBe(`评标已暂停（${entries.at(-1)!.at.slice(11, 19)} 起）：午休`);
});
