/** What is noted beside the evaluation and decides nothing of it: interventions, listening, alarms, seats that are let go, devices. */
import { eventSigned, placeOf } from '../devices/event.ts';
import { alarmLevel, reports } from '../devices/kinds.ts';
import type { Bodies } from '../journal/acts.ts';
import type { RoomState } from '../journal/state.ts';
import { isWatched } from '../monitor/publication.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import { type Refusal, refusal } from '../refusal.ts';
import type { Rules } from './rule.ts';

type Noted = 'intervene' | 'listen' | 'alarm' | 'alarm-seen' | 'alarm-end' | 'let-go' | 'device';

/** A host that would make a device's events up, or count one twice, needs the device's key; which key is a device's, the station file says. */
function reportRefusal(
  crypto: CryptoPort,
  state: RoomState,
  { device, event, text, signed }: Bodies['device'],
): Refusal | null {
  if (signed === undefined) return null;
  const { key, ...report } = signed;
  const own =
    reports(report.kind, event) && text === '' && eventSigned(crypto, key, { device, event, ...report });
  if (!own)
    return refusal('DEVICE_SIGNATURE', '不是该设备签名的事件', 'Not an event that the device has signed');
  const place = placeOf(state.devices.get(device), report);
  if (place === 'new') return null;
  return place === 'again'
    ? refusal('DEVICE_COUNTER', '该设备事件已经记录', 'The device’s event has been recorded already')
    : place;
}

/** What somebody else has raised is his to speak of; and an alarm ends once. */
function endRefusal(state: RoomState, hash: string, host: string): Refusal | null {
  const alarm = state.alarms.get(hash);
  if (alarm === undefined || alarm.by !== host)
    return refusal('ALARM_UNKNOWN', '本机没有发出这一告警', 'This host has raised no such alarm');
  return alarm.ended === null
    ? null
    : refusal('ALARM_ENDED', '该告警已经结束', 'The alarm has ended already');
}

export const record: Rules<Noted> = {
  intervene: {
    by: ['supervisor'],
    whilePaused: true,
    apply: (_, state, { act: { body }, seq }, { who }) => {
      state.interventions.push({ about: body.about, reason: body.reason, seq, by: who });
    },
  },
  listen: {
    by: ['supervisor'],
    whilePaused: true,
    judge(_, state, { body }) {
      return isWatched(state.sessions.get(body.session))
        ? null
        : refusal(
            'LISTEN_SESSION',
            '该席位没有在席成员，不能监听',
            'No member is seated there, so there is nobody to listen to',
          );
    },
    apply: () => {},
  },
  alarm: {
    by: ['host', 'supervisor', 'member'],
    unattended: true,
    whilePaused: true,
    beforeCommitment: true,
    apply: (_, state, { act: { body }, hash, seq, at }, { key }) => {
      state.alarms.set(hash, { body, by: key, seq, at, seen: null, ended: null });
    },
  },
  'alarm-seen': {
    by: ['supervisor'],
    whilePaused: true,
    judge: (_, state, { body }) =>
      state.alarms.has(body.alarm)
        ? null
        : refusal('ALARM_UNKNOWN', '没有这一告警', 'There is no such alarm'),
    apply: (_, state, { act: { body }, seq }) => {
      state.alarms.get(body.alarm)!.seen = { note: body.note, seq };
    },
  },
  'alarm-end': {
    by: ['host'],
    whilePaused: true,
    judge: (_, state, { body }, { key }) => endRefusal(state, body.alarm, key),
    apply: (_, state, { act: { body } }) => {
      state.alarms.get(body.alarm)!.ended = body.to;
    },
  },
  'let-go': {
    by: ['supervisor'],
    whilePaused: true,
    judge: (_, state, { body }) =>
      state.sessions.get(body.session)?.role === 'member'
        ? null
        : refusal('LET_GO_SESSION', '没有这一席位', 'There is no such seat'),
    apply: (_, state, { act: { body }, seq }) => {
      state.letGo.set(body.session, { reason: body.reason, seq });
    },
  },
  device: {
    by: ['host'],
    whilePaused: true,
    judge: (crypto, state, { body }) => reportRefusal(crypto, state, body),
    apply(_, state, { act: { body }, hash, seq, at }, { key }) {
      const { device, event, signed } = body;
      if (signed === undefined) return;
      const { kind, counter, nonce } = signed;
      state.devices.set(device, { kind, event, at: signed.at, counter, nonce, seq });
      const level = reports(kind, event) ? alarmLevel(event) : null;
      if (level === null) return;
      const alarm = { kind: event, level, about: device, text: '' };
      state.alarms.set(hash, { body: alarm, by: key, seq, at, seen: null, ended: null });
    },
  },
};
