/** What the supervisor reads of people and their seats: each place where it stands in the room, whom the room waits for, and who cannot sign the seal. */
import { createElement, type FunctionComponent } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, expect, it, vi } from 'vitest';
import * as day from '../../../../electron/rehearsal/day.ts';
import { does } from '../../../../electron/rehearsal/people.ts';
import { nextStep } from '../../../../renderer/room/nextStep.ts';
import type { Supervised } from '../../../../renderer/room/supervise.ts';
import '../../../../renderer/texts/index.ts';
import { activeSession } from '../../../../shared/evaluation/committee.ts';
import { termsIn } from '../../../../shared/record/words.ts';
import { playTo, seatOf } from '../../../simulator/room.ts';

// Here is no window that hears keys, and no shell behind it.
vi.stubGlobal('addEventListener', () => undefined);
vi.stubGlobal('window', { sealroom: { listen: () => () => undefined, post: () => undefined } });
afterAll(() => vi.unstubAllGlobals());
const { Excuses, Excusing } = await import('../../../../renderer/room/Excusing.tsx');
const { NextStepCard } = await import('../../../../renderer/room/NextStepCard.tsx');
const { Outbox } = await import('../../../../renderer/room/Outbox.tsx');
const { Plan } = await import('../../../../renderer/room/Plan.tsx');
const { RoomContext } = await import('../../../../renderer/room/supervise.ts');

const SINCE = '2026-05-18T09:30:00.000+08:00';

/** @param machines seats' labels that the host has heard, with the members whose sessions they said */
function shown<P extends object>(
  room: day.Room,
  machines: readonly (readonly [seat: string, up: boolean, who: readonly string[]])[],
  component: FunctionComponent<P>,
  props: P,
  more: object = {},
): string {
  const state = day.state(room);
  const seats = machines.map(([seat, up, who]) => ({
    seat,
    up,
    since: SINCE,
    sessions: who.flatMap((one) => activeSession(state, one)?.key ?? []),
  }));
  const status = {
    seats,
    stage: 'open',
    session: null,
    clock: { seats: [] },
    ...more,
  } as unknown as Supervised['status'];
  const { data } = state.pkg;
  const terms = termsIn('zh', data.project.regime);
  const value: Supervised = {
    client: {} as Supervised['client'],
    status,
    room: state,
    revision: 1,
    data,
    terms,
  };
  return renderToStaticMarkup(createElement(RoomContext, { value }, createElement(component, props)));
}

const placesIn = (html: string): string[] => [...html.matchAll(/>(\d) 号席位</gu)].map(([, seat]) => seat!);

const replaced = async (seed: string): Promise<day.Room> => {
  const { room } = await playTo('review', seed);
  const act = does(room.world, seatOf(room, 'E2'), 'recuse', { ground: 'tie', reason: '有利害关系' });
  does(room.world, room.supervisor, 'substitute', { out: 'E2', in: 'R1', ground: { kind: 'recusal', act } });
  return room;
};

it('a place stays where it is when its member has left', async () => {
  const room = await replaced('places');
  const html = shown(
    room,
    ['1', '2', '3', '4', '5'].map((seat) => [seat, true, [`E${seat}`]]),
    Plan,
    {},
  );
  expect(placesIn(html)).toEqual(['1', '2', '3', '4', '5']);
});

it('a seat that was never heard since the host started is not connected, and one that was cut off is so since a time', async () => {
  const { room } = await playTo('review', 'unheard');
  const html = shown(room, [['1', false, ['E1']]], Plan, {});
  expect(html).toContain('断开（09:30:00 起）');
  expect(html.match(/未连接/gu)).toHaveLength(4);
  expect(html).not.toContain('断开（ 起）');
});

it('a substitute who has not come is waited for by name', async () => {
  const room = await replaced('substitute to come');
  const step = nextStep(day.state(room));
  const html = shown(room, [], NextStepCard, { step, onClosing: () => undefined });
  expect(html).not.toContain('宣布进入下一阶段');
  const { name } = day.state(room).pkg.data.committee.find(({ expert }) => expert === 'R1')!;
  expect(html).toContain(`等待签到入席：${name}`);
  // Where nothing but the chair's word is lacking, it is the chair who is waited for, with the absence beside it.
  const free = shown(room, [], NextStepCard, {
    step: { do: 'await-chair', absent: ['R1'], blockers: [] },
    onClosing: () => undefined,
  });
  expect(free).toContain(`宣布进入下一阶段；等待签到入席：${name}`);
});

