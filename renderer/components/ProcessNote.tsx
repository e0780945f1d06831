/** The station's process has gone or is starting: said over the screen, which stays as it is. */
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { stationProcess } from '../station/starts.ts';

export function ProcessNote() {
  const { t } = useTranslation();
  const { state, generation } = useStore(stationProcess);
  if (state === 'up') return null;
  const again = state === 'gone' || generation > 1;
  return (
    <Alert
      banner
      role="alert"
      type={again ? 'warning' : 'info'}
      title={again ? t('process.gone') : t('process.starting')}
    />
  );
}
