/** One member large. The sound begins only after the journal holds that it is listened to. */
import { Button, Card, Flex, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../../shared/refusal.ts';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { StatusMark } from '../../components/StatusMark.tsx';
import { nameOf, useRoom } from '../supervise.ts';
import { Picture } from './Picture.tsx';
import { MARKS, seatOf, shownOf } from './seatPicture.ts';
import { useView } from './useView.ts';

interface Props {
  readonly who: string;
  readonly onClose: () => void;
}

export function LargeSeat({ who, onClose }: Props) {
  const { t } = useTranslation('roomWall');
  const supervised = useRoom();
  const [sound, setSound] = useState(false);
  const [silenced, setSilenced] = useState<readonly Refusal[]>([]);
  const session = seatOf(supervised, who);
  const shown = shownOf(supervised, session);
  const stream = useView(session?.key ?? null, {
    large: true,
    sound,
    broken(refusals) {
      setSound(false);
      setSilenced(refusals);
    },
  });
  useEffect(() => {
    // What comes back with the monitor is silent: nobody listens without having asked for it.
    if (shown === 'monitor') setSound(false);
  }, [shown]);
  const name = nameOf(supervised.data, who);
  const title = session === null ? name : t('who', { seat: session.seat, name });
  const turn = () => {
    setSilenced([]);
    setSound(!sound);
  };
  return (
    <Card
      size="small"
      title={title}
      aria-label={t('large', { name })}
      // As wide as leaves the controls below the picture on the screen.
      style={{ flex: '1 1 480px', maxWidth: 'max(420px, min(720px, (100vh - 380px) * 4 / 3))' }}
      extra={
        <Button style={{ marginBlock: 4 }} onClick={onClose}>
          {t('close')}
        </Button>
      }
    >
      <Flex vertical gap={12}>
        <Picture stream={stream} sound={sound} label={title} />
        <Flex gap={12} align="center" wrap>
          <StatusMark mark={MARKS[shown]}>{t(`state.${shown}`)}</StatusMark>
          <StatusMark mark={sound && stream !== null ? 'good' : 'off'}>
            {t(sound && stream !== null ? 'listening' : 'silent')}
          </StatusMark>
          <Button type={sound ? 'default' : 'primary'} disabled={shown !== 'live' && !sound} onClick={turn}>
            {t(sound ? 'stop' : 'listen')}
          </Button>
        </Flex>
        <Typography.Text type="secondary">{t('journalled')}</Typography.Text>
        <RefusalNote refusals={silenced} />
      </Flex>
    </Card>
  );
}
