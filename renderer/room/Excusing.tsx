/** Who will not sign the seal, each with the reason. It has to be said before the room is closed: afterwards nothing can be added. */
import { Alert, Checkbox, Flex, Input, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { activeSession } from '../../shared/evaluation/committee.ts';
import { StatusMark } from '../components/StatusMark.tsx';
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

/** Whoever may be excused keeps the place that he had when the dialogue was opened: a field that moved while one types in it would be lost. */
export function Excusing(props: Props) {
  const away = useAway();
  const [connected] = useState(() => props.who.filter((one) => !away.includes(one)));
  return <Excuses {...props} connected={connected} />;
}

/**
 * Those whose seats are not connected first, and apart from the others: nobody excuses a whole committee by oversight.
 * @param connected whose seats were connected when the dialogue was opened; what has changed since is said beside the name
 */
export function Excuses({
  who,
  connected,
  reasons,
  onChange,
}: Props & { readonly connected: readonly string[] }) {
  const { t } = useTranslation('room');
  const away = useAway();
  const open = who.filter((one) => !connected.includes(one));
  const here = who.filter((one) => connected.includes(one));
  const each = (members: readonly string[], wereUp: boolean) =>
    members.map((one) => {
      const up = !away.includes(one);
      const turned = up === wereUp ? null : up;
      return <Excuse key={one} who={one} turned={turned} reasons={reasons} onChange={onChange} />;
    });
  return (
    <>
      {open.length === 0 ? null : <Alert type="warning" showIcon title={t('closing.away')} />}
      {each(open, false)}
      {here.length === 0 ? null : (
        <Typography.Text type="secondary">
          {t(open.length === 0 ? 'closing.allHere' : 'closing.here')}
        </Typography.Text>
      )}
      {each(here, true)}
    </>
  );
}

interface ExcuseProps extends Omit<Props, 'who'> {
  readonly who: string;
  /** Whether the seat is connected now, where that has changed since the dialogue was opened. */
  readonly turned: boolean | null;
}

function Excuse({ who, turned, reasons, onChange }: ExcuseProps) {
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
      {turned === null ? null : (
        <div>
          <StatusMark mark={turned ? 'good' : 'warn'}>
            {t(turned ? 'closing.upNow' : 'closing.downNow')}
          </StatusMark>
        </div>
      )}
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
