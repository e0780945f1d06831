/** A rule's article, folded out under the rule. */
import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props {
  /** Name of the law and number of the article, as printed. */
  readonly article: string;
  readonly text: string;
}

export function LawQuote({ article, text }: Props) {
  const { t } = useTranslation();
  return (
    <details>
      <summary style={{ cursor: 'pointer' }}>
        {t('lawQuote')}: {article}
      </summary>
      <Typography.Paragraph style={{ margin: '8px 0 0 1.2em' }}>{text}</Typography.Paragraph>
    </details>
  );
}
