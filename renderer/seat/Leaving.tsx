/** The room is closed: this seat signs the seal by itself, and the expert learns when he may leave. */
import { Result, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { CodeInGroups } from '../components/CodeInGroups.tsx';
import { Waiting } from '../components/Waiting.tsx';
import { OwnRecord } from './OwnRecord.tsx';
import { useSeat } from './seat.ts';

export function Leaving() {
  const { t } = useTranslation('seatEntry');
  const { room, status } = useSeat();
  const here = status.acts.saved <= status.acts.received && status.link.up;
  return (
    <Result
      status="success"
      title={t('leaving.title')}
      subTitle={t('leaving.text')}
      extra={
        <div style={{ maxWidth: 640, margin: '0 auto' }}>
          {here ? null : <Waiting since={status.link.since}>{t('leaving.link')}</Waiting>}
          <Typography.Paragraph type="secondary">{t('leaving.code')}</Typography.Paragraph>
          <CodeInGroups code={room.head.hash} />
          <div style={{ marginBlockStart: 16 }}>
            <OwnRecord kept />
          </div>
        </div>
      }
    />
  );
}
