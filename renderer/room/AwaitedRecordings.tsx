/** What the closed room's recordings lack, with its time; what is lost for good is declared so, with the reason. */
import { Button, Flex, Input, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RoomStatus } from '../../shared/bridge/room.ts';
import { useLanguage } from '../components/languageOf.ts';
import { dayAndTime, instantOf } from '../components/moments.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { StatusMark } from '../components/StatusMark.tsx';
import { useAsk } from '../components/useAsk.ts';
import { useRoomDraft } from './drafts.ts';
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
  const { session, who, seat, segments, parts, bytes, since } = one;
  const draft = useRoomDraft(['loss', session], { declaring: false, reason: '' });
  const { declaring, reason } = draft.value;
  const name = nameOf(data, who);
  const moment = (at: string) => dayAndTime(instantOf(Date.parse(at)), language, true);
  const declare = async () => {
    if ((await asking.run(() => client.ask('declareLoss', { session, reason }))) !== null) draft.drop();
  };
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
        {declaring ? null : (
          <Button danger onClick={() => draft.change({ declaring: true })}>
            {t('awaited.lost')}
          </Button>
        )}
      </Flex>
      <ul style={{ margin: 0 }}>
        {parts.map(({ track, from, to }) => (
          <li key={`${track} ${from}`}>
            {t('awaited.part', { track: t(`awaited.tracks.${track}`), from: moment(from), to: moment(to) })}
          </li>
        ))}
      </ul>
      {declaring ? (
        <Flex gap={8}>
          <Input
            aria-label={t('awaited.reason')}
            placeholder={common('reason')}
            value={reason}
            onChange={({ target }) => draft.change({ reason: target.value })}
          />
          <Button danger disabled={reason.trim() === ''} loading={asking.busy} onClick={declare}>
            {t('awaited.declare')}
          </Button>
          <Button onClick={() => draft.change({ declaring: false })}>{common('cancel')}</Button>
        </Flex>
      ) : null}
      <RefusalNote refusals={asking.refusals} />
    </Flex>
  );
}
