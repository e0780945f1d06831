/** What stands behind a total, at the seat as at the centre: groups, items, every expert's score, the price's formula. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, it } from 'vitest';
import * as day from '../../../../../electron/rehearsal/day.ts';
import { BidDetail } from '../../../../../renderer/components/ranking/BidDetail.tsx';
import { RankingTable } from '../../../../../renderer/components/ranking/RankingTable.tsx';
import '../../../../../renderer/texts/index.ts';
import { evaluation } from '../../../../../shared/evaluation/outcome.ts';
import type { RoomState } from '../../../../../shared/journal/state.ts';
import { playTo } from '../../../../simulator/room.ts';

let room: RoomState;
beforeAll(async () => {
  // B1: 20, 20, 20, 20 and 40 in the plan, of which 40 and one 20 are trimmed; 12 of everybody in the record.
  const scores = (expert: string, bid: string, item: string): string =>
    item === 'T2' ? '12' : bid === 'B1' && expert === 'E5' ? '40' : '20';
  room = day.state((await playTo('consolidation', 'behind a total', undefined, { scores })).room);
});

const detail = (bid: string): string =>
  renderToStaticMarkup(createElement(BidDetail, { room, evaluation: evaluation(room), bid }));

const text = (html: string): string =>
  html
    .replace(/<span aria-hidden="true"[^>]*>[^<]*<\/span>/gu, '')
    .replace(/<[^>]*>/gu, ' ')
    .replace(/\s+/gu, ' ');

it('every expert’s score stands there, and what is trimmed is struck through and says why', () => {
  const html = detail('B1');
  expect([...html.matchAll(/<s>([^<]*)<\/s>/gu)].map(([, score]) => score)).toEqual(['20', '40', '12', '12']);
  const said = text(html);
  for (const part of ['技术 32 分', '去掉最高', '去掉最低', '专家E1', '专家E5', '方案', '业绩'])
    expect(said).toContain(part);
});

it('the price’s formula has this bid’s numbers, money with its two places', () => {
  const said = text(detail('B3'));
  expect(said).toContain('评标价 1,100.00 元，基准价 1,000.00 元');
  expect(said).toContain('得 27.272727 / 30 分');
});

it('the ranking has the price and the composition of each total', () => {
  const standing = () => ({ mark: 'good', word: '进入排序' }) as const;
  const html = renderToStaticMarkup(
    createElement(RankingTable, { room, evaluation: evaluation(room), standing }),
  );
  const rows = [...html.matchAll(/<tr[^>]*data-row-key="(B\d)".*?<\/tr>/gu)];
  expect(rows.map(([, bid]) => bid)).toEqual(['B1', 'B2', 'B3']);
  expect(rows.map(([row]) => text(row!).trim())).toEqual([
    '1 投标人1 进入排序 1,000.00 62 技术 32 报价 30',
    '1 投标人2 进入排序 1,000.00 62 技术 32 报价 30',
    '3 投标人3 进入排序 1,100.00 59.27 技术 32 报价 27.272727',
  ]);
});
