/** The plan of the room: each seat with who sits there, since when, link and last act. Never a score, never how far anybody has scored. */
import { Card, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { RoomStatus } from '../../shared/bridge/room.ts';
import { currentRound } from '../../shared/evaluation/committee.ts';
import type { Session } from '../../shared/journal/state.ts';
import { useLanguage } from '../components/languageOf.ts';
import { timeBeside, timeOfDay } from '../components/moments.ts';
import { type Mark, StatusMark } from '../components/StatusMark.tsx';
import { bySeat } from '../components/seatOrder.ts';
import { nameOf, roomStore, type Supervised, useRoom } from './supervise.ts';

/** As many in a row as there is room for, at each size of text. */
const SEATS = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(12rem, 1fr))',
  gap: 12,
} as const;

/** What a person is about, as far as a supervisor may know: in words of the phase, and whether it is in. */
function standing(
  { room }: Supervised,
  who: string,
): {
  key: 'recused' | 'uncommitted' | 'submitted' | 'scoring' | 'signed' | 'unsigned' | 'present';
  mark: Mark;
} {
  const own = room.member.get(who);
  if (own?.recused) return { key: 'recused', mark: 'bad' };
  if (room.announced !== null && (own?.committed ?? null) === null && room.members.includes(who))
    return { key: 'uncommitted', mark: 'wait' };
  const round = currentRound(room);
  if (room.phase === 'scoring' && round !== undefined && room.members.includes(who))
    return round.submits.has(who) ? { key: 'submitted', mark: 'good' } : { key: 'scoring', mark: 'wait' };
  if ((room.phase === 'signing' || room.phase === 'closed') && room.members.includes(who))
    return room.signatures.has(who) ? { key: 'signed', mark: 'good' } : { key: 'unsigned', mark: 'wait' };
  return { key: 'present', mark: 'good' };
}

export function Plan() {
  const { t } = useTranslation('room');
  const { t: common } = useTranslation();
  const supervised = useRoom();
  const { room, status } = supervised;
  const here = [...room.sessions.values()].filter(({ role, closed }) => role === 'member' && closed === null);
  const seated = here.filter(({ admitted }) => admitted !== null);
  const entering = here.filter(({ admitted }) => admitted === null);
  const absent = room.members.filter((who) => !here.some((session) => session.who === who));
  const free = status.seats.filter(({ sessions }) => !seated.some(({ key }) => sessions.includes(key)));
  // As they stand in the room: a place does not change when somebody leaves it.
  const places = [...seated, ...free].sort(bySeat);
  return (
    <Card size="small" title={t('plan.title')}>
      <div style={SEATS}>
        {places.map((place) =>
          'key' in place ? (
            <Seat key={place.key} session={place} />
          ) : (
            <Free
              key={place.seat}
              machine={place}
              comes={entering.find(({ key }) => place.sessions.includes(key))}
            />
          ),
        )}
      </div>
      {absent.length === 0 ? null : (
        <Typography.Paragraph type="secondary" style={{ marginBlock: '12px 0' }}>
          {t('plan.absent', {
            names: absent.map((who) => nameOf(supervised.data, who)).join(common('names')),
          })}
        </Typography.Paragraph>
      )}
    </Card>
  );
}

interface FreeProps {
  readonly machine: RoomStatus['seats'][number];
  /** Who has signed in there and is not admitted yet. */
  readonly comes: Session | undefined;
}

function Free({ machine: { seat, up }, comes }: FreeProps) {
  const { t } = useTranslation('room');
  const { data } = useRoom();
  return (
    <Card size="small" title={t('plan.seat', { seat })}>
      <Flex vertical gap={4} align="start">
        {comes === undefined ? null : (
          <>
            <Typography.Text strong>{nameOf(data, comes.who)}</Typography.Text>
            <StatusMark mark="wait">{t('plan.entering')}</StatusMark>
          </>
        )}
        {comes !== undefined && up ? null : (
          <StatusMark mark={up ? 'off' : 'warn'}>{t(up ? 'plan.free' : 'plan.freeDown')}</StatusMark>
        )}
      </Flex>
    </Card>
  );
}

function Seat({ session }: { readonly session: Session }) {
  const { t } = useTranslation('room');
  const supervised = useRoom();
  const { status, room, data, terms } = supervised;
  const language = useLanguage();
  const admitted = useStore(roomStore, ({ entries }) => entries[(session.admitted ?? 0) - 1]?.at);
  const time = (at: string): string => timeBeside(at, room.openedAt ?? at, language);
  const machine = status.seats.find(({ sessions }) => sessions.includes(session.key));
  const up = machine?.up === true;
  const { key, mark } = standing(supervised, session.who);
  const drift = status.clock.seats.find(({ seat }) => seat === session.seat);
  return (
    <Card
      size="small"
      title={t('plan.seat', { seat: session.seat })}
      aria-label={t('plan.seat', { seat: session.seat })}
    >
      <Flex vertical gap={4} align="start">
        <Typography.Text strong>
          {nameOf(data, session.who)}
          {room.chair?.member === session.who ? t('plan.chair', { chair: terms.chair }) : ''}
        </Typography.Text>
        <StatusMark mark={mark}>{t(`plan.standing.${key}`)}</StatusMark>
        <StatusMark mark={up ? 'good' : 'warn'}>
          {up
            ? t('plan.up')
            : machine === undefined
              ? t('plan.unseen')
              : t('plan.down', { since: timeOfDay(machine.since, true) })}
        </StatusMark>
        {drift?.warn ? (
          <StatusMark mark="warn">{t('plan.drift', { offset: drift.offset })}</StatusMark>
        ) : null}
        {admitted === undefined ? null : (
          <Typography.Text type="secondary">{t('plan.admitted', { at: time(admitted) })}</Typography.Text>
        )}
        <Typography.Text type="secondary">{t('plan.last', { at: time(session.last.at) })}</Typography.Text>
      </Flex>
    </Card>
  );
}
