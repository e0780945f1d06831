/** Alarms and calls in three levels; one touch says that they have been seen to. */
import { Button, Card, Flex, Input, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { eventWords } from '../../shared/devices/words.ts';
import { recordingAlarm } from '../../shared/recording/gapReason.ts';
import type { Language } from '../../shared/refusal.ts';
import { useLanguage } from '../components/languageOf.ts';
import { timeOfDay, wallTime } from '../components/moments.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { type Mark, StatusMark } from '../components/StatusMark.tsx';
import { useAsk } from '../components/useAsk.ts';
import { useRoomDraft } from './drafts.ts';
import { act, nameOf, useRoom } from './supervise.ts';

const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/gu;

/** What an alarm says, in this window's language as far as it is the program's word, and with moments as people read them. */
const said = (text: string, language: Language): string =>
  (recordingAlarm(text)?.[language] ?? text).replace(INSTANT, (at) => wallTime(Date.parse(at), true));

const MARKS: readonly Mark[] = ['off', 'wait', 'warn', 'bad'];

export function Alarms() {
  const { t } = useTranslation('room');
  const { room } = useRoom();
  const open = [...room.alarms].filter(([, { seen }]) => seen === null).reverse();
  return (
    <Card size="small" title={t('alarm.title')}>
      {open.length === 0 ? (
        <Typography.Text>{t('alarm.none')}</Typography.Text>
      ) : (
        <Flex vertical gap={12}>
          {open.map(([key]) => (
            <Alarm key={key} alarm={key} />
          ))}
        </Flex>
      )}
    </Card>
  );
}

function Alarm({ alarm }: { readonly alarm: string }) {
  const { t } = useTranslation('room');
  const language = useLanguage();
  const { client, room, data } = useRoom();
  const asking = useAsk();
  const draft = useRoomDraft(['alarm', alarm], { note: '' });
  const { note } = draft.value;
  const { body, by, at, ended } = room.alarms.get(alarm)!;
  const level = body.level === 1 ? 'low' : body.level === 2 ? 'middle' : 'high';
  const session = [...room.sessions.values()].find(
    ({ who, closed }) => who === body.about && closed === null,
  );
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
        <StatusMark mark={MARKS[body.level] ?? 'bad'}>{t(`alarm.levels.${level}`)}</StatusMark>
        <Typography.Text strong>
          {body.kind === 'call' || body.kind === 'quit'
            ? t(`alarm.${body.kind}`, { name: nameOf(data, body.about), seat: session?.seat ?? '' })
            : [nameOf(data, body.about), eventWords(body.kind)?.[language]].filter(Boolean).join(' ')}
        </Typography.Text>
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
