/** What somebody could do to the files of a delivered recording, and by which code the verifier names it. */
import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

export interface SegmentChange {
  readonly what: string;
  readonly code: string;
  /** @param one the file that is changed; `two` is another segment's */
  change(one: string, two: string): void;
}

export const SEGMENT_CHANGES: readonly SegmentChange[] = [
  {
    what: 'swapped with another',
    code: 'SEGMENT_SWAPPED',
    change(one, two) {
      renameSync(one, `${one}.held`);
      renameSync(two, one);
      renameSync(`${one}.held`, two);
    },
  },
  {
    what: 'doubled in the place of another',
    code: 'SEGMENT_DOUBLED',
    change: (one, two) => cpSync(two, one),
  },
  {
    what: 'cut short',
    code: 'SEGMENT_CUT',
    change: (one) => writeFileSync(one, readFileSync(one).subarray(0, -2000)),
  },
  {
    // As long, and of another recording.
    what: 'exchanged for a foreign one',
    code: 'SEGMENT_ALTERED',
    change(one) {
      const bytes = readFileSync(one);
      writeFileSync(one, Buffer.concat([bytes.subarray(0, 300), Buffer.alloc(bytes.length - 300, 7)]));
    },
  },
];
