/** Who sat at a closed seat is told why: he goes on elsewhere, or a reserve has taken his place. Everybody is told why the evaluation has gone back. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, expect, it, vi } from 'vitest';
import * as day from '../../../../electron/rehearsal/day.ts';
import { does } from '../../../../electron/rehearsal/people.ts';
import type { Seat } from '../../../../renderer/seat/seat.ts';
import '../../../../renderer/texts/index.ts';
import { termsIn } from '../../../../shared/record/words.ts';
import { goTo, playTo, seatOf } from '../../../simulator/room.ts';

// Here is no window that hears keys, and no shell behind it.
vi.stubGlobal('addEventListener', () => undefined);
vi.stubGlobal('window', { sealroom: { listen: () => () => undefined, post: () => undefined } });
afterAll(() => vi.unstubAllGlobals());
const { Departed } = await import('../../../../renderer/seat/Departed.tsx');
const { WentBack } = await import('../../../../renderer/seat/WentBack.tsx');
const { SeatContext } = await import('../../../../renderer/seat/seat.ts');

const departed = (room: day.Room, who: string): string =>
  renderToStaticMarkup(createElement(Departed, { room: day.state(room), who }));

function noted(room: day.Room, me: string): string {
  const state = day.state(room);
  const { data } = state.pkg;
  const terms = termsIn('zh', data.project.regime);
  const value = { me, data, terms, room: state, revision: 1 } as unknown as Seat;
  return renderToStaticMarkup(createElement(SeatContext, { value }, createElement(WentBack)));
}

const nameOf = (room: day.Room, who: string): string =>
  day.state(room).pkg.data.committee.find(({ expert }) => expert === who)!.name;

it('who moved reads at which seat he goes on', async () => {
  const { room } = await playTo('review', 'departed');
  const html = departed(room, 'E2');
  expect(html).toContain('您已在 2 号席位继续评审');
  expect(html).toContain('已提交的内容全部保留');
});

it('who was replaced reads by whom, and that what he judged is void; the others why the review is done once more', async () => {
  const { room } = await playTo('scoring', 'departed for good');
  expect(noted(room, 'E1')).toBe('');
  const recusal = does(room.world, seatOf(room, 'E5'), 'recuse', { ground: 'tie', reason: '有利害关系' });
  const ground = { kind: 'recusal' as const, act: recusal };
  does(room.world, room.supervisor, 'substitute', { out: 'E5', in: 'R1', ground });
  expect(day.state(room).phase).toBe('review');
  const html = departed(room, 'E5');
  expect(html).toContain('您已退出本次评标');
  expect(html).toContain(`由 ${nameOf(room, 'R1')} 接替`);
  expect(html).toContain('评审结论无效');
  expect(html).not.toContain('继续评审');
  const note = noted(room, 'E1');
  expect(note).toContain(`${nameOf(room, 'R1')} 已接替 ${nameOf(room, 'E5')}，评审退回“初步评审”`);
  expect(noted(room, 'R1')).toBe('');
});

it('a request of the chair that was witnessed is given with its reason, until the evaluation is where it was', async () => {
  const { room } = await playTo('scoring', 'gone back');
  const request = does(room.world, seatOf(room, day.state(room).chair!.member), 'back', {
    to: 'clarification',
    reason: '补充澄清工期',
  });
  does(room.world, room.supervisor, 'witness', { act: request });
  expect(noted(room, 'E2')).toContain('评审已退回“澄清”，理由：补充澄清工期');
  await goTo(room, 'scoring');
  expect(noted(room, 'E2')).toBe('');
});

it('of two returns, one within the other, that one is told which the evaluation has not yet come past', async () => {
  const { room } = await playTo('scoring', 'gone back twice');
  const backTo = (to: 'review' | 'clarification', reason: string): void => {
    const request = does(room.world, seatOf(room, day.state(room).chair!.member), 'back', { to, reason });
    does(room.world, room.supervisor, 'witness', { act: request });
  };
  backTo('clarification', '补充澄清工期。');
  expect(noted(room, 'E2')).toContain('评审已退回“澄清”，理由：补充澄清工期。原有内容');
  backTo('review', '复核资格');
  expect(noted(room, 'E2')).toContain('评审已退回“初步评审”，理由：复核资格。原有内容');
  await goTo(room, 'clarification');
  expect(noted(room, 'E2')).toContain('评审已退回“澄清”，理由：补充澄清工期。原有内容');
  await goTo(room, 'scoring');
  expect(noted(room, 'E2')).toBe('');
});
