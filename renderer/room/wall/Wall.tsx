/** The wall (现场监看): every member of the committee by camera, one of them large. No screen is ever shown here. */
import { Alert, Flex, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../components/languageOf.ts';
import { useRoom } from '../supervise.ts';
import { LargeSeat } from './LargeSeat.tsx';
import { Tile } from './Tile.tsx';

export function Wall() {
  const { t } = useTranslation('roomWall');
  const language = useLanguage();
  const { room, status } = useRoom();
  const [open, setOpen] = useState<string | null>(null);
  const { monitor } = status;
  const outside = monitor?.outside;
  return (
    <Flex vertical gap={12} style={{ paddingBlockEnd: 16 }}>
      <Typography.Text type="secondary">{t('note')}</Typography.Text>
      {monitor === null || monitor.state === 'up' ? null : (
        <Alert type="warning" showIcon title={t('restarting')} />
      )}
      <Flex gap={16} align="start" wrap>
        {open === null ? null : <LargeSeat key={open} who={open} onClose={() => setOpen(null)} />}
        <Flex gap={12} wrap style={{ flex: '1 1 460px', minWidth: 0 }}>
          {room.members.map((who) => (
            <Tile key={who} who={who} open={open === who} onOpen={() => setOpen(open === who ? null : who)} />
          ))}
        </Flex>
      </Flex>
      {outside?.on ? (
        <Typography.Text>
          {t('outside', { count: outside.streams })}
          {outside.problem === null ? '' : outside.problem[language === 'en' ? 'en' : 'zh']}
        </Typography.Text>
      ) : null}
    </Flex>
  );
}
