/** A seat that was closed before the room: its expert goes on at another one, or a reserve has taken his place (更换成员). */
import { Flex, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { activeSession } from '../../shared/evaluation/committee.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { memberName } from './names.ts';

interface Props {
  readonly room: RoomState;
  /** Who sat here. */
  readonly who: string;
}

export function Departed({ room, who }: Props) {
  const { t } = useTranslation('seatEntry');
  const replaced = room.substitutions.find(({ out }) => out === who);
  if (replaced === undefined) {
    const seat = activeSession(room, who)?.seat ?? '';
    const title = seat === '' ? t('moved.elsewhere') : t('moved.title', { seat });
    return <Result status="info" title={title} subTitle={t('moved.text')} />;
  }
  const name = memberName(room.pkg.data, replaced.in);
  return (
    <Result
      status="info"
      title={t('replaced.title')}
      subTitle={
        <Flex vertical gap={4}>
          <span>{t(`replaced.${replaced.ground.kind}`, { name })}</span>
          <span>{t('replaced.text')}</span>
        </Flex>
      }
    />
  );
}
