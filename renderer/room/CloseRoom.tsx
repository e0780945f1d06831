/** The one act that ends the room. Who cannot sign the seal because the seat is out of reach has to be named before, with the reason: afterwards nothing can be added. */
import { Alert, Checkbox, Flex, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { activeSession } from '../../shared/evaluation/committee.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { useAsk } from '../components/useAsk.ts';
import { act, nameOf, useRoom } from './supervise.ts';

export function CloseRoom({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('room');
  const { t: common } = useTranslation();
  const { client, status, room, data } = useRoom();
  const asking = useAsk();
  /** Reasons by member; a member who stands here will not sign. */
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const away = room.members.filter((who) => {
    const key = activeSession(room, who)?.key;
    return !status.seats.some(({ up, sessions }) => up && key !== undefined && sessions.includes(key));
  });
  const excused = away.flatMap((who) => (reasons[who] === undefined ? [] : [{ who, reason: reasons[who] }]));
  const complete = excused.every(({ reason }) => reason.trim() !== '');
  const close = async () => {
    const body = { outcome: 'sealed', reason: '', excused } as const;
    if ((await asking.run(() => act(client, { type: 'close', body }))) !== null) onClose();
  };
  return (
    <Modal
      open
      title={t('closing.close')}
      okText={t('closing.confirm')}
      okButtonProps={{ disabled: !complete }}
      cancelText={common('cancel')}
      confirmLoading={asking.busy}
      onOk={close}
      onCancel={onClose}
    >
      <Flex vertical gap={12}>
        <Typography.Text>{t('closing.confirmText')}</Typography.Text>
        {away.length === 0 ? null : <Alert type="warning" showIcon title={t('closing.away')} />}
        {away.map((who) => (
          <Flex vertical gap={4} key={who}>
            <Checkbox
              checked={reasons[who] !== undefined}
              onChange={({ target }) =>
                setReasons(({ [who]: _, ...others }) => (target.checked ? { ...others, [who]: '' } : others))
              }
            >
              {t('closing.excuse', { name: nameOf(data, who) })}
            </Checkbox>
            {reasons[who] === undefined ? null : (
              <Input
                aria-label={t('closing.excuseReason', { name: nameOf(data, who) })}
                placeholder={common('reason')}
                value={reasons[who]}
                onChange={({ target }) => setReasons((all) => ({ ...all, [who]: target.value }))}
              />
            )}
          </Flex>
        ))}
        <RefusalNote refusals={asking.refusals} />
      </Flex>
    </Modal>
  );
}
