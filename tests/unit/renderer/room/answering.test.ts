/** A bidder's answer is entered whatever else is due, as long as the room takes it; and a question that nobody can answer any more holds nothing up. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, expect, it, vi } from 'vitest';
import * as day from '../../../../electron/rehearsal/day.ts';
import { does } from '../../../../electron/rehearsal/people.ts';
import { nextStep } from '../../../../renderer/room/nextStep.ts';
import type { Supervised } from '../../../../renderer/room/supervise.ts';
import '../../../../renderer/texts/index.ts';
import { termsIn } from '../../../../shared/record/words.ts';
import { type Play, playTo, seatOf } from '../../../simulator/room.ts';

// Here is no window that hears keys, and no shell behind it.
vi.stubGlobal('addEventListener', () => undefined);
vi.stubGlobal('window', { sealroom: { listen: () => () => undefined, post: () => undefined } });
afterAll(() => vi.unstubAllGlobals());
const { Overview } = await import('../../../../renderer/room/Overview.tsx');
const { RoomContext } = await import('../../../../renderer/room/supervise.ts');

const QUESTION = '请说明第 3 页所列工期';
const chairOf = ({ room }: Play) => seatOf(room, day.state(room).chair!.member);
const ask = (play: Play): string =>
  does(play.room.world, chairOf(play), 'question', { bid: 'B1', text: QUESTION });

function overview({ room }: Play): string {
  const state = day.state(room);
  const { data } = state.pkg;
  const status = { seats: [], stage: 'open', clock: { seats: [] } } as unknown as Supervised['status'];
  const client = {} as Supervised['client'];
  const terms = termsIn('zh', data.project.regime);
  const value: Supervised = { client, status, room: state, revision: 1, data, terms };
  return renderToStaticMarkup(
    createElement(RoomContext, { value }, createElement(Overview, { onClosing: () => undefined })),
  );
}

it('the question stands in the overview while a member is to be replaced, and not in a pause', async () => {
  const play = await playTo('clarification', 'answering');
  const { world, supervisor } = play.room;
  ask(play);
  expect(nextStep(day.state(play.room)).do).toBe('answer');
  expect(overview(play)).toContain(QUESTION);
  const victim = day.state(play.room).members.find((who) => who !== chairOf(play).who)!;
  does(world, seatOf(play.room, victim), 'recuse', { ground: 'tie', reason: '有利害关系' });
  expect(nextStep(day.state(play.room)).do).toBe('substitute');
  expect(overview(play)).toContain(QUESTION);
  does(world, supervisor, 'pause', { reason: '午餐', present: [] });
  expect(overview(play)).not.toContain(QUESTION);
});

it('a question that was open at the outcome keeps neither signatures nor the close from being the next step', async () => {
  const play = await playTo('clarification', 'left open');
  ask(play);
  const reason = '停止评标';
  const motion = day.carryMotion(play.room, chairOf(play), { kind: 'stop', reason });
  does(play.room.world, chairOf(play), 'outcome', {
    kind: 'stopped',
    reason,
    ranking: null,
    matters: '',
    motion,
  });
  expect(nextStep(day.state(play.room)).do).toBe('await-chair');
  await day.report(play.room, async () => 'ab'.repeat(32));
  expect(nextStep(day.state(play.room)).do).toBe('await-signatures');
  day.signReport(play.room);
  expect(nextStep(day.state(play.room)).do).toBe('close');
  expect(overview(play)).not.toContain(QUESTION);
});
