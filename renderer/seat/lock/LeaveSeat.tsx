/** Locks this seat's screen when its expert gets up. */
import { LockOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLock } from './lockStore.ts';

export function LeaveSeat() {
  const { t } = useTranslation('seatEntry');
  const lock = useLock((one) => one.lock);
  return (
    <Button icon={<LockOutlined aria-hidden />} onClick={lock}>
      {t('lock.leave')}
    </Button>
  );
}
