import type { SignedHead } from '../../shared/journal/fork.ts';

/** A seat's machine as the host sees it. */
export interface ConnectedSeat {
  readonly seat: string;
  readonly up: boolean;
  readonly since: string;
  readonly sessions: readonly string[];
  readonly entries: number;
  /** The room that it holds, and the newest head of it that a host signed. */
  readonly room: string | null;
  readonly signed: SignedHead | null;
}
