/** The report itself on screen, made by this seat from its own copy; agree and sign, or dissent with reasons (R12 43). */
import { Button, Flex, Input, Modal, Typography } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unsigned } from '../../../shared/evaluation/ending.ts';
import { CodeInGroups } from '../../components/CodeInGroups.tsx';
import { LawQuote } from '../../components/LawQuote.tsx';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { useAsk } from '../../components/useAsk.ts';
import { Waiting } from '../../components/Waiting.tsx';
import { memberName } from '../names.ts';
import { OwnRecord } from '../OwnRecord.tsx';
import { useSeat, useSitting } from '../seat.ts';
import { PhaseWaiting } from '../Waits.tsx';

const ReportPane = lazy(() => import('../documents/ReportPane.tsx'));

export function Signing() {
  const { t } = useTranslation('seatDecisions');
  const { t: common } = useTranslation();
  const { client, room, me, data } = useSeat();
  const asking = useAsk();
  const [dissenting, setDissenting] = useState(false);
  const own = room.signatures.get(me);
  const open = unsigned(room);
  return (
    <Flex style={{ height: '100%', minHeight: 0 }}>
      <div style={{ flex: '1 1 60%', minWidth: 0, height: '100%' }}>
        <Suspense fallback={<Waiting since={null}>{t('signing.making')}</Waiting>}>
          <ReportPane of="report" />
        </Suspense>
      </div>
      <Flex
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
          <Flex vertical gap={8}>
            <RefusalNote refusals={asking.refusals} />
            <Button
              type="primary"
              size="large"
              loading={asking.busy}
              onClick={() => asking.run(() => client.ask('sign', {}))}
            >
              {t('signing.sign')}
            </Button>
            <Button onClick={() => setDissenting(true)}>{t('signing.dissent')}</Button>
          </Flex>
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
      {dissenting ? <Dissent onClose={() => setDissenting(false)} /> : null}
    </Flex>
  );
}

function Dissent({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('seatDecisions');
  const { t: common } = useTranslation();
  const { client } = useSitting();
  const asking = useAsk();
  const [reason, setReason] = useState('');
  const dissent = async () => {
    if ((await asking.run(() => client.ask('dissent', { reason }))) !== null) onClose();
  };
  return (
    <Modal
      open
      title={t('signing.dissent')}
      okText={t('signing.dissentSign')}
      okButtonProps={{ disabled: reason.trim() === '' }}
      cancelText={common('cancel')}
      confirmLoading={asking.busy}
      onOk={dissent}
      onCancel={onClose}
    >
      <Typography.Paragraph>{t('signing.dissentText')}</Typography.Paragraph>
      <Input.TextArea
        aria-label={common('reason')}
        autoSize={{ minRows: 4 }}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <RefusalNote refusals={asking.refusals} />
    </Modal>
  );
}
