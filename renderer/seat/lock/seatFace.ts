/** Which of its faces a seat shows: what comes before the work, the PIN's own step, or the work; and what covers that. */
import type { SeatStatus } from '../../../shared/bridge/seat.ts';

export interface Shown {
  readonly status: Pick<SeatStatus, 'stage' | 'pin' | 'person' | 'session'>;
  /** This seat's screen is locked. */
  readonly locked: boolean;
  /** The session whose work this window has shown; what is typed there and not saved yet must stay. */
  readonly begun: string | null;
}

export type Face = 'entry' | 'pin' | 'work';

const STAGES_OF_PIN: readonly SeatStatus['stage'][] = ['signing-in', 'admission', 'seated'];

/** Nobody works without a PIN; where there was one, or the screen is locked, the cover asks for the new one, over the work. */
export function faceOf({ status, locked, begun }: Shown): Face {
  const { stage, pin, person, session } = status;
  if (person === null) return 'entry';
  if (stage === 'closed') return 'work';
  if (stage === 'seated' && (pin || locked || begun === session)) return 'work';
  return !pin && STAGES_OF_PIN.includes(stage) ? 'pin' : 'entry';
}

/** What lies over the work: `pin` and `slip` ask who is there, `new` asks for a PIN; null: nothing. */
type Cover = 'pin' | 'slip' | 'new' | null;

/**
 * @param shown the slip was shown since the screen was locked
 * @param forgotten he wants to show his slip instead of his PIN
 */
export function coverOf(
  { status: { stage, pin }, locked }: Pick<Shown, 'status' | 'locked'>,
  shown: boolean,
  forgotten: boolean,
): Cover {
  if (!locked) return pin || stage !== 'seated' ? null : 'new';
  if (shown) return stage === 'seated' ? 'new' : null;
  return pin && !forgotten ? 'pin' : 'slip';
}
