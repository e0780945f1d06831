/** Two different facts: what is saved on this machine, and what the room has acknowledged. */
import { Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { StatusMark } from '../../components/StatusMark.tsx';
import { useSeat } from '../seat.ts';

interface Props {
  /** Something on the screen is not durable here: it is being typed, was refused, or the station is gone. */
  readonly unsaved?: boolean;
}

export function SavedState({ unsaved = false }: Props) {
  const { t } = useTranslation('seatWork');
  const { saved, received } = useSeat().status.acts;
  const waiting = saved - received;
  return (
    <Flex gap={8} wrap>
      <StatusMark mark={unsaved ? 'warn' : 'good'}>{t(unsaved ? 'saved.notYet' : 'saved.here')}</StatusMark>
      <StatusMark mark={waiting > 0 ? 'wait' : 'good'}>
        {waiting > 0 ? t('saved.waiting', { count: waiting }) : t('saved.received')}
      </StatusMark>
    </Flex>
  );
}
