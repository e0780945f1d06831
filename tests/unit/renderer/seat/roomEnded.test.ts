/** At the end a seat says how the evaluation ended, and claims its signature only once it can have got through. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, expect, it, vi } from 'vitest';
import * as day from '../../../../electron/rehearsal/day.ts';
import { does } from '../../../../electron/rehearsal/people.ts';
import type { Seat } from '../../../../renderer/seat/seat.ts';
import '../../../../renderer/texts/index.ts';
import { termsIn } from '../../../../shared/record/words.ts';
import { playTo } from '../../../simulator/room.ts';

// Here is no window that hears keys, and no shell behind it.
vi.stubGlobal('addEventListener', () => undefined);
vi.stubGlobal('window', { sealroom: { listen: () => () => undefined, post: () => undefined } });
afterAll(() => vi.unstubAllGlobals());
const { PhaseStepper } = await import('../../../../renderer/components/PhaseStepper.tsx');
const { RoomEnded } = await import('../../../../renderer/seat/RoomEnded.tsx');
const { SeatContext } = await import('../../../../renderer/seat/seat.ts');

const SIGNED = '本席位已签署封存凭证';

function leaving(room: day.Room, up: boolean): string {
  const state = day.state(room);
  const link = { up, since: '2026-05-18T09:30:00.000+08:00', attempt: 0, problem: null };
  const status = { acts: { saved: 7, received: 7 }, link } as unknown as Seat['status'];
  const { data } = state.pkg;
  const terms = termsIn('zh', data.project.regime);
  const value: Seat = {
    client: {} as Seat['client'],
    me: 'E1',
    data,
    terms,
    status,
    room: state,
    revision: 1,
  };
  return renderToStaticMarkup(createElement(SeatContext, { value }, createElement(RoomEnded, null, '')));
}

it('an evaluation that ran to its end', async () => {
  const { room } = await playTo('consolidation', 'leaving');
  day.conclude(room);
  await day.report(room, async () => 'ab'.repeat(32));
  day.signReport(room);
  day.close(room);
  const there = leaving(room, true);
  expect(there).toContain('评标室已关闭');
  expect(there).toContain(SIGNED);
  expect(there).toContain('ant-result-success');
  const away = leaving(room, false);
  expect(away).toContain('等待恢复连接以送达本席位的签名');
  expect(away).not.toContain(SIGNED);
  expect(away).not.toContain('ant-result-success');
});

it('one that was broken off', async () => {
  const { room } = await playTo('review', 'leaving early');
  does(room.world, room.supervisor, 'close', { outcome: 'sealed-aborted', reason: '停电', excused: [] });
  const html = leaving(room, true);
  expect(html).toContain('评标已中止并封存');
  expect(html).toContain('中止理由：停电');
  expect(html).toContain(SIGNED);
  expect(html).not.toContain('ant-result-success');
});

it('the phases of one that was broken off are done as far as it came, and none after that', async () => {
  const { room } = await playTo('review', 'broken off in the review');
  const { phase, regime, brokenOff } = { ...day.state(room), ...day.state(room).pkg.data.project };
  expect(brokenOff).toBe(null);
  const ticks = (props: Parameters<typeof PhaseStepper>[0]): string[] =>
    [...renderToStaticMarkup(createElement(PhaseStepper, props)).matchAll(/<li[^>]*>(.*?)<\/li>/gu)].flatMap(
      ([, step]) => (step!.includes('aria-label="已完成"') ? [step!.replace(/<[^>]*>/gu, '')] : []),
    );
  const before = ticks({ phase, regime, brokenOff });
  expect(before).toEqual(['签到', '承诺与回避', '推选负责人', '熟悉文件']);
  does(room.world, room.supervisor, 'close', { outcome: 'sealed-aborted', reason: '停电', excused: [] });
  expect(day.state(room)).toMatchObject({ phase: 'closed', brokenOff: 'review' });
  expect(ticks({ phase: 'closed', regime, brokenOff: 'review' })).toEqual(before);
  expect(ticks({ phase: 'closed', regime, brokenOff: null })).toHaveLength(10);
});
