/** Covers the seat's whole window in a break: by its own button, or when the room is paused. Opens with the PIN, or with the slip where that is forgotten. */
import { Button, Flex, Input, Modal, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DESK } from '../../app/theme.ts';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { SlipCodeField } from '../../components/SlipCodeField.tsx';
import { useAsk } from '../../components/useAsk.ts';
import { useSeat } from '../seat.ts';
import { recallLock, useLock } from './lockStore.ts';
import { unlock } from './pin.ts';

/** Above every other sheet of this window. */
const OVER_ALL = 3000;

export function LockScreen() {
  const { room, status } = useSeat();
  const { locked, lock } = useLock();
  const paused = room.paused?.seq ?? null;
  const { pin } = status;

  useEffect(() => void recallLock(), []);

  useEffect(() => {
    if (paused !== null && pin) lock();
  }, [paused, pin, lock]);

  return locked ? <Locked /> : null;
}

function Locked() {
  const { t } = useTranslation('seatEntry');
  const { client, status, data, me } = useSeat();
  const open = useLock((one) => one.open);
  const asking = useAsk();
  const [pin, setPin] = useState('');
  const [forgotten, setForgotten] = useState(false);
  const showing = async (shown: Parameters<typeof unlock>[1]) => {
    if ((await asking.run(() => unlock(client, shown))) !== null) open();
    setPin('');
  };
  const byPin = () => showing({ pin });
  return (
    <Modal
      open
      centered
      zIndex={OVER_ALL}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={null}
      title={t('lock.title', {
        seat: status.seat,
        name: data.committee.find(({ expert }) => expert === me)?.name ?? '',
      })}
      styles={{ mask: { background: DESK } }}
    >
      <Flex vertical gap={12}>
        <Typography.Text>{t('lock.text')}</Typography.Text>
        {forgotten ? (
          <SlipCodeField busy={asking.busy} refusals={asking.refusals} onCode={(slip) => showing({ slip })} />
        ) : (
          <>
            <Input.Password
              autoFocus
              aria-label={t('lock.pin')}
              placeholder={t('lock.pin')}
              inputMode="numeric"
              maxLength={12}
              value={pin}
              onChange={({ target }) => setPin(target.value)}
              onPressEnter={byPin}
            />
            <RefusalNote refusals={asking.refusals} />
          </>
        )}
        <Flex gap={8} justify="space-between" wrap>
          <Button
            type="link"
            onClick={() => {
              asking.clear();
              setForgotten(!forgotten);
            }}
          >
            {t(forgotten ? 'lock.byPin' : 'lock.forgotten')}
          </Button>
          {forgotten ? null : (
            <Button type="primary" disabled={pin === ''} loading={asking.busy} onClick={byPin}>
              {t('lock.open')}
            </Button>
          )}
        </Flex>
      </Flex>
    </Modal>
  );
}
