/** The report itself on screen, made by this seat from its own copy; agree and sign, or dissent with reasons (R12 43). */
import { Flex, Input, Modal, Typography } from 'antd';
import { lazy, Suspense, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unsigned } from '../../../shared/evaluation/ending.ts';
import { CodeInGroups } from '../../components/CodeInGroups.tsx';
import { LawQuote } from '../../components/LawQuote.tsx';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { useAsk } from '../../components/useAsk.ts';
import { Waiting } from '../../components/Waiting.tsx';
import { useSeatDraft } from '../drafts.ts';
import { memberName } from '../names.ts';
import { OwnRecord } from '../OwnRecord.tsx';
import { useSeat } from '../seat.ts';
import { PhaseWaiting } from '../Waits.tsx';
import { ComparedCode } from './ComparedCode.tsx';
import { OpinionButtons } from './OpinionButtons.tsx';

const ReportPane = lazy(() => import('../documents/ReportPane.tsx'));

export function Signing() {
  const { t } = useTranslation('seatDecisions');
  const { t: common } = useTranslation();
  const { room, me, data } = useSeat();
  /** Whether the report is on the screen: nobody signs what he has not had before him. */
  const [drawn, setDrawn] = useState(false);
  const [agreeing, setAgreeing] = useState(false);
  const [dissenting, setDissenting] = useState(false);
  const own = room.signatures.get(me);
  const open = unsigned(room);
  const onDrawn = useCallback(() => setDrawn(true), []);
  return (
    <Flex style={{ height: '100%', minHeight: 0 }}>
      <div style={{ flex: '1 1 60%', minWidth: 0, height: '100%' }}>
        <Suspense fallback={<Waiting since={null}>{t('signing.making')}</Waiting>}>
          <ReportPane of="report" onDrawn={onDrawn} />
        </Suspense>
      </div>
      <Flex
        data-pane
        vertical
        gap={16}
        style={{
          flex: '0 0 24em',
          padding: 16,
          background: '#ffffff',
          overflow: 'auto',
          boxSizing: 'border-box',
        }}
      >
        <Typography.Title level={3} style={{ margin: 0 }}>
          {t('signing.title')}
        </Typography.Title>
        <Typography.Text>{t('signing.text')}</Typography.Text>
        <LawQuote regime={data.project.regime} on="signing" />
        {room.report === null ? null : (
          <div>
            <Typography.Text type="secondary">{t('signing.code')}</Typography.Text>
            <CodeInGroups code={room.report.digest} />
          </div>
        )}
        {own === undefined ? (
          <OpinionButtons
            drawn={drawn}
            onAgree={() => setAgreeing(true)}
            onDissent={() => setDissenting(true)}
          />
        ) : (
          <Flex vertical gap={16} align="start">
            <div style={{ width: '100%' }}>
              <PhaseWaiting done={room.members.length - open.length} of={room.members.length}>
                {open.length === 0
                  ? t('signing.all')
                  : t('signing.waiting', {
                      own: t(`signing.own.${own.kind}`),
                      names: open.map((who) => memberName(data, who)).join(common('names')),
                    })}
              </PhaseWaiting>
            </div>
            <OwnRecord />
          </Flex>
        )}
      </Flex>
      {agreeing && own === undefined ? <Agreement onClose={() => setAgreeing(false)} /> : null}
      {dissenting && own === undefined ? <Dissent onClose={() => setDissenting(false)} /> : null}
    </Flex>
  );
}

function Agreement({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('seatDecisions');
  const { t: common } = useTranslation();
  const { client, room } = useSeat();
  const asking = useAsk();
  const sign = async () => {
    if ((await asking.run(() => client.ask('sign', {}))) !== null) onClose();
  };
  return (
    <Modal
      open
      title={t('signing.sign')}
      okText={t('signing.confirm')}
      cancelText={common('back')}
      confirmLoading={asking.busy}
      onOk={sign}
      onCancel={onClose}
    >
      <Flex vertical gap={12}>
        <ComparedCode code={room.report?.digest ?? ''} />
        <RefusalNote refusals={asking.refusals} />
      </Flex>
    </Modal>
  );
}

function Dissent({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('seatDecisions');
  const { t: common } = useTranslation();
  const { client, room } = useSeat();
  const asking = useAsk();
  const draft = useSeatDraft(['dissent', room.rounds.length], { reason: '' });
  const { reason } = draft.value;
  const dissent = async () => {
    if ((await asking.run(() => client.ask('dissent', { reason }))) === null) return;
    draft.drop();
    onClose();
  };
  return (
    <Modal
      open
      title={t('signing.dissent')}
      okText={t('signing.dissentSign')}
      okButtonProps={{ disabled: reason.trim() === '' }}
      cancelText={common('cancel')}
      confirmLoading={asking.busy}
      mask={{ closable: false }}
      onOk={dissent}
      onCancel={onClose}
    >
      <Flex vertical gap={12}>
        <Typography.Text>{t('signing.dissentText')}</Typography.Text>
        <Input.TextArea
          aria-label={common('reason')}
          autoSize={{ minRows: 4 }}
          value={reason}
          onChange={({ target }) => draft.change({ reason: target.value })}
        />
        <ComparedCode code={room.report?.digest ?? ''} />
        <RefusalNote refusals={asking.refusals} />
      </Flex>
    </Modal>
  );
}
