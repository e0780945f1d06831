import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { en } from '../../../renderer/texts/en/index.ts';
import { zh } from '../../../renderer/texts/zh-CN/index.ts';

const ROOT = join(import.meta.dirname, '../../../renderer');

function leaves(tree: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}${key}`, value] as const] : [...leaves(value, `${path}${key}.`)],
    ),
  );
}

const variables = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!).sort();

it('both languages have the same keys, none empty, with the same numbers put in', () => {
  const [chinese, english] = [leaves(zh), leaves(en)];
  expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  for (const [key, text] of chinese) {
    expect(text.trim(), key).not.toBe('');
    expect(english.get(key)!.trim(), key).not.toBe('');
    // English may leave out a term that Chinese law needs, never the other way round.
    for (const name of variables(english.get(key)!)) expect(variables(text), key).toContain(name);
  }
});

it('no mixed languages: Chinese texts in Chinese, English ones without a Chinese character', () => {
  const allowed = new Set(['base.otherLanguage']);
  for (const [key, text] of leaves(en))
    if (!allowed.has(key)) expect(text, key).not.toMatch(/\p{Script=Han}/u);
  const withoutHan = [...leaves(zh)].filter(
    ([key, text]) => !allowed.has(key) && !/\p{Script=Han}/u.test(text),
  );
  for (const [key, text] of withoutHan)
    expect(text.replace(/\{\{[\w.-]+\}\}/g, ''), key).toMatch(/^[\s\d%/.、：；·–—（）-]*$/);
});

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'texts') yield* sources(path);
    } else if (/\.tsx?$/.test(entry.name)) yield path;
  }
}

/** Comments are for engineers; refusals carry both languages side by side, as the core's do. */
const spoken = (source: string): string =>
  source
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '')
    .replace(/zh: [^\n]*\n\s*en: [^\n]*/g, '');

it('no window holds a text of its own', () => {
  const found: string[] = [];
  for (const path of sources(ROOT)) {
    const source = spoken(readFileSync(path, 'utf8'));
    if (/[\u4e00-\u9fff]/.test(source)) found.push(`${path}: Chinese text`);
    // Punctuation belongs to a language as words do.
    for (const [mark] of source.matchAll(/[\u3000-\u303f\uff00-\uff65]/g)) found.push(`${path}: ${mark}`);
    if (!path.endsWith('.tsx')) continue;
    for (const [joined] of source.matchAll(/^\s*\{.*\}[:;,] ?\{.*\}$/gm))
      found.push(`${path}: ${joined.trim()}`);
    for (const [, text] of source.matchAll(/>\s*([A-Z][a-z]+(?: [a-z]+)+)[^<>{}]*<\//g))
      found.push(`${path}: ${text}`);
    for (const [, text] of source.matchAll(/(?:aria-label|placeholder|title|alt)="([^"{}]*[a-z]{2}[^"]*)"/g))
      found.push(`${path}: ${text}`);
  }
  expect(found).toEqual([]);
});
