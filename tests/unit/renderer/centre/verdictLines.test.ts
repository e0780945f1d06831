/** What has not passed stands before a clerk's eyes with its reason, in moments as people read them, without unfolding twenty-one lines. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { VerdictLines } from '../../../../renderer/centre/VerdictLines.tsx';
import '../../../../renderer/texts/index.ts';
import type { Verdict } from '../../../../shared/verdict/verdict.ts';

const recording = {
  number: 21,
  id: 'recording',
  result: 'NOT CHECKED',
  reason: {
    zh: '未提供该分段的文件（2026-05-18T09:30:19.527+08:00 至 2026-05-18T09:31:20.527+08:00）',
    en: 'The file of this segment is not at hand (2026-05-18T09:30:19.527+08:00 to 2026-05-18T09:31:20.527+08:00)',
  },
};
const passed = { number: 1, id: 'seal-form', result: 'PASS', reason: null };

/** What stands there before anything is unfolded. */
function atOnce(...checks: object[]): string {
  const verdict = { checks } as unknown as Verdict;
  const counts = { passed: 1, failed: 0, open: checks.length - 1 };
  const html = renderToStaticMarkup(createElement(VerdictLines, { counts, verdict }));
  return html.slice(0, html.indexOf('<details'));
}

it('a check that could not be made says which and why', () => {
  const html = atOnce(passed, recording);
  expect(html).toContain(
    '第 21 项 录音录像：未提供该分段的文件（2026年5月18日 09:30:19 至 2026年5月18日 09:31:20）',
  );
  expect(html).not.toContain('2026-05-18T');
  expect(html).not.toContain('第 1 项');
});

it('nothing stands there where everything has passed', () => {
  expect(atOnce(passed)).not.toContain('第');
});
