/** Locks this seat's screen when its expert gets up; who has no PIN yet sets one first. */
import { LockOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSeat } from '../seat.ts';
import { useLock } from './lockStore.ts';
import { SetPin } from './SetPin.tsx';

export function LeaveSeat() {
  const { t } = useTranslation('seatEntry');
  const { client, status } = useSeat();
  const lock = useLock((one) => one.lock);
  const [setting, setSetting] = useState(false);
  return (
    <>
      <Button icon={<LockOutlined aria-hidden />} onClick={() => (status.pin ? lock() : setSetting(true))}>
        {t('lock.leave')}
      </Button>
      <Modal
        open={setting}
        title={t('pin.title')}
        footer={null}
        destroyOnHidden
        onCancel={() => setSetting(false)}
      >
        <SetPin
          client={client}
          onSet={() => {
            setSetting(false);
            lock();
          }}
        />
      </Modal>
    </>
  );
}
