import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, it } from 'vitest';
import { LawQuote } from '../../../../renderer/components/LawQuote.tsx';
import { PhaseStepper } from '../../../../renderer/components/PhaseStepper.tsx';
import { i18next } from '../../../../renderer/texts/index.ts';
import type { Matter } from '../../../../shared/evaluation/law.ts';
import type { Regime } from '../../../../shared/project/model.ts';

afterEach(() => i18next.changeLanguage('zh-CN'));

const quoted = (regime: Regime, on: Matter): string =>
  renderToStaticMarkup(createElement(LawQuote, { regime, on })).replace(/<[^>]*>/gu, '');

it('under a rule stands the article of the project’s law, with its wording where that is certain', async () => {
  expect(quoted('tendering', 'rejection')).toMatch(
    /^法律依据：《招标投标法实施条例》第五十一条有下列情形之一的，评标委员会应当否决其投标/u,
  );
  expect(quoted('tendering', 'reading')).toBe('法律依据：《评标委员会和评标方法暂行规定》第十五条、第十六条');
  expect(quoted('procurement', 'consolidation')).toMatch(
    /^法律依据：《政府采购货物和服务招标投标管理办法》第六十四条评标结果汇总完成后/u,
  );
  await i18next.changeLanguage('en');
  expect(quoted('procurement', 'recusal')).toMatch(
    /^Legal basis: Government Procurement Law, article 12In government procurement/u,
  );
});

it('nothing is cited where no article is certain under the project’s law', () => {
  expect(quoted('procurement', 'rejection')).toBe('');
  expect(quoted('procurement', 'clarification')).toBe('');
  expect(quoted('tendering', 'consolidation')).toBe('');
});

it('the steps of a procurement are called what its law calls them', () => {
  const steps = renderToStaticMarkup(
    createElement(PhaseStepper, { phase: 'review', regime: 'procurement', brokenOff: null }),
  );
  for (const step of ['推选组长', '符合性审查', '商务和技术评估', '综合比较与评价'])
    expect(steps).toContain(`>${step}<`);
  expect(steps).not.toMatch(/资格|初步评审|详细评审|负责人/u);
});
