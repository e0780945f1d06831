/** The station's process has gone, is starting or does not start: said over the screen, which stays as it is. */
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { stationProcess } from '../station/starts.ts';
import { NotStarted } from './NotStarted.tsx';

/** @param screen whether there is one; without it what is to be said of a start stands in its place (`Starting`) */
export function ProcessNote({ screen }: { readonly screen: boolean }) {
  const { t } = useTranslation();
  const { state, generation, refusals } = useStore(stationProcess);
  if (refusals.length > 0)
    return screen ? (
      <div style={{ padding: '12px 16px', background: '#ffffff', borderBlockEnd: '1px solid #d0d7de' }}>
        <NotStarted />
      </div>
    ) : null;
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
