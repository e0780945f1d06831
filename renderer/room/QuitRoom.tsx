/** A room that holds what the centre has not: its program is ended only with the supervisor's slip. */
import { useTranslation } from 'react-i18next';
import { QuitRefused } from '../components/QuitRefused.tsx';
import { SlipCodeField } from '../components/SlipCodeField.tsx';
import { useAsk } from '../components/useAsk.ts';
import { useRoom } from './supervise.ts';

export function QuitRoom() {
  const { t } = useTranslation('room');
  const { client, status } = useRoom();
  const asking = useAsk();
  return (
    <QuitRefused why={status.quit}>
      <p>{t('quit')}</p>
      <SlipCodeField
        busy={asking.busy}
        refusals={asking.refusals}
        onCode={(code) => void asking.run(() => client.ask('letGo', { code }))}
      />
    </QuitRefused>
  );
}
