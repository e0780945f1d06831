/** Calls the supervisor to this seat: an entry of the journal, so that nobody can say that nobody was called. */
import { Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { useAsk } from '../components/useAsk.ts';
import { useSitting } from './seat.ts';

/** 2 of 3: somebody is waiting, nothing is in danger. */
const LEVEL = 2;

export function CallSupervisor({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('seatEntry');
  const { t: common } = useTranslation();
  const { client, me } = useSitting();
  const asking = useAsk();
  const [text, setText] = useState('');
  const call = async () => {
    const body = { kind: 'call', level: LEVEL, about: me, text };
    if ((await asking.run(() => client.ask('act', { act: { type: 'alarm', body } }))) !== null) onClose();
  };
  return (
    <Modal
      open
      title={t('call.title')}
      okText={t('call.send')}
      cancelText={common('cancel')}
      confirmLoading={asking.busy}
      onOk={call}
      onCancel={onClose}
    >
      <Typography.Paragraph>{t('call.text')}</Typography.Paragraph>
      <Input.TextArea
        aria-label={t('call.matter')}
        placeholder={t('call.matter')}
        value={text}
        maxLength={200}
        onChange={({ target }) => setText(target.value)}
      />
      <RefusalNote refusals={asking.refusals} />
    </Modal>
  );
}
