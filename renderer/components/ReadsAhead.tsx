/** How an act will read in the record, before it is done. */
import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Words } from '../../shared/record/words.ts';
import { useLanguage } from './languageOf.ts';

export function ReadsAhead({ words }: { readonly words: Words }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      <Typography.Text type="secondary">{t('reads')}</Typography.Text>
      <blockquote style={{ margin: 0, padding: '8px 12px', borderInlineStart: '4px solid #8c959f' }}>
        {words[language]}
      </blockquote>
    </>
  );
}
