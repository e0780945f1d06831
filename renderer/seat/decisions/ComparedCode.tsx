/** The one step before a signature under the report, whichever it is: the check code, in groups that can be read aloud. */
import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { CodeInGroups } from '../../components/CodeInGroups.tsx';

export function ComparedCode({ code }: { readonly code: string }) {
  const { t } = useTranslation('seatDecisions');
  return (
    <>
      <Typography.Text>{t('signing.confirmText')}</Typography.Text>
      <CodeInGroups code={code} />
    </>
  );
}
