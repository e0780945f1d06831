/** Alarms and calls in three levels; one touch says that they have been seen to. */
import { Button, Card, Flex, Input, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { levelWords } from '../../shared/record/alarmWords.ts';
import { useLanguage } from '../components/languageOf.ts';
import { timeOfDay } from '../components/moments.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { StatusMark } from '../components/StatusMark.tsx';
import { useAsk } from '../components/useAsk.ts';
import { useAlarmTitle } from './alarmTitle.ts';
import { useRoomDraft } from './drafts.ts';
import { MARKS, openAlarms, said } from './openAlarms.ts';
import { act, useRoom } from './supervise.ts';

export function Alarms() {
  const { t } = useTranslation('room');
  const { room } = useRoom();
  const open = openAlarms(room);
  return (
    <Card size="small" title={t('alarm.title')}>
      {open.length === 0 ? (
        <Typography.Text>{t('alarm.none')}</Typography.Text>
      ) : (
        <Flex vertical gap={12}>
          {open.map(({ alarm }) => (
            <Alarm key={alarm} alarm={alarm} />
          ))}
        </Flex>
      )}
    </Card>
  );
}

function Alarm({ alarm }: { readonly alarm: string }) {
  const { t } = useTranslation('room');
  const language = useLanguage();
  const { client, room } = useRoom();
  const title = useAlarmTitle();
  const asking = useAsk();
  const draft = useRoomDraft(['alarm', alarm], { note: '' });
  const { note } = draft.value;
  const { body, by, at, ended } = room.alarms.get(alarm)!;
  const see = async () => {
    const body = { alarm, note };
    if ((await asking.run(() => act(client, { type: 'alarm-seen', body }))) !== null) draft.drop();
  };
  const letGo = async () => {
    const body = { session: by, reason: note };
    if ((await asking.run(() => act(client, { type: 'let-go', body }))) !== null) await see();
  };
  return (
    <Flex vertical gap={4}>
      <Flex gap={8} align="center" wrap>
        <StatusMark mark={MARKS[body.level] ?? 'bad'}>{levelWords(body)[language]}</StatusMark>
        <Typography.Text strong>{title(body)}</Typography.Text>
        <span className="figures">{timeOfDay(at, true)}</span>
        {ended === null ? null : (
          <span className="figures">{t('alarm.ended', { time: timeOfDay(ended, true) })}</span>
        )}
      </Flex>
      {body.text === '' ? null : <Typography.Text>{said(body.text, language)}</Typography.Text>}
      <Flex gap={8}>
        <Input
          aria-label={t('alarm.note')}
          placeholder={t('alarm.note')}
          value={note}
          onChange={({ target }) => draft.change({ note: target.value })}
        />
        <Button loading={asking.busy} onClick={see}>
          {t('alarm.seen')}
        </Button>
        {body.kind === 'quit' ? (
          <Button danger disabled={note.trim() === ''} loading={asking.busy} onClick={letGo}>
            {t('alarm.letGo')}
          </Button>
        ) : null}
      </Flex>
      <RefusalNote refusals={asking.refusals} />
    </Flex>
  );
}
