/** What the recorder at a seat asks of its station. */
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import type { Rate } from '../../shared/recording/rate.ts';
import type { Track } from '../../shared/recording/track.ts';
import type { Acting } from '../seat/acting.ts';
import type { Desk } from '../session/desk.ts';
import type { Clock } from '../session/sessionAuthor.ts';
import type { ageWriter } from './ageWriter.ts';

export interface Surroundings {
  readonly crypto: CryptoPort;
  readonly random: RandomPort;
  /** Begins the age file that grows beside an open one. */
  readonly beginAge: typeof ageWriter;
  readonly clock: Clock;
  /** `recording` in the seat's data folder. */
  readonly folder: string;
  /** Pictures in a second, while the disk lasts. */
  readonly rate: Rate;
  readonly segmentSeconds: number;
  /** Hours that the disk should last. */
  readonly warnHours: number;
  readonly room: () => RoomState | null;
  readonly desk: () => Desk | null;
  readonly act: Acting;
  /** Gaps that are told, and not yet in the journal. */
  readonly waitingGaps: () => readonly { track: Track; from: string; to: string }[];
  /** When an entry was made. */
  readonly admittedAt: (entry: number) => string | null;
  /** How many bytes of a file the room holds; null where nothing is copied at present. */
  readonly held: (file: string) => number | null;
  /** Bytes that the room does not hold yet. */
  readonly unsent: () => number;
  /** There is more to be copied. */
  readonly stored: () => void;
  readonly changed: () => void;
  readonly onFault: (error: unknown) => void;
}
