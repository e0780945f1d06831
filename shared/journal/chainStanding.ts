/** Whether the journal that a window holds is one chain (环环相扣): looked at entry by entry over the hashes that the window made itself. */
import { type Entry, GENESIS, type Head } from './entry.ts';

export interface ChainStanding {
  /** `reading`: the station has more than has been looked at. */
  readonly state: 'holds' | 'reading' | 'broken';
  /** The last entry that was looked at; where the chain is broken, the one that is not the next, or not what the station names. */
  readonly at: number;
}

/**
 * @param hashes of the entries, as whoever looks has made them; index = number - 1
 * @param head what the station says its journal ends with
 */
export function chainStanding(
  entries: readonly Pick<Entry, 'seq' | 'prev'>[],
  hashes: readonly string[],
  head: Head,
): ChainStanding {
  const at = entries.findIndex(
    ({ seq, prev }, i) => seq !== i + 1 || prev !== (i === 0 ? GENESIS : hashes[i - 1]),
  );
  if (at !== -1) return { state: 'broken', at: at + 1 };
  if (hashes.length < head.seq) return { state: 'reading', at: hashes.length };
  return head.seq === 0 || hashes[head.seq - 1] === head.hash
    ? { state: 'holds', at: head.seq }
    : { state: 'broken', at: head.seq };
}
