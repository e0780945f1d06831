/** What stays of antd's style sheet: the rules of bundled components, and what belongs to none. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { UNSET, withoutUnused } from '../../../build/antdStyles.ts';

const RENDERER = fileURLToPath(new URL('../../../renderer', import.meta.url));

const left = (css: string): string => withoutUnused(css, new Set(['button', 'input', 'grid']));

test('a rule goes with its component, and no other does', () => {
  expect(
    left('.ant-btn{color:red}.ant-picker{color:red}.ant-input-number{color:red}.ant-input{color:red}'),
  ).toBe('.ant-btn{color:red}.ant-input{color:red}');
  expect(left('.ant-row .ant-upload{top:0}.ant-row .ant-btn-primary{top:0}')).toBe(
    '.ant-row .ant-btn-primary{top:0}',
  );
});

test('of several selectors those stay that are of use', () => {
  expect(left('.ant-btn,.ant-tour-close{top:0}')).toBe('.ant-btn{top:0}');
});

test('a rule that only looks at another component is not that component’s', () => {
  const rule = '.ant-btn:not(.ant-dropdown-trigger){top:0}';
  expect(left(rule)).toBe(rule);
});

test('what belongs to no component stays: movements, icons, our own', () => {
  const rest =
    '@keyframes antFadeIn{0%{opacity:0}100%{opacity:1}}.ant-fade-enter{top:0}.anticon{top:0}.score{top:0}a{top:0}';
  expect(left(rest)).toBe(rest);
});

test('a condition goes when nothing is left under it, and so do the variables of foreign themes', () => {
  expect(left('@media (min-width: 576px){.ant-picker{top:0}}')).toBe('');
  expect(left('@media (min-width: 576px){.ant-picker{top:0}.ant-col{top:0}}')).toBe(
    '@media (min-width: 576px){.ant-col{top:0}}',
  );
  expect(left('.css-var-_R_0_{--ant-blue:#00f}')).toBe('');
});

test('what no window sets goes, also where its component is in use', () => {
  const all = new Set(['button', 'input', 'grid', 'tabs', 'menu']);
  expect(withoutUnused('.ant-col-6,.ant-col-xxl-6,.ant-col{top:0}', all)).toBe('.ant-col{top:0}');
  expect(withoutUnused('.ant-menu-item{top:0}.ant-tabs-left>.ant-tabs-nav{top:0}', all)).toBe('');
  expect(withoutUnused('.ant-tabs-top,.ant-btn-rtl{top:0}', all)).toBe('.ant-tabs-top{top:0}');
  const ours = '.ant-btn:not(.ant-btn-rtl){top:0}';
  expect(withoutUnused(ours, all)).toBe(ours);
});

test('no window sets what the style sheet is left without', () => {
  const sources = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.tsx'),
  );
  expect(sources.length).toBeGreaterThan(100);
  for (const name of sources) {
    const text = readFileSync(join(RENDERER, name), 'utf8');
    for (const { source } of UNSET) expect(source.test(text) ? `${name}: ${source}` : '').toBe('');
  }
});
