/** The chair has the report made; the others wait for it. */
import { Button, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { useAsk } from '../../components/useAsk.ts';
import { Sheet } from '../Sheet.tsx';
import { useSeat } from '../seat.ts';
import { PhaseWaiting } from '../Waits.tsx';

export function ReportMaking() {
  const { t } = useTranslation('seatDecisions');
  const { client, room, me, terms } = useSeat();
  const asking = useAsk();
  const outcome = room.outcome === null ? '' : terms.outcomes[room.outcome.kind];
  return (
    <Sheet title={t('report.title')}>
      <Typography.Text strong>{t('report.outcome', { outcome })}</Typography.Text>
      {room.chair?.member === me ? (
        <>
          <Typography.Text>{t('report.text')}</Typography.Text>
          <RefusalNote refusals={asking.refusals} />
          <Flex justify="end">
            <Button
              type="primary"
              loading={asking.busy}
              onClick={() => asking.run(() => client.ask('report', {}))}
            >
              {t('report.make')}
            </Button>
          </Flex>
        </>
      ) : (
        <PhaseWaiting>{t('report.waiting', { chair: terms.chair })}</PhaseWaiting>
      )}
    </Sheet>
  );
}
