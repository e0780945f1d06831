/** A journal is said to be one chain only where every entry carries the hash of the one before, up to what the station names. */
import { expect, it } from 'vitest';
import * as day from '../../../../electron/rehearsal/day.ts';
import { chainStanding } from '../../../../shared/journal/chainStanding.ts';
import { foldTo } from '../../../../shared/journal/fold.ts';
import { arrived, crypto } from '../../../simulator/room.ts';

const play = await arrived('chain');
const { hashes, head, pkg } = day.state(play.room);
const standing = (entries: typeof play.entries, end = head) =>
  chainStanding(entries, foldTo(crypto, pkg, entries).hashes, end);

it('an honest journal holds, an empty one too', () => {
  expect(standing(play.entries)).toEqual({ state: 'holds', at: head.seq });
  expect(chainStanding([], [], { seq: 0, hash: '0'.repeat(64) })).toEqual({ state: 'holds', at: 0 });
});

it('what has not been looked at yet is not said to hold', () => {
  const seen = play.entries.slice(0, 4);
  expect(standing(seen)).toEqual({ state: 'reading', at: 4 });
  expect(chainStanding(seen, hashes.slice(0, 4), { seq: 4, hash: hashes[3]! }).state).toBe('holds');
});

it('an entry changed, taken out or moved breaks it where the next one no longer fits', () => {
  const changed = play.entries.map((entry) =>
    entry.seq === 3 ? { ...entry, at: play.entries[3]!.at } : entry,
  );
  expect(standing(changed)).toEqual({ state: 'broken', at: 4 });
  expect(standing(play.entries.toSpliced(2, 1))).toEqual({ state: 'broken', at: 3 });
});

it('another end than the station names breaks it at the end', () => {
  const last = play.entries.map((entry) =>
    entry.seq === head.seq ? { ...entry, at: '2027-01-01T00:00:00.000Z' } : entry,
  );
  expect(standing(last)).toEqual({ state: 'broken', at: head.seq });
});
