/** Two different facts: what is saved on this machine, and what the room has acknowledged. */
import { Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { StatusMark } from '../../components/StatusMark.tsx';
import { useSeat } from '../seat.ts';

export function SavedState() {
  const { t } = useTranslation('seatWork');
  const { saved, received } = useSeat().status.acts;
  const waiting = saved - received;
  return (
    <Flex gap={8} wrap>
      <StatusMark mark="good">{t('saved.here')}</StatusMark>
      <StatusMark mark={waiting > 0 ? 'wait' : 'good'}>
        {waiting > 0 ? t('saved.waiting', { count: waiting }) : t('saved.received')}
      </StatusMark>
    </Flex>
  );
}
