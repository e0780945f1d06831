/**
 * What the stations write into the journal by themselves while all goes well (系统记录): the keys' dealing and opening, a recording's heads, two of them every few
 * seconds from each seat. Whoever reads the record can do without. What a machine finds wrong (a share that does not fit, a gap, a door) is none of it, nor is an entry that had no effect.
 */
import type { ActType } from '../journal/acts.ts';
import type { Entry } from '../journal/entry.ts';
import type { RoomState } from '../journal/state.ts';

const BY_STATIONS: ReadonlySet<ActType> = new Set([
  'deal',
  'share-ok',
  'release',
  'deposit-share',
  'recording-head',
  'screen-key',
]);

/** @param state the room folded at least to this entry */
export const isSystemRecord = (state: Pick<RoomState, 'refused'>, { act, seq }: Entry): boolean =>
  BY_STATIONS.has(act.type) && !state.refused.some((refused) => refused.seq === seq);
