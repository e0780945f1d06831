/** Whoever scores a bid can read what its bidder was asked and answered, and nothing of another bid's. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, expect, it, vi } from 'vitest';
import * as day from '../../../../../electron/rehearsal/day.ts';
import { does } from '../../../../../electron/rehearsal/people.ts';
import '../../../../../renderer/texts/index.ts';
import { goTo, playTo, seatOf } from '../../../../simulator/room.ts';

// Here is no window that hears keys, and no shell behind it.
vi.stubGlobal('addEventListener', () => undefined);
vi.stubGlobal('window', { sealroom: { listen: () => () => undefined, post: () => undefined } });
afterAll(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});
const { seatStore } = await import('../../../../../renderer/seat/seat.ts');
const { Clarified } = await import('../../../../../renderer/seat/work/Clarified.tsx');

it('stands beside the sheet in scoring, with who signed it', async () => {
  const { room } = await playTo('clarification', 'clarified');
  const { world, supervisor } = room;
  const chair = seatOf(room, day.state(room).chair!.member);
  // A window that is drawn without a screen shows what its store began with.
  const begun = seatStore.getInitialState();
  vi.spyOn(seatStore, 'getInitialState').mockImplementation(() => ({ ...begun, room: day.state(room) }));
  const shown = (bid: string): string =>
    renderToStaticMarkup(createElement(Clarified, { bid })).replace(/<[^>]*>/gu, ' ');

  expect(shown('B1')).toBe('');
  const question = does(world, chair, 'question', { bid: 'B1', text: '工期自何日起算？' });
  expect(shown('B1')).toMatch(/（1 项）.*工期自何日起算？.*尚未答复/u);
  does(world, supervisor, 'answer', { question, text: '自开工令之日起算。', signedBy: '李某' });
  await goTo(room, 'scoring');
  expect(shown('B1')).toMatch(/工期自何日起算？.*自开工令之日起算。.*李某/u);
  expect(shown('B1')).not.toContain('尚未答复');
  expect(shown('B2')).toBe('');
});
