/** The recording at a seat's station: the recorder's bookkeeping over the seat's engine. */

import { join } from 'node:path';
import { readEntry } from '../../shared/journal/entry.ts';
import { USUAL } from '../../shared/recording/rate.ts';
import { pinnedAgent } from '../link/pinned.ts';
import { openAgeWriters } from '../recording/ageWriters.ts';
import { copying } from '../recording/copying.ts';
import { leftOpen } from '../recording/leftOpen.ts';
import { NotTaken, roomRequests } from '../recording/roomRequests.ts';
import { screenKeysHandedOver } from '../recording/screenKeys.ts';
import { type SeatRecorder, seatRecorder } from '../recording/seatRecorder.ts';
import type { Desk } from '../session/desk.ts';
import type { SeatFile } from '../station/stationFile.ts';
import type { SeatEngine } from './seatEngine.ts';
import { RECORDING } from './seatFolder.ts';

/** Seconds of a segment, where the station file says nothing. */
const SEGMENT_SECONDS = 120;
/** Milliseconds between two looks for keys that are to be given or taken; after something has happened in the room, and else. */
const HAND_OVER = { soon: 200, late: 2_000 };
/** Hours that the disk should last at the present rate. */
const WARN_HOURS = 4;

export function recordingAt(
  engine: SeatEngine,
  file: SeatFile,
  hears: { readonly changed: () => void; readonly onFault: (error: unknown) => void },
): SeatRecorder {
  const { crypto, random, clock, room, desk, act } = engine;
  const folder = join(file.data, RECORDING);
  const agent = pinnedAgent((key) => key === room()?.host?.tls);
  const ending = new AbortController();
  const { signal } = ending;
  const inReach = (): string | null => (engine.inStep() ? (room()?.room ?? null) : null);
  const ask = roomRequests({ crypto, agent, signal, address: file.host.address, room: inReach });
  const desks = (): Desk[] => {
    const present = desk();
    const earlier = engine.earlier().filter(({ session }) => session !== present?.session);
    return present === null ? earlier : [present, ...earlier];
  };
  const copies = copying({ desks, folder, ask, signal, ...hears, room: inReach });
  const handOver = screenKeysHandedOver({ crypto, state: room, desks, ask });
  const left = leftOpen({ crypto, random, folder, stored: copies.stored, onFault: hears.onFault });
  let handing = Promise.resolve();
  let soon: NodeJS.Timeout | undefined;
  const hand = (): void => {
    soon = undefined;
    const making = handing.then(() => left.attend(engine.earlier())).then(left.again);
    handing = making.then(handOver).catch((error: unknown) => {
      if (!(error instanceof NotTaken)) hears.onFault(error);
    });
  };
  const timer = setInterval(hand, HAND_OVER.late);
  const ageFiles = openAgeWriters();
  const recorder = seatRecorder({
    ...{ crypto, random, clock, room, desk, act },
    ...hears,
    beginAge: ageFiles.begin,
    folder,
    rate: file.thresholds?.recording?.rate ?? USUAL,
    segmentSeconds: file.thresholds?.recording?.segmentSeconds ?? SEGMENT_SECONDS,
    warnHours: file.thresholds?.recording?.warnHours ?? WARN_HOURS,
    waitingGaps: () =>
      engine
        .waiting()
        .filter(({ type }) => type === 'recording-gap')
        .map(({ body }) => JSON.parse(body)),
    admittedAt(number) {
      const [line] = engine.lines(number);
      const entry = line === undefined ? null : readEntry(line);
      return entry?.ok ? entry.value.at : null;
    },
    held: copies.held,
    unsent: copies.unsent,
    stored: copies.stored,
  });
  return {
    ...recorder,
    attend() {
      const present = desk();
      if (present !== null) left.recorded(present.session);
      recorder.attend();
      soon ??= setTimeout(hand, HAND_OVER.soon);
    },
    async close() {
      clearInterval(timer);
      clearTimeout(soon);
      await recorder.close();
      await ageFiles.close();
      ending.abort();
      await handing;
      await copies.close();
      agent.destroy();
    },
  };
}
