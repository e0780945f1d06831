/** The room as the supervisor's screens know it. */

import { createContext, useContext } from 'react';
import type { BridgeClient } from '../../shared/bridge/client.ts';
import type { Params } from '../../shared/bridge/contract.ts';
import { type RoomStatus, roomContract } from '../../shared/bridge/room.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { ProjectData } from '../../shared/project/model.ts';
import type { WindowTerms } from '../../shared/record/words.ts';
import type { Result } from '../../shared/refusal.ts';
import { roomView } from '../station/roomView.ts';

export const roomStore = roomView(roomContract);

export type RoomClient = BridgeClient<typeof roomContract>;
/** An act that a supervisor does by hand. */
export type SupervisorAct = Params<typeof roomContract, 'act'>['act'];

export interface Supervised {
  readonly client: RoomClient;
  readonly status: RoomStatus;
  /** Folded in place; drawn again at each revision. */
  readonly room: RoomState;
  readonly revision: number;
  readonly data: ProjectData;
  readonly terms: WindowTerms;
}

export const RoomContext = createContext<Supervised | null>(null);

/** Of use only below the window's frame. */
export function useRoom(): Supervised {
  const room = useContext(RoomContext);
  if (room === null) throw new Error('no room is supervised here');
  return room;
}

/** An act as a question to the station. */
export const act = (client: RoomClient, made: SupervisorAct): Promise<Result<unknown>> =>
  client.ask('act', { act: made });

export const nameOf = (data: ProjectData, who: string): string =>
  data.committee.find(({ expert }) => expert === who)?.name ??
  data.supervisors.find(({ supervisor }) => supervisor === who)?.name ??
  who;
