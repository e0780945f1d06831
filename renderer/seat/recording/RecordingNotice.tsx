/** What is recorded, for how long and who sees it, told before somebody agrees to it. */
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';

/** @param agreed he has agreed at his sign-in, and is reminded */
export function RecordingNotice({ agreed }: { readonly agreed: boolean }) {
  const { t } = useTranslation('seatRecording');
  return (
    <Alert
      type="info"
      showIcon
      title={t('notice.title')}
      description={
        <ul style={{ margin: 0, paddingInlineStart: '1.2em' }}>
          <li>{t('notice.what')}</li>
          <li>{t('notice.when')}</li>
          <li>{t('notice.who')}</li>
          <li>{t(agreed ? 'notice.agreed' : 'notice.agree')}</li>
        </ul>
      }
    />
  );
}
