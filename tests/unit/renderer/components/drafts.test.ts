import { expect, it } from 'vitest';
import { drafts } from '../../../../renderer/components/drafts.ts';

const EMPTY = { reason: '', ground: 'kin' };

function kept() {
  const told: [string, string][] = [];
  return { all: drafts((key, text) => told.push([key, text])), told };
}

it('keeps what is typed by what it belongs to, each change over the last', () => {
  const { all, told } = kept();
  all.change('a', EMPTY, { reason: '有' });
  all.change('a', EMPTY, { reason: '有关' });
  all.change('a', EMPTY, { ground: 'tie' });
  expect(all.read('a', EMPTY)).toEqual({ reason: '有关', ground: 'tie' });
  expect(all.read('b', EMPTY)).toEqual(EMPTY);
  expect(told.map(([, text]) => JSON.parse(text).reason)).toEqual(['有', '有关', '有关']);
});

it('forgets a draft that is done with, and one that says nothing any more', () => {
  const { all, told } = kept();
  all.change('a', EMPTY, { reason: '有' });
  all.drop('a');
  all.change('b', EMPTY, { reason: '无' });
  all.change('b', EMPTY, { reason: '' });
  all.drop('c');
  expect([all.read('a', EMPTY), all.read('b', EMPTY)]).toEqual([EMPTY, EMPTY]);
  expect(told.filter(([, text]) => text === '')).toEqual([
    ['a', ''],
    ['b', ''],
  ]);
});

it('a window that is opened anew finds what was kept; one that has gone on knows better', () => {
  const { all, told } = kept();
  all.change('typed', EMPTY, { reason: '新' });
  all.change('done', EMPTY, { reason: '旧' });
  all.drop('done');
  const before = told.length;
  const old = JSON.stringify({ ...EMPTY, reason: '旧' });
  all.recall(new Map(['typed', 'done', 'lost'].map((key) => [key, old])));
  expect(['typed', 'done', 'lost'].map((key) => all.read(key, EMPTY).reason)).toEqual(['新', '', '旧']);
  expect(told).toHaveLength(before);
});
