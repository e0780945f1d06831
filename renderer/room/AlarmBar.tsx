/** Open alarms and calls under the frame, whatever screen is shown: how many, the newest call and the gravest alarm, and the way to them. */
import { Badge, Button, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { levelWords } from '../../shared/record/alarmWords.ts';
import { useLanguage } from '../components/languageOf.ts';
import { timeOfDay } from '../components/moments.ts';
import { StatusMark } from '../components/StatusMark.tsx';
import { useAlarmTitle } from './alarmTitle.ts';
import { foremost, MARKS, openAlarms, said } from './openAlarms.ts';
import { useRoom } from './supervise.ts';

export function AlarmBar({ onOpen }: { readonly onOpen: () => void }) {
  const { t } = useTranslation('room');
  const { room } = useRoom();
  const language = useLanguage();
  const title = useAlarmTitle();
  const open = openAlarms(room);
  return (
    // The region is always there: a reader says only what comes into it.
    <div role="status" aria-live="polite" aria-label={t('alarm.title')}>
      {open.length === 0 ? null : (
        <Flex gap={16} align="center" style={{ padding: '4px 16px', borderBlockEnd: '1px solid #d0d7de' }}>
          <Typography.Text strong>{t('alarm.open', { count: open.length })}</Typography.Text>
          <Flex gap="4px 16px" wrap style={{ flex: '1 1 0', minWidth: 0 }}>
            {foremost(open).map(({ alarm, body, at }) => (
              <Flex key={alarm} gap={8} align="center" style={{ minWidth: 0 }}>
                <StatusMark mark={MARKS[body.level] ?? 'bad'}>{levelWords(body)[language]}</StatusMark>
                <Typography.Text ellipsis>
                  {[title(body), said(body.text, language)].filter(Boolean).join(' ')}
                </Typography.Text>
                <span className="figures">{timeOfDay(at, true)}</span>
              </Flex>
            ))}
          </Flex>
          <Button onClick={onOpen}>{t('alarm.goTo')}</Button>
        </Flex>
      )}
    </div>
  );
}

/** The overview's tab: with the number of what is open, in figures and for readers in words. */
export function OverviewLabel() {
  const { t } = useTranslation('room');
  const { room } = useRoom();
  const count = openAlarms(room).length;
  return (
    <Flex gap={8} align="center">
      {t('tabs.overview')}
      {count === 0 ? null : <Badge count={count} title={t('alarm.open', { count })} />}
    </Flex>
  );
}
