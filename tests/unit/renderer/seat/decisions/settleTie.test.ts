/** How a tie is settled at the seat: the chair chooses and says why, and whoever votes reads both. */
import { createElement, type FunctionComponent } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import * as day from '../../../../../electron/rehearsal/day.ts';
import { does } from '../../../../../electron/rehearsal/people.ts';
import type { Seat } from '../../../../../renderer/seat/seat.ts';
import '../../../../../renderer/texts/index.ts';
import { tieAtCut } from '../../../../../shared/evaluation/tieAtCut.ts';
import { termsIn } from '../../../../../shared/record/words.ts';
import { type Play, seatOf } from '../../../../simulator/room.ts';
import { threeTied } from '../../../../simulator/tied.ts';

// Here is no shell behind the window.
vi.stubGlobal('addEventListener', () => undefined);
vi.stubGlobal('window', { sealroom: { listen: () => () => undefined, post: () => undefined } });
afterAll(() => vi.unstubAllGlobals());
const { Candidates } = await import('../../../../../renderer/seat/decisions/Candidates.tsx');
const { Motions } = await import('../../../../../renderer/seat/decisions/Motions.tsx');
const { chosenAt, SettleTie } = await import('../../../../../renderer/seat/decisions/SettleTie.tsx');
const { StillOpen } = await import('../../../../../renderer/seat/decisions/StillOpen.tsx');
const { SeatContext, SittingContext } = await import('../../../../../renderer/seat/seat.ts');

let play: Play;
beforeAll(async () => {
  play = await threeTied('at the seat');
});

const Tie: FunctionComponent = () => createElement(SettleTie, { tie: tieAtCut(day.state(play.room))! });

const chair = (): string => day.state(play.room).chair!.member;

function drawn(screen: FunctionComponent, me: string): string {
  const room = day.state(play.room);
  const { data } = room.pkg;
  const status = { session: seatOf(play.room, me).author.session } as unknown as Seat['status'];
  const client = {} as Seat['client'];
  const terms = termsIn('zh', data.project.regime);
  const value: Seat = { client, status, room, revision: 1, me, data, terms };
  const inner = createElement(SeatContext, { value }, createElement(screen));
  return renderToStaticMarkup(createElement(SittingContext, { value }, inner));
}

const shut = (html: string, name: string): boolean =>
  [...html.matchAll(/<button([^>]*)>(.*?)<\/button>/gu)].some(
    ([, attributes, inner]) => inner!.includes(name) && /\sdisabled=""/u.test(attributes!),
  );

it('the chair finds every tied bid at every place that is open, none of them chosen, and no reason', () => {
  const html = drawn(Tie, chair());
  const places = [...html.matchAll(/<div aria-label="([^"]*)" role="radiogroup"(.*?)<\/div>/gu)];
  expect(places.map(([, label]) => label)).toEqual(['推荐次序第 2 位', '推荐次序第 3 位']);
  for (const [, , inner] of places) {
    expect([...inner!.matchAll(/投标人\d/gu)].map(([name]) => name)).toEqual([
      '投标人2',
      '投标人3',
      '投标人4',
    ]);
    expect(inner).not.toMatch(/checked/u);
  }
  expect(html).toMatch(/<textarea[^>]*aria-label="确定依据"[^>]*><\/textarea>/u);
  expect(shut(html, '提请表决：按所选投标人推荐')).toBe(true);
});

it('a bid that is chosen for another place leaves its own', () => {
  expect(chosenAt([], 2, 1, 'B4')).toEqual(['', 'B4']);
  expect(chosenAt(['', 'B4'], 2, 0, 'B4')).toEqual(['B4', '']);
  expect(chosenAt(['B4', ''], 2, 1, 'B2')).toEqual(['B4', 'B2']);
});

it('whoever votes reads who is chosen out of whom, and why; the chair is not asked again meanwhile', () => {
  const reason = '按招标文件规定抽签，第 3 号签';
  const motion = { kind: 'settle-tie' as const, candidates: ['B1', 'B4', 'B2'], reason };
  does(play.room.world, seatOf(play.room, chair()), 'move', { motion });
  const other = day.state(play.room).members.find((who) => who !== chair())!;
  const asked = drawn(Motions, other);
  expect(asked).toContain('名次并列的投标人：投标人2、投标人3、投标人4。从中确定：投标人4、投标人2。');
  expect(asked).toContain('推荐次序：投标人1、投标人4、投标人2');
  expect(asked).toContain(`理由：${reason}`);
  const waiting = drawn(Tie, chair());
  expect(waiting).toContain('已就并列名次提请表决');
  expect(waiting).not.toContain('radiogroup');
});

it('everybody reads what is open and whose turn it is, how the vote stands, and at last whom the committee recommends', () => {
  const { room } = play;
  const [first, second, third] = day.state(room).members as [string, string, string];
  const open = drawn(StillOpen, second);
  expect(open).toContain('候选人末位名次并列');
  expect(open).toContain('由评标委员会负责人选择并写明依据');
  const motion = [...day.state(room).motions.keys()].at(-1)!;
  does(room.world, seatOf(room, first), 'vote', { motion, yes: true, reason: '' });
  expect(drawn(Motions, first)).toContain('您已表决，等待其他成员（已表决 1 人，共 5 人）');
  for (const who of [second, third])
    does(room.world, seatOf(room, who), 'vote', { motion, yes: true, reason: '' });
  expect(day.state(room).settled).toEqual(['B1', 'B4', 'B2']);
  expect(drawn(Motions, first)).toBe('');
  expect(drawn(StillOpen, second)).toBe('');
  const recommended = drawn(Candidates, chair());
  expect(recommended).toContain('已按表决确定次序');
  expect([...recommended.matchAll(/<li>(.*?)<\/li>/gu)].map(([, name]) => name)).toEqual([
    '投标人1',
    '投标人4',
    '投标人2',
  ]);
});

it('a choice that was being voted on when the evaluation went back is asked of nobody, and breaks no screen', () => {
  const { room } = play;
  const motion = { kind: 'settle-tie' as const, candidates: ['B1', 'B2', 'B3'], reason: '重新抽签' };
  does(room.world, seatOf(room, chair()), 'move', { motion });
  expect(drawn(Motions, day.state(room).members.at(-1)!)).toContain('重新抽签');
  const back = { to: 'scoring' as const, reason: '部分评分依据有误，须重新评审' };
  const act = does(room.world, seatOf(room, chair()), 'back', back);
  does(room.world, room.supervisor, 'witness', { act });
  expect(day.state(room).phase).toBe('scoring');
  for (const who of day.state(room).members) expect(drawn(Motions, who)).toBe('');
});
