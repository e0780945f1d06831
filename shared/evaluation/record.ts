/** What is noted beside the evaluation and decides nothing of it: interventions, alarms, devices. */
import { refusal } from '../refusal.ts';
import type { Rules } from './rule.ts';

type Noted = 'intervene' | 'alarm' | 'alarm-seen' | 'device';

export const record: Rules<Noted> = {
  intervene: {
    by: ['supervisor'],
    whilePaused: true,
    apply: (_, state, { act: { body }, seq }, { who }) => {
      state.interventions.push({ about: body.about, reason: body.reason, seq, by: who });
    },
  },
  alarm: {
    by: ['host', 'supervisor', 'member'],
    unattended: true,
    whilePaused: true,
    beforeCommitment: true,
    apply: (_, state, { act: { body }, hash, seq, at }) => {
      state.alarms.set(hash, { body, seq, at, seen: null });
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
  device: { by: ['host'], whilePaused: true, apply: () => {} },
};
