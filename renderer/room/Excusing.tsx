/** Who will not sign the seal, each with the reason. It has to be said before the room is closed: afterwards nothing can be added. */
import { Alert, Checkbox, Flex, Input } from 'antd';
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

/** @param who may be excused */
export function Excusing({
  who,
  reasons,
  onChange,
}: {
  readonly who: readonly string[];
  readonly reasons: Reasons;
  readonly onChange: (change: (reasons: Reasons) => Reasons) => void;
}) {
  const { t } = useTranslation('room');
  const { t: common } = useTranslation();
  const { data } = useRoom();
  const away = useAway();
  return (
    <>
      {away.length === 0 ? null : <Alert type="warning" showIcon title={t('closing.away')} />}
      {who.map((one) => (
        <Flex vertical gap={4} key={one}>
          <Checkbox
            checked={reasons[one] !== undefined}
            onChange={({ target }) =>
              onChange(({ [one]: _, ...others }) => (target.checked ? { ...others, [one]: '' } : others))
            }
          >
            {t('closing.excuse', { name: nameOf(data, one) })}
          </Checkbox>
          {reasons[one] === undefined ? null : (
            <Input
              aria-label={t('closing.excuseReason', { name: nameOf(data, one) })}
              placeholder={common('reason')}
              value={reasons[one]}
              onChange={({ target }) => onChange((all) => ({ ...all, [one]: target.value }))}
            />
          )}
        </Flex>
      ))}
    </>
  );
}
