import { afterEach, expect, it, vi } from 'vitest';
import {
  type Cell,
  EMPTY,
  isOpenCell,
  isUnsaved,
  sheetCells,
} from '../../../../../renderer/seat/work/cells.ts';
import type { Item } from '../../../../../shared/project/model.ts';
import { accept, type Result, refusal, refuse } from '../../../../../shared/refusal.ts';

const ITEM: Item = { id: 'T1', name: '施工方案', by: 'experts', max: '30', step: '0.5' };
const PLACE = { document: 'B1/bid.pdf', page: 3 };
const FULL = refuse(refusal('DISK_FULL', '磁盘已满', 'The disk is full'));
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

afterEach(() => vi.useRealTimers());

function sheet(answers: (cell: Cell) => Result<unknown> = () => accept({})) {
  const kept: [string, Cell][] = [];
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

it('undoes change after change, each as a new record, down to the empty cell', async () => {
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
  expect([cells.undo(), cells.undo(), cells.undo(), cells.undo(), cells.undo()]).toEqual([
    'b',
    'b',
    'a',
    'a',
    null,
  ]);
  await settle();
  expect([at('a'), at('b')]).toEqual([EMPTY, EMPTY]);
  expect(isOpenCell(at('a'))).toBe(true);
  expect(kept.map(([key, { score }]) => `${key}${score}`)).toEqual([
    ...['a1', 'a2', 'b3', 'b4'],
    ...['b3', 'bnull', 'a1', 'anull'],
  ]);
});

it('what is being typed into the cell at the cursor is what is undone first, and makes no record', async () => {
  const { cells, kept, at } = sheet();
  for (const key of ['a', 'b']) {
    cells.type(key, '7');
    cells.commit(key, ITEM);
  }
  cells.type('a', '');
  expect(cells.undo('a')).toBe('a');
  expect([at('a').typed, at('a').saved.score]).toEqual([null, '7']);
  await settle();
  expect(kept).toHaveLength(2);
  expect(cells.undo('a')).toBe('b');
});

it('an emptied field takes the score back and keeps remark and place; confirmed again it saves nothing more', async () => {
  const { cells, kept, at } = sheet();
  cells.type('a', '7');
  cells.commit('a', ITEM);
  cells.typeRemark('a', '好');
  cells.keepRemark('a');
  cells.setPlace('a', PLACE);
  cells.type('a', ' ');
  expect(cells.commit('a', ITEM)).toBe(true);
  expect(cells.commit('a', ITEM)).toBe(true);
  expect([isOpenCell(at('a')), isUnsaved(at('a'))]).toEqual([true, true]);
  await settle();
  expect(isUnsaved(at('a'))).toBe(false);
  expect(kept.slice(3)).toEqual([['a', { score: null, remark: '好', place: PLACE }]]);
  expect(cells.undo()).toBe('a');
  expect(at('a').saved).toEqual({ score: '7', remark: '好', place: PLACE });
});

it('an empty field of a cell that is not scored is left alone', () => {
  const { cells, kept, at } = sheet();
  cells.type('a', '7');
  cells.type('a', '');
  expect(cells.commit('a', ITEM)).toBe(true);
  expect([at('a').typed, kept]).toEqual([null, []]);
});

it('a remark and a place are saved before there is a score, leave the cell open, and stay when the score comes', async () => {
  const { cells, kept, at } = sheet();
  cells.typeRemark('a', '先写意见');
  cells.keepRemark('a');
  cells.setPlace('a', PLACE);
  await settle();
  expect(kept.at(-1)).toEqual(['a', { score: null, remark: '先写意见', place: PLACE }]);
  expect([isOpenCell(at('a')), isUnsaved(at('a'))]).toEqual([true, false]);
  cells.type('a', '7');
  cells.commit('a', ITEM);
  await settle();
  expect(kept.at(-1)).toEqual(['a', { score: '7', remark: '先写意见', place: PLACE }]);
  cells.undo();
  expect(at('a').saved).toEqual({ score: null, remark: '先写意见', place: PLACE });
});

it('keeps what the station could not save, says so, and sends it again', async () => {
  let full = true;
  const { cells, kept, at } = sheet(() => (full ? FULL : accept({})));
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

it('a cell that shows anything else than its saved score is open and unsaved', async () => {
  const { cells, at } = sheet();
  expect(isOpenCell(at('a'))).toBe(true);
  expect(isUnsaved(at('a'))).toBe(false);
  cells.type('a', '7');
  expect(isUnsaved(at('a'))).toBe(true);
  cells.commit('a', ITEM);
  expect([isOpenCell(at('a')), isUnsaved(at('a'))]).toEqual([false, true]);
  await settle();
  expect([isOpenCell(at('a')), isUnsaved(at('a'))]).toEqual([false, false]);
  cells.type('a', '99');
  cells.commit('a', ITEM);
  expect(at('a')).toMatchObject({ saved: { score: '7' }, typed: '99' });
  expect([isOpenCell(at('a')), isUnsaved(at('a'))]).toEqual([true, true]);
  cells.restore('a');
  expect([isOpenCell(at('a')), isUnsaved(at('a'))]).toEqual([false, false]);
});

it('what the station could not keep stays open, also after something else was typed and given up, and Enter sends it again', async () => {
  let full = true;
  const { cells, kept, at } = sheet(() => (full ? FULL : accept({})));
  cells.type('a', '7');
  cells.commit('a', ITEM);
  await cells.settle();
  cells.type('a', '8');
  cells.restore('a');
  expect(at('a').refusals).toMatchObject([{ code: 'DISK_FULL' }]);
  expect([isOpenCell(at('a')), isUnsaved(at('a'))]).toEqual([true, true]);
  full = false;
  cells.commit('a', ITEM);
  await cells.settle();
  expect([isOpenCell(at('a')), isUnsaved(at('a'))]).toEqual([false, false]);
  expect(kept.map(([, { score }]) => score)).toEqual(['7', '7']);
});

it('saves a remark while it is being typed, and at once where the field is left', async () => {
  vi.useFakeTimers();
  const { cells, kept, at } = sheet();
  cells.type('a', '7');
  cells.commit('a', ITEM);
  const remarks = (): string[] => kept.map(([, { remark }]) => remark);
  for (const text of ['工', '工艺']) cells.typeRemark('a', text);
  await vi.advanceTimersByTimeAsync(100);
  expect([remarks(), isUnsaved(at('a'))]).toEqual([[''], true]);
  await vi.advanceTimersByTimeAsync(2000);
  expect([remarks(), isUnsaved(at('a'))]).toEqual([['', '工艺'], false]);
  cells.typeRemark('a', '工艺完整');
  cells.keepRemark('a');
  await cells.settle();
  cells.typeRemark('a', '工艺完整。');
  await cells.settle();
  await vi.advanceTimersByTimeAsync(2000);
  expect(remarks()).toEqual(['', '工艺', '工艺完整', '工艺完整。']);
  // However often it was saved meanwhile, it is one step.
  expect(cells.undo()).toBe('a');
  expect(at('a').saved).toEqual({ score: '7', remark: '', place: null });
});

it('a remark or a place that is saved leaves alone what is being typed and why it is refused', async () => {
  const { cells, kept, at } = sheet();
  cells.type('a', '7');
  cells.commit('a', ITEM);
  cells.type('a', '99');
  cells.commit('a', ITEM);
  cells.typeRemark('a', '好');
  cells.keepRemark('a');
  cells.setPlace('a', PLACE);
  await settle();
  expect(at('a')).toMatchObject({ typed: '99', refusals: [{ code: 'SCORE_OUT_OF_RANGE' }], saving: false });
  expect(kept.at(-1)).toEqual(['a', { score: '7', remark: '好', place: PLACE }]);
});
