/** What an alarm or a call is called. */
import { useTranslation } from 'react-i18next';
import { eventWords } from '../../shared/devices/words.ts';
import { useLanguage } from '../components/languageOf.ts';
import type { Alarm } from './openAlarms.ts';
import { nameOf, useRoom } from './supervise.ts';

/** Who calls, or what has happened to whom. */
export function useAlarmTitle(): (body: Alarm['body']) => string {
  const { t } = useTranslation('room');
  const language = useLanguage();
  const { room, data } = useRoom();
  return ({ kind, about }) => {
    const name = nameOf(data, about);
    if (kind !== 'call' && kind !== 'quit')
      return [name, eventWords(kind)?.[language]].filter(Boolean).join(' ');
    const session = [...room.sessions.values()].find(({ who, closed }) => who === about && closed === null);
    return t(`alarm.${kind}`, { name, seat: session?.seat ?? '' });
  };
}
