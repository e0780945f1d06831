/** One member on the wall: a small picture, who and where, and its state in words; a touch opens it large. */
import { Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { StatusMark } from '../../components/StatusMark.tsx';
import { nameOf, useRoom } from '../supervise.ts';
import { Picture } from './Picture.tsx';
import { MARKS, seatOf, shownOf } from './seatPicture.ts';
import { useView } from './useView.ts';

interface Props {
  readonly who: string;
  readonly open: boolean;
  readonly onOpen: () => void;
}

export function Tile({ who, open, onOpen }: Props) {
  const { t } = useTranslation('roomWall');
  const supervised = useRoom();
  const session = seatOf(supervised, who);
  const shown = shownOf(supervised, session);
  const stream = useView(session?.key ?? null, { large: false, sound: false, broken: () => undefined });
  const name = nameOf(supervised.data, who);
  const title = session === null ? name : t('who', { seat: session.seat, name });
  return (
    <button
      type="button"
      onClick={onOpen}
      disabled={session === null}
      aria-pressed={open}
      aria-label={`${title} ${t(`state.${shown}`)}`}
      style={{
        width: 220,
        padding: 0,
        textAlign: 'start',
        font: 'inherit',
        color: 'inherit',
        background: '#ffffff',
        border: `2px solid ${open ? '#1f4e8c' : '#d0d7de'}`,
        cursor: session === null ? 'default' : 'pointer',
      }}
    >
      <Picture stream={shown === 'live' ? stream : null} sound={false} label={title} />
      <Flex vertical gap={4} align="start" style={{ padding: 8 }}>
        <Typography.Text strong ellipsis>
          {title}
        </Typography.Text>
        <StatusMark mark={MARKS[shown]}>{t(`state.${shown}`)}</StatusMark>
      </Flex>
    </button>
  );
}
