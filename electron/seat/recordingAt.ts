/** The recording at a seat's station: the recorder's bookkeeping over the seat's engine. */
import { join } from 'node:path';
import { readEntry } from '../../shared/journal/entry.ts';
import { pinnedAgent } from '../link/pinned.ts';
import { copying } from '../recording/copying.ts';
import { type SeatRecorder, seatRecorder } from '../recording/seatRecorder.ts';
import type { SeatFile } from '../station/stationFile.ts';
import type { SeatEngine } from './seatEngine.ts';
import { RECORDING } from './seatFolder.ts';

/** Seconds of a segment, where the station file says nothing. */
const SEGMENT_SECONDS = 120;
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
  const copies = copying({
    ...{ crypto, desk, folder, agent },
    ...hears,
    address: file.host.address,
    room: () => (engine.inStep() ? (room()?.room ?? null) : null),
  });
  const recorder = seatRecorder({
    ...{ crypto, random, clock, room, desk, act },
    ...hears,
    folder,
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
    async close() {
      await recorder.close();
      await copies.close();
      agent.destroy();
    },
  };
}
