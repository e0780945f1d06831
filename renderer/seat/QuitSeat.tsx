/** A seat that must not be ended yet: its expert asks the supervisor, whose act lets it go. */
import { Button, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BridgeClient } from '../../shared/bridge/client.ts';
import type { SeatStatus, seatContract } from '../../shared/bridge/seat.ts';
import { QuitRefused } from '../components/QuitRefused.tsx';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { useAsk } from '../components/useAsk.ts';

/** 2 of 3: somebody is waiting, nothing is in danger. */
const LEVEL = 2;

export function QuitSeat({
  client,
  status,
}: {
  readonly client: BridgeClient<typeof seatContract>;
  readonly status: SeatStatus;
}) {
  const { t } = useTranslation('seatEntry');
  const asking = useAsk();
  const [isAsked, setAsked] = useState(false);
  const { person, quit, stage } = status;
  const ask = async () => {
    if (person === null || quit === null) return;
    const body = { kind: 'quit', level: LEVEL, about: person.who, text: quit.zh };
    const made = await asking.run(() => client.ask('act', { act: { type: 'alarm', body } }));
    setAsked(made !== null);
  };
  return (
    <QuitRefused why={quit}>
      {stage !== 'seated' || person === null ? null : (
        <Button style={{ marginBlockStart: 12 }} disabled={isAsked} loading={asking.busy} onClick={ask}>
          {t('quit.ask')}
        </Button>
      )}
      {isAsked ? <Typography.Paragraph>{t('quit.asked')}</Typography.Paragraph> : null}
      <RefusalNote refusals={asking.refusals} />
    </QuitRefused>
  );
}
