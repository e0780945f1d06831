/** What the windows say under one law holds nothing of the other one, and no article beside the table in `shared/evaluation/law.ts`. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../../renderer/texts/en/index.ts';
import { regimeStore, speakOf } from '../../../renderer/texts/regime.ts';
import { zh } from '../../../renderer/texts/zh-CN/index.ts';
import { LAW, type QuotedArticle } from '../../../shared/evaluation/law.ts';
import { TERMS } from '../../../shared/evaluation/terms.ts';
import type { Regime } from '../../../shared/project/model.ts';
import { termsIn } from '../../../shared/record/words.ts';
import { CITATIONS } from '../../../shared/report/citations.ts';
import { foreignTerms, leaves, REGIMES } from '../../regimeTerms.ts';

const CITED = [
  /《[^》]*(?:法|条例|规定|办法|规则)》/u,
  /第[〇一二三四五六七八九十百]+条/u,
  /第\s*\d+\s*条/u,
  /\barticles? (?:\d|\{\{)/iu,
  /\b(?:R12|R20|R87|X26|BL|BR)\b/u,
];

it('no text of a catalogue cites an article: the table does, by regime', () => {
  const found = [zh, en].flatMap((catalogue) =>
    [...leaves(catalogue)].filter(([, text]) => CITED.some((pattern) => pattern.test(text))),
  );
  expect(found).toEqual([]);
});

describe('the table of articles', () => {
  const cited = (regime: Regime): [string, string][] =>
    Object.entries<QuotedArticle | null>(LAW[regime]).flatMap(([matter, article]) =>
      article === null ? [] : [[matter, article.en]],
    );

  it('cites what is certain under each regime, and nothing else', () => {
    const order12 = 'Interim Provisions on Bid Evaluation Committees and Bid Evaluation Methods';
    const regulation = 'Regulation under the Bidding Law';
    const order87 = 'Measures for Bidding in Government Procurement of Goods and Services';
    expect(cited('tendering')).toEqual([
      ['reading', `${order12}, articles 15 and 16`],
      ['recusal', `${order12}, article 12`],
      ['substitution', `${regulation}, article 48`],
      ['rejection', `${regulation}, article 51`],
      ['clarification', `${regulation}, article 52`],
      ['signing', `${order12}, article 43`],
    ]);
    expect(cited('procurement')).toEqual([
      ['recusal', 'Government Procurement Law, article 12'],
      ['consolidation', `${order87}, article 64`],
      ['signing', `${order87}, article 61`],
    ]);
  });

  it('has no article of one regime under the other', () => {
    const names = (regime: Regime): string[] =>
      Object.values<QuotedArticle | null>(LAW[regime]).flatMap((article) =>
        article === null ? [] : [/^《.*》/u.exec(article.zh)![0]],
      );
    expect(names('tendering').filter((name) => names('procurement').includes(name))).toEqual([]);
  });

  it('is the one that the report cites from', () => {
    for (const regime of REGIMES)
      for (const [matter, article] of Object.entries<QuotedArticle | null>(LAW[regime]))
        if (article !== null)
          expect(CITATIONS[regime][matter as keyof (typeof CITATIONS)['tendering']], matter).toContain(
            article.zh,
          );
  });
});

/** Texts of the trading centre and the chooser that are shown before it is known under which law: they name both. */
const BEFORE = /^(?:centre\.prepare|manual\.centre)\./u;

describe('under either law', () => {
  let text: (key: string, values?: Readonly<Record<string, string>>) => string;
  beforeAll(async () => {
    const { i18next } = await import('../../../renderer/texts/index.ts');
    const t = i18next.getFixedT('zh-CN') as unknown as typeof text;
    text = (key, values = {}) => {
      const [namespace, ...path] = key.split('.');
      return t(`${namespace}:${path.join('.')}`, values);
    };
  });
  afterEach(() => {
    regimeStore.setState({ regime: null });
  });

  it.each(REGIMES)('%s: no text of a window holds a term of the other one', (regime) => {
    speakOf(regime);
    const foreign = foreignTerms(regime);
    const keys = [...leaves(zh)].map(([key]) => key).filter((key) => !BEFORE.test(key));
    const found = keys.flatMap((key) => {
      const word = foreign.find((term) => text(key).includes(term));
      return word === undefined ? [] : [`${key}: ${word}`];
    });
    expect(found).toEqual([]);
    expect(keys.length).toBeGreaterThan(500);
  });

  it.each(REGIMES)('%s: no step, no outcome and no quote holds a term of the other one', (regime) => {
    const foreign = foreignTerms(regime);
    const own = [...leaves(termsIn('zh', regime)), ...leaves(LAW[regime])];
    const found = own.filter(([, said]) => foreign.some((term) => said.includes(term)));
    expect(found).toEqual([]);
  });

  it('the steps are short forms of the phases that the report names', () => {
    expect(TERMS.procurement.phases.review).toContain(TERMS.procurement.steps.review);
    expect(TERMS.procurement.phases.scoring).toContain(TERMS.procurement.steps.scoring);
    for (const { phases, steps } of Object.values(TERMS)) {
      expect(phases.review).toContain(steps.review);
      expect(phases.scoring).toContain(steps.scoring);
      expect(phases.consolidation).toContain(steps.consolidation);
    }
  });

  it('what one law calls a supervisor, a lot and a rejected bid stands in the sentences', () => {
    speakOf('procurement');
    expect(text('seatEntry.frame.call')).toBe('呼叫现场监督人员');
    expect(text('base.lot', { lot: '2' })).toBe('采购包 2');
    expect(text('seatDecisions.consolidation.rejected')).toBe('投标无效');
    speakOf('tendering');
    expect(text('seatEntry.frame.call')).toBe('呼叫见证人员');
    expect(text('base.lot', { lot: '2' })).toBe('标段 2');
    expect(text('seatDecisions.consolidation.rejected')).toBe('否决投标');
  });

  it('before a window knows under which law, it names both', () => {
    expect(text('base.fault.text')).toContain('告知见证人员（现场监督人员）');
  });
});
