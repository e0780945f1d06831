/** Deletes what this machine keeps of the room: apart from all else, and only after it has been said once more what goes and that the centre has it. */
import { Alert, Button, Flex, Modal, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { StatusMark } from '../components/StatusMark.tsx';
import { useAsk } from '../components/useAsk.ts';
import { seatsBehind } from './seatsBehind.ts';
import { useRoom } from './supervise.ts';

export function Forget() {
  const { t } = useTranslation('room');
  const { status } = useRoom();
  const [asked, setAsked] = useState(false);
  return (
    <Flex
      justify="space-between"
      align="center"
      gap={16}
      wrap
      style={{ marginBlockStart: 24, paddingBlockStart: 16, borderBlockStart: '1px solid #d0d7de' }}
    >
      <Typography.Text type="secondary" style={{ flex: '1 1 16em' }}>
        {t('outbox.forgetText')}
      </Typography.Text>
      <Button danger disabled={status.stage !== 'delivered'} onClick={() => setAsked(true)}>
        {t('outbox.forget')}
      </Button>
      {asked ? <Asking onClose={() => setAsked(false)} /> : null}
    </Flex>
  );
}

function Asking({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('room');
  const { t: common } = useTranslation();
  const { client, status } = useRoom();
  const behind = seatsBehind(status);
  const asking = useAsk();
  const forget = async () => {
    if ((await asking.run(() => client.ask('forget', {}))) !== null) onClose();
  };
  return (
    <Modal
      open
      title={t('outbox.forget')}
      okText={t('outbox.forgetNow')}
      okButtonProps={{ danger: true }}
      cancelText={common('cancel')}
      confirmLoading={asking.busy}
      onOk={forget}
      onCancel={onClose}
    >
      <Flex vertical gap={12} align="start">
        <StatusMark mark="good">{t('outbox.states.receipt')}</StatusMark>
        <Typography.Text>{t('outbox.forgetWhat')}</Typography.Text>
        {behind.length === 0 ? null : (
          <Alert
            type="warning"
            showIcon
            title={t('outbox.forgetBehind', { seats: behind.join(common('names')) })}
          />
        )}
        <Typography.Text strong>{t('outbox.forgetFinal')}</Typography.Text>
        <RefusalNote refusals={asking.refusals} />
      </Flex>
    </Modal>
  );
}
