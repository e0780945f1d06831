/** What a member can bring up: the own recusal; before the committee a motion, the chair's request to go back, an ending without a ranking. Only what would take effect is offered. */
import { AuditOutlined } from '@ant-design/icons';
import { Button, Flex, Input, Modal, Radio, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { expertsItems } from '../../../shared/evaluation/committee.ts';
import { readTypedScore } from '../../../shared/scoring/typedScore.ts';
import { usePhaseName } from '../../components/PhaseStepper.tsx';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { useAsk } from '../../components/useAsk.ts';
import { useScoreDraft, useSeatDraft } from '../drafts.ts';
import { bidName, memberName } from '../names.ts';
import { Recusal } from '../Recusal.tsx';
import { useSeat } from '../seat.ts';
import { actOf, type Matter, mattersOf, mayRecuse } from './committeeMatters.ts';

/** What a matter asks, as a sentence. */
function useMatterText(): (matter: Matter) => string {
  const { t } = useTranslation('seatDecisions');
  const { data } = useSeat();
  const phaseName = usePhaseName(data.project.regime);
  return (matter) => {
    switch (matter.kind) {
      case 'absence':
      case 'taken-to-agree':
        return t(`motion.${matter.kind}`, { member: memberName(data, matter.member) });
      case 'mend':
        return t('matter.mend', {
          member: memberName(data, matter.member),
          bid: bidName(data, matter.bid),
          item: expertsItems(data).find(({ id }) => id === matter.item)?.name ?? '',
        });
      case 'back':
        return t('matter.back', { phase: phaseName(matter.to) });
      case 'recusal':
        return t('matter.recusal');
      case 'ending':
        return t(`matter.endings.${matter.outcome}`);
      default:
        return t(`motion.${matter.kind}`);
    }
  };
}

export function CommitteeMatters() {
  const { t } = useTranslation('seatDecisions');
  const { room, me, status } = useSeat();
  const [open, setOpen] = useState<'matters' | 'recusal' | null>(null);
  const close = () => setOpen(null);
  // Who has recused himself brings nothing up any more.
  if (room.member.get(me)?.recused) return null;
  if (room.paused !== null || (room.announced === null && !mayRecuse(room, status.session))) return null;
  return (
    <>
      <Button icon={<AuditOutlined aria-hidden />} onClick={() => setOpen('matters')}>
        {t('matter.open')}
      </Button>
      {open === 'matters' ? <Choice onClose={close} onRecusal={() => setOpen('recusal')} /> : null}
      {open === 'recusal' ? <Recusal onClose={close} /> : null}
    </>
  );
}

interface ChoiceProps {
  readonly onClose: () => void;
  readonly onRecusal: () => void;
}

function Choice({ onClose, onRecusal }: ChoiceProps) {
  const { t } = useTranslation('seatDecisions');
  const { t: common } = useTranslation();
  const { client, room, status, data } = useSeat();
  const asking = useAsk();
  const text = useMatterText();
  const [matters] = useState(() => mattersOf(room, status.session));
  const draft = useSeatDraft(['matter'], { matter: '', reason: '' });
  const typed = useScoreDraft(['matter'], { score: '' });
  const { reason } = draft.value;
  const { score } = typed.value;
  const matter = matters.find((one) => JSON.stringify(one) === draft.value.matter);
  const recusing = matter?.kind === 'recusal';
  const bring = async () => {
    if (matter === undefined) return;
    if (matter.kind === 'recusal') {
      draft.change({ matter: '' });
      onRecusal();
      return;
    }
    const done = await asking.run(async () => {
      let counts = '';
      if (matter.kind === 'mend') {
        const read = readTypedScore(expertsItems(data).find(({ id }) => id === matter.item)!, score);
        if (!read.ok) return read;
        counts = read.value;
      }
      return client.ask('act', { act: actOf(matter, reason, counts) });
    });
    if (done === null) return;
    draft.drop();
    typed.drop();
    onClose();
  };
  return (
    <Modal
      open
      style={{ top: 24 }}
      title={t('matter.title')}
      okText={t(recusing ? 'matter.recuse' : 'matter.bring')}
      okButtonProps={{ disabled: matter === undefined || (!recusing && reason.trim() === '') }}
      cancelText={common('cancel')}
      confirmLoading={asking.busy}
      mask={{ closable: false }}
      onOk={bring}
      onCancel={onClose}
    >
      <Flex vertical gap={12}>
        <Typography.Text>{matters.length === 0 ? t('matter.none') : t('matter.text')}</Typography.Text>
        <Radio.Group
          aria-label={t('matter.title')}
          value={draft.value.matter}
          onChange={({ target }) => draft.change({ matter: target.value })}
          style={{ display: 'flex', flexDirection: 'column', gap: 8 }}
        >
          {matters.map((one) => (
            <Radio key={text(one)} value={JSON.stringify(one)}>
              {text(one)}
            </Radio>
          ))}
        </Radio.Group>
        {matter?.kind === 'mend' ? (
          <Input
            aria-label={t('matter.score')}
            placeholder={t('matter.score')}
            inputMode="decimal"
            value={score}
            onChange={({ target }) => typed.change({ score: target.value })}
          />
        ) : null}
        {matters.length === 0 || recusing ? null : (
          <Input.TextArea
            aria-label={common('reason')}
            placeholder={common('reason')}
            autoSize={{ minRows: 3 }}
            value={reason}
            onChange={({ target }) => draft.change({ reason: target.value })}
          />
        )}
        {recusing ? null : <Typography.Text type="secondary">{common('reasonHelp')}</Typography.Text>}
        <RefusalNote refusals={asking.refusals} />
      </Flex>
    </Modal>
  );
}
