/** The recording's acts: heads of its chains, gaps with their reasons, and keys of screens that no release tells. They decide nothing of the evaluation. */
import type { Bodies } from '../journal/acts.ts';
import type { RoomState } from '../journal/state.ts';
import { segmentName } from '../recording/track.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { gateClosed, roundOf } from './gate.ts';
import type { Rules } from './rule.ts';
import { commitmentOf } from './sheets.ts';

/** A segment's chain only grows; segments overlap, so an older one may be bound after a newer. */
function judgeHead(state: RoomState, session: string, body: Bodies['recording-head']): Refusal | null {
  const before = state.segments.get(segmentName({ session, ...body }));
  const runs =
    before === undefined ||
    body.pieces > before.pieces ||
    (body.pieces === before.pieces && body.head === before.head);
  return runs
    ? null
    : refusal('RECORDING_ORDER', '录像校验链出现倒退', 'The recording’s chain goes backwards');
}

/** Whoever scored under a key tells it by release alone, when the gate lets it out. */
function judgeScreenKey(state: RoomState, body: Bodies['screen-key'], who: string, seen: number) {
  if (state.outcome === null)
    return refusal(
      'SCREEN_KEY_EARLY',
      '评标结果形成之前不得公开屏幕录像的密钥',
      'The key of a recorded screen is told only once the room has an outcome',
    );
  const round = roundOf(state, body.round);
  const dealt = round !== undefined && commitmentOf(round, who) !== undefined;
  return dealt ? gateClosed(state, body.round, seen) : null;
}

export const recording: Rules<'recording-head' | 'recording-gap' | 'screen-key'> = {
  'recording-head': {
    by: ['member', 'host'],
    unattended: true,
    whilePaused: true,
    beforeCommitment: true,
    judge: (_, state, { body }, { key }) => judgeHead(state, key, body),
    apply: (_, state, { act: { body }, seq }, { key }) => {
      state.segments.set(segmentName({ session: key, ...body }), { session: key, ...body });
      const newest = state.recordings.get(`${key}/${body.track}`)?.body.segment ?? 0;
      if (body.segment >= newest) state.recordings.set(`${key}/${body.track}`, { body, seq });
    },
  },
  'recording-gap': {
    by: ['member', 'host'],
    unattended: true,
    whilePaused: true,
    beforeCommitment: true,
    apply: (_, state, { act: { body }, hash, seq, at }, { key, who }) => {
      const alarm = {
        kind: 'recording-gap',
        level: 2,
        about: who,
        text: `${body.track} ${body.from}–${body.to}: ${body.reason}`,
      };
      state.alarms.set(hash, { body: alarm, by: key, seq, at, seen: null, ended: null });
      state.recordingGaps.push({ session: key, ...body });
    },
  },
  'screen-key': {
    by: ['member'],
    unattended: true,
    whilePaused: true,
    beforeCommitment: true,
    judge: (_, state, act, { who }) => judgeScreenKey(state, act.body, who, act.seen.seq),
    apply: (_, state, { act: { body } }, { key, who }) => {
      state.screenKeys.push({ session: key, who, ...body });
    },
  },
};
