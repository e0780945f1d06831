/** What a member can bring up now beyond the day's course: the own recusal, motions, going back, endings without a ranking. The room's own judge says which. */
import { cellOf, currentRound, expertsItems } from '../../../shared/evaluation/committee.ts';
import type { Bodies } from '../../../shared/journal/acts.ts';
import type { Motion } from '../../../shared/journal/motion.ts';
import type { RoomState } from '../../../shared/journal/state.ts';
import { mayAct } from '../../station/mayAct.ts';

type Ending = Exclude<Bodies['outcome']['kind'], 'ranked'>;

export type Matter =
  /** Asked for in a window of its own, where the ground is chosen. */
  | { readonly kind: 'recusal' }
  | { readonly kind: 'absence' | 'taken-to-agree'; readonly member: string }
  | { readonly kind: 'reject-all' | 'stop' }
  | {
      readonly kind: 'mend';
      readonly round: number;
      readonly member: string;
      readonly bid: string;
      readonly item: string;
    }
  | { readonly kind: 'back'; readonly to: Bodies['back']['to'] }
  /** `motion`: the vote that this ending rests on. */
  | { readonly kind: 'ending'; readonly outcome: Ending; readonly motion: string | null };

export type MadeMatter =
  | { readonly type: 'move'; readonly body: Bodies['move'] }
  | { readonly type: 'back'; readonly body: Bodies['back'] }
  | { readonly type: 'outcome'; readonly body: Bodies['outcome'] };

/** @param score of a `mend` */
function motionOf(
  matter: Exclude<Matter, { kind: 'recusal' }>,
  reason: string,
  score: string,
): Motion | null {
  switch (matter.kind) {
    case 'absence':
    case 'taken-to-agree':
      return { kind: matter.kind, member: matter.member, reason };
    case 'reject-all':
    case 'stop':
      return { kind: matter.kind, reason };
    case 'mend':
      return { ...matter, score, reason };
    default:
      return null;
  }
}

/** The act that brings a matter up. */
export function actOf(
  matter: Exclude<Matter, { kind: 'recusal' }>,
  reason: string,
  score: string,
): MadeMatter {
  const motion = motionOf(matter, reason, score);
  if (motion !== null) return { type: 'move', body: { motion } };
  if (matter.kind === 'back') return { type: 'back', body: { to: matter.to, reason } };
  if (matter.kind !== 'ending') throw new Error(`no act for ${matter.kind}`);
  const { outcome: kind, motion: vote } = matter;
  return {
    type: 'outcome',
    body: { kind, reason, ranking: null, matters: '', ...(vote === null ? {} : { motion: vote }) },
  };
}

function carriedVote(room: RoomState, kind: Motion['kind']): string | null {
  return (
    [...room.motions].reverse().find(([, one]) => one.carried === true && one.motion.kind === kind)?.[0] ??
    null
  );
}

/** Cells that were released unreadable, out of range or off the step, and do not count yet. */
function faulty(room: RoomState): Extract<Matter, { kind: 'mend' }>[] {
  const round = currentRound(room);
  return [...(round?.sheets ?? [])].flatMap(([member, sheet]) =>
    [...sheet.values]
      .filter(([, value]) => value.fault !== null && value.score === null)
      .map(([key]) => ({ kind: 'mend' as const, round: round!.number, member, ...cellOf(key) })),
  );
}

/** A ground can come to light at any moment until the member has signed. */
export const mayRecuse = (room: RoomState, session: string | null): boolean =>
  mayAct(room, session, 'recuse', { ground: 'other', reason: '-' }) === null;

/** All that would take effect now, in the order in which it is offered. */
export function mattersOf(room: RoomState, session: string | null): Matter[] {
  const me = room.sessions.get(session ?? '')?.who;
  // Nobody who brings something up is absent, or refuses to sign without a word.
  const people = (kind: 'absence' | 'taken-to-agree'): Matter[] =>
    room.members.filter((member) => member !== me).map((member) => ({ kind, member }));
  const all: Matter[] = [
    { kind: 'recusal' },
    ...faulty(room),
    ...people('absence'),
    ...people('taken-to-agree'),
    { kind: 'reject-all' },
    { kind: 'stop' },
    ...(['review', 'clarification', 'scoring'] as const).map((to): Matter => ({ kind: 'back', to })),
    { kind: 'ending', outcome: 'all-rejected', motion: carriedVote(room, 'reject-all') },
    { kind: 'ending', outcome: 'void', motion: null },
    { kind: 'ending', outcome: 'stopped', motion: carriedVote(room, 'stop') },
  ];
  return all.filter((matter) => {
    if (matter.kind === 'recusal') return mayRecuse(room, session);
    const item =
      matter.kind === 'mend' ? expertsItems(room.pkg.data).find(({ id }) => id === matter.item) : undefined;
    // Whether a matter belongs here does not depend on its words: any reason, and the least score, will do.
    const made = actOf(matter, '-', item?.min ?? '0');
    return mayAct(room, session, made.type, made.body) === null;
  });
}
