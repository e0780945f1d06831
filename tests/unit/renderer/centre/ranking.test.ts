/** Whom the centre calls a candidate: where the committee settled a tie, those whom it chose. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import * as day from '../../../../electron/rehearsal/day.ts';
import { Ranking } from '../../../../renderer/centre/Ranking.tsx';
import '../../../../renderer/texts/index.ts';
import { evaluation } from '../../../../shared/evaluation/outcome.ts';
import { playTo, seatOf } from '../../../simulator/room.ts';

it('the tied bid that was not chosen is ranked and no candidate', async () => {
  const play = await playTo('consolidation', 'centre after a tie', undefined, { scores: () => '20' });
  const chair = seatOf(play.room, day.state(play.room).chair!.member);
  day.carryMotion(play.room, chair, { kind: 'settle-tie', candidates: ['B2'], reason: '抽签结果' });
  const room = day.state(play.room);
  const result = { ciphertext: '', room, entries: play.entries, evaluation: evaluation(room) };
  const html = renderToStaticMarkup(createElement(Ranking, { result, verified: true }));
  const rows = [...html.matchAll(/<tr[^>]*data-row-key="(B\d)".*?<\/tr>/gu)];
  expect(rows.map(([row, bid]) => [bid, /中标候选人|进入排序/u.exec(row)?.[0]])).toEqual([
    ['B1', '进入排序'],
    ['B2', '中标候选人'],
    ['B3', '进入排序'],
  ]);
});
