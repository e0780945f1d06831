/** Commitment or recusal: the bidders' names, the text, and two ways to answer it. */
import { Button, Flex, Form, Input, Modal, Select, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { COMMITMENTS, commitmentDigest } from '../../shared/evaluation/commitment.ts';
import type { Bodies } from '../../shared/journal/acts.ts';
import { nobleCrypto } from '../../shared/ports/nobleCrypto.ts';
import { LawQuote } from '../components/LawQuote.tsx';
import { useLanguage } from '../components/languageOf.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { useAsk } from '../components/useAsk.ts';
import { useSeatDraft } from './drafts.ts';
import { RecordingNotice } from './recording/RecordingNotice.tsx';
import { Sheet } from './Sheet.tsx';
import { useSeat } from './seat.ts';

type Ground = Bodies['recuse']['ground'];
const GROUNDS: readonly Ground[] = ['kin', 'employment', 'interest', 'tie', 'other'];

export function Commitment() {
  const { t } = useTranslation('seatEntry');
  const language = useLanguage();
  const { client, data, room } = useSeat();
  const asking = useAsk();
  const [recusing, setRecusing] = useState(false);
  const { regime } = data.project;
  const text = commitmentDigest(nobleCrypto, regime);
  const commit = () =>
    asking.run(() => client.ask('act', { act: { type: 'commit', body: { text, recording: true } } }));
  return (
    <Sheet title={t('commitment.title')}>
      <Typography.Text strong>{t('commitment.bidders')}</Typography.Text>
      <Table
        size="small"
        pagination={false}
        rowKey="bid"
        dataSource={[...data.bids]}
        columns={[
          { title: t('commitment.number'), dataIndex: 'bid', width: '6em' },
          { title: t('commitment.bidder'), dataIndex: 'name' },
          { title: t('commitment.enterprise'), dataIndex: 'enterprise', className: 'figures' },
        ]}
      />
      <Typography.Text strong>{t('commitment.text')}</Typography.Text>
      <ol style={{ margin: 0, lineHeight: 1.8 }}>
        {COMMITMENTS[regime][language].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <LawQuote regime={regime} on="recusal" />
      {language === 'en' ? (
        <Typography.Text type="secondary">{t('commitment.chinese')}</Typography.Text>
      ) : null}
      {room.opening?.recording.due ? <RecordingNotice agreed /> : null}
      <Typography.Text type="secondary">{t('commitment.recording')}</Typography.Text>
      <RefusalNote refusals={asking.refusals} />
      <Flex gap={8} justify="end">
        <Button onClick={() => setRecusing(true)}>{t('recusal.open')}</Button>
        <Button type="primary" loading={asking.busy} onClick={commit}>
          {t('commitment.sign')}
        </Button>
      </Flex>
      {recusing ? <Recusal onClose={() => setRecusing(false)} /> : null}
    </Sheet>
  );
}

function Recusal({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('seatEntry');
  const { t: common } = useTranslation();
  const { client, data } = useSeat();
  const asking = useAsk();
  const draft = useSeatDraft<{ ground: Ground; reason: string }>(['recusal'], { ground: 'kin', reason: '' });
  const { ground, reason } = draft.value;
  const recuse = async () => {
    const done = await asking.run(() =>
      client.ask('act', { act: { type: 'recuse', body: { ground, reason } } }),
    );
    if (done === null) return;
    draft.drop();
    onClose();
  };
  return (
    <Modal
      open
      title={t('recusal.title')}
      okText={t('recusal.declare')}
      okButtonProps={{ danger: true, disabled: reason.trim() === '' }}
      cancelText={common('cancel')}
      confirmLoading={asking.busy}
      mask={{ closable: false }}
      onOk={recuse}
      onCancel={onClose}
    >
      <Typography.Paragraph>{t('recusal.text')}</Typography.Paragraph>
      <LawQuote regime={data.project.regime} on="substitution" />
      <Form layout="vertical">
        <Form.Item label={t('recusal.ground')}>
          <Select
            aria-label={t('recusal.ground')}
            value={ground}
            onChange={(chosen: Ground) => draft.change({ ground: chosen })}
            options={GROUNDS.map((value) => ({ value, label: t(`recusal.grounds.${value}`) }))}
          />
        </Form.Item>
        <Form.Item label={common('reason')} extra={common('reasonHelp')}>
          <Input.TextArea
            aria-label={common('reason')}
            value={reason}
            onChange={({ target }) => draft.change({ reason: target.value })}
          />
        </Form.Item>
      </Form>
      <RefusalNote refusals={asking.refusals} />
    </Modal>
  );
}
