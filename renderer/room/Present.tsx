/** Who is there when the evaluation is paused or goes on: it is sealed and printed, so the supervisor sees it and corrects it before he acts. */
import { Checkbox, Flex, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nameOf, useRoom } from './supervise.ts';
import { takenAsPresent } from './takenAsPresent.ts';

interface Presence {
  readonly present: readonly string[];
  readonly mark: (who: string, here: boolean) => void;
}

/** Follows the seats' connections but for whom the supervisor has decided about. */
export function usePresence(): Presence {
  const { room, status } = useRoom();
  const [marked, setMarked] = useState<Readonly<Record<string, boolean>>>({});
  const connected = new Set(takenAsPresent(room, status.seats));
  return {
    present: room.members.filter((who) => marked[who] ?? connected.has(who)),
    mark: (who, here) => setMarked((before) => ({ ...before, [who]: here })),
  };
}

export function Present({ present, mark }: Presence) {
  const { t } = useTranslation('room');
  const { room, data } = useRoom();
  const title = t('present.title', { count: present.length, of: room.members.length });
  return (
    <Flex vertical gap={4} role="group" aria-label={title}>
      <Typography.Text>{title}</Typography.Text>
      <Flex gap="0 16px" wrap>
        {room.members.map((who) => (
          <Checkbox
            key={who}
            checked={present.includes(who)}
            onChange={({ target }) => mark(who, target.checked)}
            style={{ minHeight: 40, alignItems: 'center' }}
          >
            {nameOf(data, who)}
          </Checkbox>
        ))}
      </Flex>
      <Typography.Text type="secondary">{t('present.help')}</Typography.Text>
    </Flex>
  );
}
