/** How the room ended, and whether this seat's signature under the seal, which it makes by itself, has got through. */
import { Flex, Result, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeInGroups } from '../components/CodeInGroups.tsx';
import { StatusMark } from '../components/StatusMark.tsx';
import { Waiting } from '../components/Waiting.tsx';
import { useSeat } from './seat.ts';

export function RoomEnded({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('seatEntry');
  const { room, status } = useSeat();
  /** The seat signs as soon as it is connected and has nothing else to send. */
  const delivered = status.acts.saved <= status.acts.received && status.link.up;
  const aborted = room.closed?.outcome === 'sealed-aborted';
  return (
    <Result
      status={delivered && !aborted ? 'success' : 'info'}
      title={t(aborted ? 'leaving.aborted' : 'leaving.title')}
      subTitle={
        <Flex vertical gap={4}>
          {aborted ? <span>{t('leaving.reason', { reason: room.closed?.reason ?? '' })}</span> : null}
          <span>{t('leaving.text')}</span>
        </Flex>
      }
      extra={
        <div style={{ maxWidth: 640, margin: '0 auto' }}>
          {delivered ? (
            <StatusMark mark="good">{t('leaving.signed')}</StatusMark>
          ) : (
            <Waiting since={status.link.since}>{t('leaving.link')}</Waiting>
          )}
          <Typography.Paragraph type="secondary" style={{ marginBlockStart: 16 }}>
            {t('leaving.code')}
          </Typography.Paragraph>
          <CodeInGroups code={room.head.hash} />
          <div style={{ marginBlockStart: 16 }}>{children}</div>
        </div>
      }
    />
  );
}
