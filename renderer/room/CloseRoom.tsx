/** The one act that ends the room. Who cannot sign the seal because the seat is out of reach has to be named before, with the reason: afterwards nothing can be added. */
import { Flex, Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { useAsk } from '../components/useAsk.ts';
import { useRoomDraft } from './drafts.ts';
import { Excusing, excusedBy, isComplete, type Reasons, useAway } from './Excusing.tsx';
import { act, useRoom } from './supervise.ts';

export function CloseRoom({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('room');
  const { t: common } = useTranslation();
  const { client } = useRoom();
  const asking = useAsk();
  const draft = useRoomDraft<{ reasons: Reasons }>(['close'], { reasons: {} });
  const { reasons } = draft.value;
  // Who is connected again will sign, whatever was said of it before.
  const away = useAway();
  const standing = Object.fromEntries(Object.entries(reasons).filter(([who]) => away.includes(who)));
  const close = async () => {
    const body = { outcome: 'sealed' as const, reason: '', excused: excusedBy(standing) };
    if ((await asking.run(() => act(client, { type: 'close', body }))) === null) return;
    draft.drop();
    onClose();
  };
  return (
    <Modal
      open
      title={t('closing.close')}
      okText={t('closing.confirm')}
      okButtonProps={{ disabled: !isComplete(standing) }}
      cancelText={common('cancel')}
      confirmLoading={asking.busy}
      mask={{ closable: false }}
      onOk={close}
      onCancel={onClose}
    >
      <Flex vertical gap={12}>
        <Typography.Text>{t('closing.confirmText')}</Typography.Text>
        <Excusing
          who={away}
          reasons={standing}
          onChange={(change) => draft.change({ reasons: change(reasons) })}
        />
        <RefusalNote refusals={asking.refusals} />
      </Flex>
    </Modal>
  );
}
