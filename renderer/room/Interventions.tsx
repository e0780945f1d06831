/** What the supervisor can do besides: a pause, a note of an intervention, a substitution after a vote, an end before the end. Each with its reason, as it will read in the record. */
import { Button, Card, Flex, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { plainWordsAhead } from '../../shared/record/plainWords.ts';
import { ReadsAhead } from '../components/ReadsAhead.tsx';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { useAsk } from '../components/useAsk.ts';
import { useRoomDraft } from './drafts.ts';
import { Excusing, excusedBy, isComplete, type Reasons } from './Excusing.tsx';
import { Present, usePresence } from './Present.tsx';
import { groundFor, SubstituteForm } from './SubstituteForm.tsx';
import { act, type SupervisorAct, useRoom } from './supervise.ts';

const KINDS = ['intervene', 'pause', 'abort'] as const;
type Kind = (typeof KINDS)[number];

export function Interventions() {
  const { t } = useTranslation('room');
  const { room } = useRoom();
  const [kind, setKind] = useState<Kind | null>(null);
  const absent = room.members.filter((who) => groundFor(room, who)?.kind === 'absence');
  return (
    <Card size="small" title={t('intervention.title')}>
      <Flex vertical gap={8}>
        <Flex gap={8} wrap>
          {KINDS.filter((one) => one !== 'pause' || room.paused === null).map((one) => (
            <Button key={one} danger={one === 'abort'} onClick={() => setKind(one)}>
              {t(`intervention.${one}`)}
            </Button>
          ))}
        </Flex>
        {absent.map((who) => (
          <SubstituteForm key={who} out={who} />
        ))}
      </Flex>
      {kind === null ? null : <Intervention kind={kind} onClose={() => setKind(null)} />}
    </Card>
  );
}

function Intervention({ kind, onClose }: { readonly kind: Kind; readonly onClose: () => void }) {
  const { t } = useTranslation('room');
  const { t: common } = useTranslation();
  const { client, room, status } = useRoom();
  const asking = useAsk();
  const presence = usePresence();
  const draft = useRoomDraft<{ about: string; reason: string; reasons: Reasons }>(['intervention', kind], {
    about: '',
    reason: '',
    reasons: {},
  });
  const { about, reason, reasons } = draft.value;
  const made: Record<Kind, SupervisorAct> = {
    intervene: { type: 'intervene', body: { about, reason } },
    pause: { type: 'pause', body: { reason, present: [...presence.present] } },
    abort: { type: 'close', body: { outcome: 'sealed-aborted', reason, excused: excusedBy(reasons) } },
  };
  const done = async () => {
    if ((await asking.run(() => act(client, made[kind]))) === null) return;
    draft.drop();
    onClose();
  };
  return (
    <Modal
      open
      style={{ top: 24 }}
      title={t(`intervention.${kind}`)}
      okText={common('confirm')}
      okButtonProps={{ danger: kind === 'abort', disabled: reason.trim() === '' || !isComplete(reasons) }}
      cancelText={common('cancel')}
      confirmLoading={asking.busy}
      mask={{ closable: false }}
      onOk={done}
      onCancel={onClose}
    >
      <Flex vertical gap={12}>
        <Typography.Text>{t(`intervention.text.${kind}`)}</Typography.Text>
        {kind === 'intervene' ? (
          <Input
            aria-label={t('intervention.about')}
            placeholder={t('intervention.about')}
            value={about}
            onChange={({ target }) => draft.change({ about: target.value })}
          />
        ) : null}
        <Input.TextArea
          aria-label={common('reason')}
          placeholder={common('reason')}
          autoSize={{ minRows: 3 }}
          value={reason}
          onChange={({ target }) => draft.change({ reason: target.value })}
        />
        <Typography.Text type="secondary">{common('reasonHelp')}</Typography.Text>
        {kind === 'pause' ? <Present {...presence} /> : null}
        {kind === 'abort' ? (
          <Excusing
            who={room.members}
            reasons={reasons}
            onChange={(change) => draft.change({ reasons: change(reasons) })}
          />
        ) : null}
        <ReadsAhead words={plainWordsAhead(room, { ...made[kind], session: status.session ?? '' })} />
        <RefusalNote refusals={asking.refusals} />
      </Flex>
    </Modal>
  );
}