it('places stand by number: 2 before 10', async () => {
  const { room } = await playTo('review', 'many seats');
  const spare = ['10', '9', '11'].map((seat) => [seat, true, []] as const);
  const html = shown(room, spare, Plan, {});
  const places = [...html.matchAll(/>(\d+) 号席位</gu)].map(([, seat]) => seat!);
  expect(places).toEqual(['1', '2', '3', '4', '5', '9', '10', '11']);
});

it('only those whose seats are not connected stand under the warning', async () => {
  const { room } = await playTo('review', 'excusing');
  const { members } = day.state(room);
  const machines = members.map((who, i) => [`${i + 1}`, who !== 'E3', [who]] as const);
  const html = shown(room, machines, Excusing, { who: members, reasons: {}, onChange: () => undefined });
  const nameOf = (who: string): string =>
    day.state(room).pkg.data.committee.find(({ expert }) => expert === who)!.name;
  const at = (text: string): number => html.indexOf(text);
  const here = at('其余成员的席位已连接');
  expect(at('席位没有连接')).toBeLessThan(at(`${nameOf('E3')} 不能签署`));
  expect(at(`${nameOf('E3')} 不能签署`)).toBeLessThan(here);
  for (const who of ['E1', 'E2', 'E4', 'E5']) expect(at(`${nameOf(who)} 不能签署`)).toBeGreaterThan(here);
  const all = members.map((who, i) => [`${i + 1}`, true, [who]] as const);
  const nobody = shown(room, all, Excusing, { who: members, reasons: {}, onChange: () => undefined });
  expect(nobody).not.toContain('席位没有连接');
  expect(nobody).not.toContain('其余成员');
  expect(nobody).toContain('各成员的席位均已连接');
});

it('who is cut off or comes back while he is being excused keeps his place, and it is said beside his name', async () => {
  const { room } = await playTo('review', 'flapping');
  const { members } = day.state(room);
  const machines = members.map((who, i) => [`${i + 1}`, who !== 'E3', [who]] as const);
  const props = { who: members, reasons: { E3: '席位损坏' }, onChange: () => undefined };
  const order = (html: string): string[] =>
    [...html.matchAll(/>([^<>]+) 不能签署封存凭证</gu)].map(([, name]) => name!);
  const names = members.map(
    (who) => day.state(room).pkg.data.committee.find(({ expert }) => expert === who)!.name,
  );
  const [first, second, third, ...others] = names;
  const cutOff = shown(room, machines, Excuses, { ...props, connected: members });
  expect(order(cutOff)).toEqual(names);
  expect(cutOff.match(/席位现已断开/gu)).toHaveLength(1);
  expect(cutOff.indexOf('席位现已断开')).toBeGreaterThan(cutOff.indexOf(`${third} 不能签署`));
  expect(cutOff).not.toContain('席位现已连接');
  const back = shown(room, machines, Excuses, { ...props, connected: ['E1', 'E4', 'E5'] });
  expect(order(back)).toEqual([second, third, first, ...others]);
  expect(back.match(/席位现已连接/gu)).toHaveLength(1);
  expect(back.indexOf('席位现已连接')).toBeLessThan(back.indexOf(`${third} 不能签署`));
  expect(back).not.toContain('席位现已断开');
});

it('a result that cannot be delivered now is not said to be on its way', async () => {
  const { room } = await playTo('review', 'delivery');
  const problem = {
    code: 'CENTRE_UNREACHABLE',
    zh: '暂时无法连接交易中心',
    en: 'The centre cannot be reached',
  };
  const sending = (why: object | null): string =>
    shown(
      room,
      [],
      Outbox,
      {},
      {
        stage: 'sealed',
        outbox: { state: 'sending', sent: 0, total: 0, problem: why, receipt: null },
      },
    );
  expect(sending(null)).toContain('正在发送');
  expect(sending(problem)).toContain('尚未送达，自动重试');
  expect(sending(problem)).not.toContain('正在发送');
});
