/** The article on which a rule rests, under the rule: folded out where its wording is certain, else by its number; nothing where not even that is. */
import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { LAW, type Matter, type QuotedArticle } from '../../shared/evaluation/law.ts';
import type { Regime } from '../../shared/project/model.ts';
import { useLanguage } from './languageOf.ts';

interface Props {
  readonly regime: Regime;
  readonly on: Matter;
}

export function LawQuote({ regime, on }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const article: QuotedArticle | null = LAW[regime][on];
  if (article === null) return null;
  const cited = t('labelled', { label: t('lawQuote'), text: article[language] });
  if (article.quote === null) return <Typography.Text type="secondary">{cited}</Typography.Text>;
  return (
    <details>
      <summary style={{ cursor: 'pointer', padding: '8px 0' }}>{cited}</summary>
      <Typography.Paragraph style={{ margin: '0 0 8px 1.2em' }}>
        {article.quote[language]}
      </Typography.Paragraph>
    </details>
  );
}
