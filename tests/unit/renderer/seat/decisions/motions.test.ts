/** A vote leans to neither side. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, expect, it, vi } from 'vitest';
import * as day from '../../../../../electron/rehearsal/day.ts';
import { does } from '../../../../../electron/rehearsal/people.ts';
import type { Seat } from '../../../../../renderer/seat/seat.ts';
import '../../../../../renderer/texts/index.ts';
import { termsIn } from '../../../../../shared/record/words.ts';
import { playTo, seatOf } from '../../../../simulator/room.ts';

// Here is no window that hears keys, and no shell behind it.
vi.stubGlobal('addEventListener', () => undefined);
vi.stubGlobal('window', { sealroom: { listen: () => () => undefined, post: () => undefined } });
afterAll(() => vi.unstubAllGlobals());
const { Motions } = await import('../../../../../renderer/seat/decisions/Motions.tsx');
const { SeatContext, SittingContext } = await import('../../../../../renderer/seat/seat.ts');

it('for and against look alike', async () => {
  const { room } = await playTo('review', 'motions');
  does(room.world, seatOf(room, 'E1'), 'move', { motion: { kind: 'stop', reason: '招标文件存在重大缺陷' } });
  const state = day.state(room);
  const { data } = state.pkg;
  const terms = termsIn('zh', data.project.regime);
  const sitting = { client: {} as Seat['client'], me: 'E2', data, terms };
  const value: Seat = { ...sitting, status: { session: null } as Seat['status'], room: state, revision: 1 };
  const html = renderToStaticMarkup(
    createElement(
      SittingContext,
      { value: sitting },
      createElement(SeatContext, { value }, createElement(Motions)),
    ),
  );
  const buttons = [...html.matchAll(/<button([^>]*)>(.*?)<\/button>/gu)].map(([, attributes, inner]) => ({
    attributes,
    name: inner!.replace(/<[^>]*>|\s/gu, ''),
  }));
  expect(buttons.map(({ name }) => name)).toEqual(['同意', '不同意']);
  expect(buttons[0]!.attributes!.replace(' ant-btn-two-chinese-chars', '')).toBe(buttons[1]!.attributes);
});
