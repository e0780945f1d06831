/** The PIN's own step: after the slip and before anything else, for everybody; also while the supervisor admits him. */
import { Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SeatStatus } from '../../../shared/bridge/seat.ts';
import type { SeatClient } from '../seat.ts';
import { SetPin } from './SetPin.tsx';

interface Props {
  readonly client: SeatClient;
  readonly status: SeatStatus;
}

export function PinStep({ client, status }: Props) {
  const { t } = useTranslation('seatEntry');
  return (
    <Flex vertical gap={16}>
      <Typography.Title level={3} style={{ margin: 0 }}>
        {t('pin.title')}
      </Typography.Title>
      <Typography.Text strong>
        {t(status.stage === 'seated' ? 'pin.admitted' : 'pin.waiting', { name: status.person?.name ?? '' })}
      </Typography.Text>
      <SetPin client={client} isSet={status.pin} />
    </Flex>
  );
}
