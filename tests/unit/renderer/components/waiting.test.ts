/** A wait shows how far it has come while somebody's part is open, and no sign of an end while anything is waited for. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, it, vi } from 'vitest';
import { Waiting } from '../../../../renderer/components/Waiting.tsx';
import '../../../../renderer/texts/index.ts';

afterEach(() => vi.useRealTimers());

type Props = Omit<Parameters<typeof Waiting>[0], 'children'>;
const Awaited = (props: Props) => Waiting({ ...props, children: '等待其他成员' });
const waiting = (props: Props): string => renderToStaticMarkup(createElement(Awaited, props));

it('counts what is done, and nothing any more once all have done their part', () => {
  const some = waiting({ since: null, done: 2, of: 3 });
  expect(some).toContain('66%');
  const all = waiting({ since: null, done: 3, of: 3 });
  expect(all).toContain('waiting-bar');
  expect(all).not.toMatch(/100%|anticon-check|progress-status-success/u);
});

it('lasts by the clock that told when it began', () => {
  vi.useFakeTimers({ now: Date.parse('2026-05-18T09:30:00.000+08:00') });
  const since = '2026-05-18T09:31:00.000+08:00';
  expect(waiting({ since })).toContain('已 0 秒');
  expect(waiting({ since, behind: 90_000 })).toContain('已 30 秒');
});
