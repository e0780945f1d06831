import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { ComparedCode } from '../../../../../renderer/seat/decisions/ComparedCode.tsx';
import { OpinionButtons } from '../../../../../renderer/seat/decisions/OpinionButtons.tsx';
import '../../../../../renderer/texts/index.ts';

const NOTHING = (): void => undefined;

/** Names of the buttons that can be pressed, and of those that cannot. */
function buttons(drawn: boolean): { readonly open: string[]; readonly shut: string[] } {
  const html = renderToStaticMarkup(
    createElement(OpinionButtons, { drawn, onAgree: NOTHING, onDissent: NOTHING }),
  );
  const found = [...html.matchAll(/<button([^>]*)>(.*?)<\/button>/gu)].map(([, attributes, inner]) => ({
    shut: /\sdisabled=""/u.test(attributes!),
    name: inner!.replace(/<[^>]*>/gu, ''),
  }));
  const named = (shut: boolean): string[] => found.filter((one) => one.shut === shut).map(({ name }) => name);
  return { open: named(false), shut: named(true) };
}

it('nobody signs or dissents before the report is on the screen', () => {
  expect(buttons(false)).toEqual({ open: [], shut: ['同意并签字', '有不同意见'] });
  expect(buttons(true)).toEqual({ open: ['同意并签字', '有不同意见'], shut: [] });
});

it('the check code is compared in groups, whole', () => {
  const code = '0123456789abcdef'.repeat(4);
  const text = renderToStaticMarkup(createElement(ComparedCode, { code })).replace(/<[^>]*>/gu, '');
  expect(text).toContain('请逐组核对报告校验码');
  expect(text.replace(/[^0-9a-f]/giu, '').toLowerCase()).toBe(code);
});
