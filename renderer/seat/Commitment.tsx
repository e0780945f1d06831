/** Commitment or recusal: the bidders' names, the text, and two ways to answer it. */
import { Button, Flex, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { COMMITMENTS, commitmentDigest } from '../../shared/evaluation/commitment.ts';
import { nobleCrypto } from '../../shared/ports/nobleCrypto.ts';
import { LawQuote } from '../components/LawQuote.tsx';
import { useLanguage } from '../components/languageOf.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { useAsk } from '../components/useAsk.ts';
import { Recusal } from './Recusal.tsx';
import { RecordingNotice } from './recording/RecordingNotice.tsx';
import { Sheet } from './Sheet.tsx';
import { useSeat } from './seat.ts';

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
