/** What the closed room's recordings lack, with its time; what is lost for good is declared so, with the reason. */
import { Button, Flex, Input, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomStatus } from '../../shared/bridge/room.ts';
import { useLanguage } from '../components/languageOf.ts';
import { dayAndTime, instantOf } from '../components/moments.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { StatusMark } from '../components/StatusMark.tsx';
import { useAsk } from '../components/useAsk.ts';
import { nameOf, useRoom } from './supervise.ts';

const MEGABYTE = 1e6;

export function AwaitedRecordings() {
  const { t } = useTranslation('room');
  const { awaited } = useRoom().status;
  if (awaited.length === 0) return null;
  return (
    <Flex vertical gap={12} style={{ marginBlockStart: 16 }}>
      <Typography.Text strong>{t('awaited.title')}</Typography.Text>
      <Typography.Text type="secondary">{t('awaited.text')}</Typography.Text>
      {awaited.map((one) => (
        <Awaited key={one.session} one={one} />
      ))}
    </Flex>
  );
}

function Awaited({ one }: { readonly one: RoomStatus['awaited'][number] }) {
  const { t } = useTranslation('room');
  const { t: common } = useTranslation();
  const language = useLanguage();
  const { client, data } = useRoom();
  const asking = useAsk();
  /** Null: nothing is to be declared. */
  const [reason, setReason] = useState<string | null>(null);
  const { session, who, seat, segments, parts, bytes, since } = one;
  const name = nameOf(data, who);
  const moment = (at: string) => dayAndTime(instantOf(Date.parse(at)), language, true);
  const declare = () => asking.run(() => client.ask('declareLoss', { session, reason: reason ?? '' }));
  return (
    <Flex vertical gap={4}>
      <Flex gap={8} align="center" wrap>
        <StatusMark mark="wait">
          {segments === 0
            ? t('awaited.unnoted', { seat, name })
            : t('awaited.seat', { seat, name, count: segments })}
        </StatusMark>
        {segments === 0 ? null : (
          <>
            <span>
              {bytes === null
                ? t('awaited.silent')
                : t('awaited.left', { size: (bytes / MEGABYTE).toFixed(1) })}
            </span>
            <span>{t('awaited.since', { time: dayAndTime(since, language, true) })}</span>
          </>
        )}
        {reason === null ? (
          <Button danger onClick={() => setReason('')}>
            {t('awaited.lost')}
          </Button>
        ) : null}
      </Flex>
      <ul style={{ margin: 0 }}>
        {parts.map(({ track, from, to }) => (
          <li key={`${track} ${from}`}>
            {t('awaited.part', { track: t(`awaited.tracks.${track}`), from: moment(from), to: moment(to) })}
          </li>
        ))}
      </ul>
      {reason === null ? null : (
        <Flex gap={8}>
          <Input
            aria-label={t('awaited.reason')}
            placeholder={common('reason')}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
          <Button danger disabled={reason.trim() === ''} loading={asking.busy} onClick={declare}>
            {t('awaited.declare')}
          </Button>
          <Button onClick={() => setReason(null)}>{common('cancel')}</Button>
        </Flex>
      )}
      <RefusalNote refusals={asking.refusals} />
    </Flex>
  );
}
