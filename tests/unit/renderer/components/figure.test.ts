/** What a figure shows, and what it keeps free so that points stand below each other. */
import { type ComponentProps, createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Figure } from '../../../../renderer/components/Figure.tsx';

/** The figure, and what is hidden behind it. */
function shown(props: ComponentProps<typeof Figure>): readonly [string, string] {
  const [figure, hidden] = renderToStaticMarkup(createElement(Figure, props)).split('<span aria-hidden');
  const text = (html = ''): string => html.replace(/^[^<]*>|<[^>]*>/gu, '');
  return [text(figure), text(hidden)];
}

it('keeps free what is missing of its column’s places, the point as well', () => {
  expect(shown({ value: '36.5', places: 2 })).toEqual(['36.5', '0']);
  expect(shown({ value: '36', places: 2 })).toEqual(['36', '.00']);
  expect(shown({ value: '36', places: 0 })).toEqual(['36', '']);
  expect(shown({ value: '1.234567', places: 2 })).toEqual(['1.234567', '']);
});

it('money has its groups and at least its two places', () => {
  expect(shown({ value: '36902455.6', places: 2, money: true })).toEqual(['36,902,455.60', '']);
  expect(shown({ value: '38000000', places: 6, money: true })).toEqual(['38,000,000.00', '0000']);
});

it('a difference has its sign on either side of nothing', () => {
  const signed = (value: string): string => shown({ value, places: 3, signed: true })[0];
  expect(['1.625', '-4.625', '0', '0.00', '10'].map(signed)).toEqual([
    '+1.625',
    '-4.625',
    '0',
    '0.00',
    '+10',
  ]);
});
