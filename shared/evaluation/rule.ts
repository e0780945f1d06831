/**
 * The shape of a rule: who may do an act, when, what else must hold, and what it changes. Every topic file exports a table of these;
 * `rulebook.ts` puts them together and TypeScript sees to it that no act type is without one.
 */

import type { Act, ActType, Phase, UnsignedAct } from '../journal/acts.ts';
import type { RoomState, Session } from '../journal/state.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import type { Refusal } from '../refusal.ts';

export type Office = 'member' | 'chair' | 'supervisor' | 'host';

/** The entry that an accepted act stands in. */
export interface Placed<T extends ActType> {
  readonly act: Act<T>;
  readonly hash: string;
  readonly seq: number;
  readonly at: string;
}

export interface Rule<T extends ActType> {
  /** Who may; a chair is a member too. */
  readonly by: readonly Office[];
  /** In which phases; absent: in all. */
  readonly during?: readonly Phase[];
  /** Also while the room is paused. */
  readonly whilePaused?: true;
  /** Also for a member who has not given the commitment. */
  readonly beforeCommitment?: true;
  /** The member's seat does it by itself: no sign that anybody sits there. */
  readonly unattended?: true;
  /** What else must hold; null where nothing speaks against the act. Never changes the state. */
  readonly judge?: (
    crypto: CryptoPort,
    state: RoomState,
    act: UnsignedAct<T>,
    author: Session,
  ) => Refusal | null;
  /** What the accepted act changes. */
  readonly apply: (crypto: CryptoPort, state: RoomState, placed: Placed<T>, author: Session) => void;
}

export type Rules<T extends ActType> = { readonly [K in T]: Rule<K> };

/** Every phase from `from` to `to`, both included. */
export function phases(all: readonly Phase[], from: Phase, to: Phase): readonly Phase[] {
  return all.slice(all.indexOf(from), all.indexOf(to) + 1);
}
