/** Nobody takes a member's place by oversight: the supervisor chooses whom. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, expect, it, vi } from 'vitest';
import * as day from '../../../../electron/rehearsal/day.ts';
import { does } from '../../../../electron/rehearsal/people.ts';
import { nextStep } from '../../../../renderer/room/nextStep.ts';
import type { Supervised } from '../../../../renderer/room/supervise.ts';
import '../../../../renderer/texts/index.ts';
import { termsIn } from '../../../../shared/record/words.ts';
import { playTo, seatOf } from '../../../simulator/room.ts';

// Here is no window that hears keys, and no shell behind it.
vi.stubGlobal('addEventListener', () => undefined);
vi.stubGlobal('window', { sealroom: { listen: () => () => undefined, post: () => undefined } });
afterAll(() => vi.unstubAllGlobals());
const { NextStepCard } = await import('../../../../renderer/room/NextStepCard.tsx');
const { RoomContext } = await import('../../../../renderer/room/supervise.ts');

it('no reserve is chosen before', async () => {
  const { room } = await playTo('review', 'substituting');
  does(room.world, seatOf(room, 'E5'), 'recuse', { ground: 'tie', reason: '有利害关系' });
  const state = day.state(room);
  const { data } = state.pkg;
  expect(data.project.reserves.length).toBeGreaterThan(0);
  const status = {
    seats: [],
    stage: 'open',
    session: null,
    clock: { seats: [] },
  } as unknown as Supervised['status'];
  const terms = termsIn('zh', data.project.regime);
  const client = {} as Supervised['client'];
  const value: Supervised = { client, status, room: state, revision: 1, data, terms };
  const card = createElement(NextStepCard, { step: nextStep(state), onClosing: () => undefined });
  const html = renderToStaticMarkup(createElement(RoomContext, { value }, card));
  expect(html).toContain('请选择备选专家');
  const [button] = html.match(/<button[^>]*>(?:<[^>]*>)*接替/u)!;
  expect(button).toContain('disabled=""');
});
