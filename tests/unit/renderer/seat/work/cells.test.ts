import { expect, it } from 'vitest';
import { EMPTY, type SavedCell, sheetCells } from '../../../../../renderer/seat/work/cells.ts';
import type { Item } from '../../../../../shared/project/model.ts';
import { accept, type Result, refusal, refuse } from '../../../../../shared/refusal.ts';

const ITEM: Item = { id: 'T1', name: '施工方案', by: 'experts', max: '30', step: '0.5' };
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function sheet(answers: (cell: SavedCell) => Result<unknown> = () => accept({})) {
  const kept: [string, SavedCell][] = [];
  const cells = sheetCells(async (key, cell) => {
    kept.push([key, cell]);
    return answers(cell);
  });
  return { cells, kept, at: (key: string) => cells.store.getState()[key] ?? EMPTY };
}

it('saves a valid value when it is confirmed, once, in its one form', async () => {
  const { cells, kept, at } = sheet();
  cells.type('a', '０8.50');
  expect(cells.commit('a', ITEM)).toBe(true);
  expect(cells.commit('a', ITEM)).toBe(true);
  await settle();
  expect(kept).toEqual([['a', { score: '8.5', remark: '', place: null }]]);
  expect(at('a')).toMatchObject({ typed: null, saving: false, refusals: [] });
});

it('keeps a refused value in the field, with what is allowed, and saves nothing', () => {
  const { cells, kept, at } = sheet();
  cells.type('a', '31');
  expect(cells.commit('a', ITEM)).toBe(false);
  expect(at('a').typed).toBe('31');
  expect(at('a').refusals[0]!.zh).toContain('0 至 30 分');
  cells.restore('a');
  expect(at('a')).toMatchObject({ typed: null, refusals: [] });
  expect(kept).toEqual([]);
});

it('undoes change after change, each as a new record', async () => {
  const { cells, kept, at } = sheet();
  for (const [key, text] of [
    ['a', '1'],
    ['a', '2'],
    ['b', '3'],
    ['b', '4'],
  ] as const) {
    cells.type(key, text);
    cells.commit(key, ITEM);
  }
  expect(cells.undo()).toBe('b');
  expect(cells.undo()).toBe('a');
  expect(cells.undo()).toBeNull();
  await settle();
  expect([at('a').saved.score, at('b').saved.score]).toEqual(['1', '3']);
  expect(kept.map(([key, { score }]) => `${key}${score}`)).toEqual(['a1', 'a2', 'b3', 'b4', 'b3', 'a1']);
});

it('keeps what the station could not save, says so, and sends it again', async () => {
  let full = true;
  const { cells, kept, at } = sheet(() =>
    full ? refuse(refusal('DISK_FULL', '磁盘已满', 'The disk is full')) : accept({}),
  );
  cells.type('a', '7');
  cells.commit('a', ITEM);
  await settle();
  expect(at('a')).toMatchObject({ saved: { score: '7' }, saving: true, refusals: [{ code: 'DISK_FULL' }] });
  full = false;
  // What an older record says must not take its place meanwhile.
  cells.load(new Map([['a', { score: '5', remark: '', place: null }]]));
  cells.retry();
  await settle();
  expect(at('a')).toMatchObject({ saved: { score: '7' }, saving: false, refusals: [] });
  expect(kept).toHaveLength(2);
});

it('loads what was saved before without touching what is being typed', () => {
  const { cells, at } = sheet();
  cells.type('a', '12');
  cells.load(new Map([['a', { score: '9', remark: '好', place: null }]]));
  expect(at('a')).toMatchObject({ typed: '12', saved: { score: '9', remark: '好' } });
});
