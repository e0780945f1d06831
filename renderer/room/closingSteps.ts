/** The way from the committee's conclusion to the centre's receipt, step by step (封存清单): done, open, or nothing that is due any more, because the evaluation was broken off before. */
import type { RoomStatus } from '../../shared/bridge/room.ts';
import { unsigned } from '../../shared/evaluation/ending.ts';
import type { RoomState } from '../../shared/journal/state.ts';

const ENDING: readonly RoomStatus['stage'][] = ['closed', 'sealed', 'delivered', 'forgotten'];

export interface ClosingStep {
  readonly step: 'outcome' | 'report' | 'signed' | 'closed' | 'sealed' | 'delivered';
  readonly standing: 'done' | 'open' | 'dropped';
}

/** How far the room's end has come: -1 while it is open. */
export const endingOf = (stage: RoomStatus['stage']): number => ENDING.indexOf(stage);

/** Why it was broken off (中止理由); null where it was not. */
export const brokenOff = ({ closed }: Pick<RoomState, 'closed'>): string | null =>
  closed?.outcome === 'sealed-aborted' ? closed.reason : null;

export function closingSteps(room: RoomState, stage: RoomStatus['stage']): ClosingStep[] {
  const after = endingOf(stage);
  const rest = brokenOff(room) === null ? 'open' : 'dropped';
  const due = (step: ClosingStep['step'], done: boolean): ClosingStep => ({
    step,
    standing: done ? 'done' : rest,
  });
  const then = (step: ClosingStep['step'], at: number): ClosingStep => ({
    step,
    standing: after >= at ? 'done' : 'open',
  });
  return [
    due('outcome', room.outcome !== null),
    due('report', room.report !== null),
    due('signed', room.report !== null && unsigned(room).length === 0),
    then('closed', 0),
    then('sealed', 1),
    then('delivered', 2),
  ];
}
