/** The machine itself: address and key that seats trust, disk, clock, the gateway; and the room's devices. */
import { Card, Descriptions, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RoomStatus } from '../../shared/bridge/room.ts';
import { alarmLevel, reports } from '../../shared/devices/kinds.ts';
import { DEVICE_NAMES, eventWords } from '../../shared/devices/words.ts';
import { CodeInGroups } from '../components/CodeInGroups.tsx';
import { useLanguage } from '../components/languageOf.ts';
import { dayAndTime } from '../components/moments.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { StatusMark } from '../components/StatusMark.tsx';
import { useRoom } from './supervise.ts';

const GIGABYTE = 1e9;

export function Equipment() {
  const { t } = useTranslation('room');
  const language = useLanguage();
  const { status } = useRoom();
  const { disk, clock, gateway, devices } = status;
  return (
    <Card size="small" title={t('equipment.title')}>
      <Descriptions
        column={1}
        bordered
        size="small"
        items={[
          { key: 'address', label: t('equipment.address'), children: <code>{status.address}</code> },
          { key: 'tls', label: t('equipment.tls'), children: <CodeInGroups code={status.tls} /> },
          {
            key: 'disk',
            label: t('equipment.disk'),
            children: (
              <>
                <StatusMark mark={disk.warn ? 'warn' : 'good'}>
                  {t('equipment.free', {
                    free: (disk.free / GIGABYTE).toFixed(1),
                    total: (disk.total / GIGABYTE).toFixed(1),
                  })}
                </StatusMark>
                <RefusalNote refusals={disk.problem === null ? [] : [disk.problem]} />
                <Progress
                  aria-label={t('equipment.disk')}
                  percent={disk.total === 0 ? 0 : Math.round(((disk.total - disk.free) * 100) / disk.total)}
                />
              </>
            ),
          },
          {
            key: 'clock',
            label: t('equipment.clock'),
            children: (
              <>
                <div>{dayAndTime(clock.now, language, true)}</div>
                {clock.seats.map(({ seat, offset, warn }) => (
                  <div key={seat}>
                    <StatusMark mark={warn ? 'warn' : 'good'}>
                      {t('equipment.offset', { seat, offset: Number(offset).toFixed(0) })}
                    </StatusMark>
                  </div>
                ))}
              </>
            ),
          },
          {
            key: 'gateway',
            label: t('equipment.gateway'),
            children: (
              <>
                <StatusMark mark={gateway.on ? 'good' : 'off'}>
                  {gateway.on ? t('equipment.gatewayOn', { count: gateway.sent }) : t('equipment.gatewayOff')}
                </StatusMark>
                <RefusalNote kind="warning" refusals={gateway.problem === null ? [] : [gateway.problem]} />
              </>
            ),
          },
          {
            key: 'devices',
            label: t('equipment.devices'),
            children:
              devices.length === 0 ? (
                <StatusMark mark="off">{t('equipment.noDevices')}</StatusMark>
              ) : (
                devices.map((device) => <Device key={device.id} device={device} />)
              ),
          },
        ]}
      />
    </Card>
  );
}

/** A device with what it reported last, as it stands in the record. */
function Device({ device }: { readonly device: RoomStatus['devices'][number] }) {
  const { t } = useTranslation('room');
  const language = useLanguage();
  const { room } = useRoom();
  const { id, kind, problem } = device;
  const last = room.devices.get(id);
  const said = last === undefined ? null : eventWords(last.event);
  const alarming = last !== undefined && reports(kind, last.event) && alarmLevel(last.event) !== null;
  const news =
    last === undefined || said === null
      ? t('equipment.quiet')
      : `${said[language]} ${dayAndTime(last.at, language, true)}`;
  return (
    <div>
      <StatusMark mark={alarming ? 'bad' : problem !== null ? 'warn' : last === undefined ? 'off' : 'good'}>
        {`${DEVICE_NAMES[kind][language]} ${id} · ${news}`}
      </StatusMark>
      <RefusalNote kind="warning" refusals={problem === null ? [] : [problem]} />
    </div>
  );
}
