/** Who will not sign the seal, each with the reason. It has to be said before the room is closed: afterwards nothing can be added. */
import { Alert, Checkbox, Flex, Input, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { activeSession } from '../../shared/evaluation/committee.ts';
import { nameOf, useRoom } from './supervise.ts';

/** Reasons by member; a member who stands here will not sign. */
export type Reasons = Readonly<Record<string, string>>;

export const excusedBy = (reasons: Reasons): { who: string; reason: string }[] =>
  Object.entries(reasons).map(([who, reason]) => ({ who, reason }));

export const isComplete = (reasons: Reasons): boolean =>
  Object.values(reasons).every((reason) => reason.trim() !== '');

/** Members whose seats are not connected. */
export function useAway(): string[] {
  const { status, room } = useRoom();
  return room.members.filter((who) => {
    const key = activeSession(room, who)?.key;
    return !status.seats.some(({ up, sessions }) => up && key !== undefined && sessions.includes(key));
  });
}

interface Props {
  /** May be excused. */
  readonly who: readonly string[];
  readonly reasons: Reasons;
  readonly onChange: (change: (reasons: Reasons) => Reasons) => void;
}

/** Those whose seats are not connected first, and apart from the others: nobody excuses a whole committee by oversight. */
export function Excusing({ who, reasons, onChange }: Props) {
  const { t } = useTranslation('room');
  const away = useAway();
  const open = who.filter((one) => away.includes(one));
  const here = who.filter((one) => !away.includes(one));
  const each = (members: readonly string[]) =>
    members.map((one) => <Excuse key={one} who={one} reasons={reasons} onChange={onChange} />);
  return (
    <>
      {open.length === 0 ? null : <Alert type="warning" showIcon title={t('closing.away')} />}
      {each(open)}
      {here.length === 0 ? null : <Typography.Text type="secondary">{t('closing.here')}</Typography.Text>}
      {each(here)}
    </>
  );
}

function Excuse({ who, reasons, onChange }: Omit<Props, 'who'> & { readonly who: string }) {
  const { t } = useTranslation('room');
  const { t: common } = useTranslation();
  const { data } = useRoom();
  const reason = reasons[who];
  return (
    <Flex vertical gap={4}>
      <Checkbox
        checked={reason !== undefined}
        onChange={({ target }) =>
          onChange(({ [who]: _, ...others }) => (target.checked ? { ...others, [who]: '' } : others))
        }
      >
        {t('closing.excuse', { name: nameOf(data, who) })}
      </Checkbox>
      {reason === undefined ? null : (
        <Input
          aria-label={t('closing.excuseReason', { name: nameOf(data, who) })}
          placeholder={common('reason')}
          value={reason}
          onChange={({ target }) => onChange((all) => ({ ...all, [who]: target.value }))}
        />
      )}
    </Flex>
  );
}
