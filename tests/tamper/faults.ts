/**
 * The tamper kit: single faults made on a good sealed result. Each names the check that should catch it; whoever writes another verifier can
 * run the same list against it.
 */

import { PATHS } from '../../electron/sealing/contents.ts';
import { FILE_FAULTS } from './fileFaults.ts';
import { JOURNAL_FAULTS } from './journalFaults.ts';
import { type Fault, hostCarries } from './making.ts';
import { SEAL_FAULTS } from './sealFaults.ts';

export const FAULTS: readonly Fault[] = [
  ...SEAL_FAULTS,
  ...FILE_FAULTS,
  ...JOURNAL_FAULTS.map(({ name, caughtBy, lines }) => ({
    name: `journal: ${name}`,
    caughtBy,
    make: hostCarries((good, other) => ({
      payload: new Map([...good.payload, [PATHS.journal, lines(good, other)]]),
    })),
  })),
];
