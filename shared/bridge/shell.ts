/** What a window may ask of the shell that holds it (窗口外壳), and what the shell tells: which station this is, files of this machine, the station's process. */
import { z } from 'zod';
import * as f from '../journal/fields.ts';
import type { Contract } from './contract.ts';
import { nothing, refusalForm } from './parts.ts';

export const stationRole = z.enum(['seat', 'room', 'centre']);
export type StationRole = z.infer<typeof stationRole>;

const path = z.string().min(1).max(4096);

/** A station of a demonstration, and how people enter it. */
const demonstrationStation = z.strictObject({ role: stationRole, name: z.string(), file: path });

/** A person of the demonstration with the entry slip that would be printed. */
const demonstrationPerson = z.strictObject({
  who: f.id,
  name: z.string(),
  role: z.enum(['expert', 'supervisor']),
  code: z.string(),
});

export const stationProcess = z.strictObject({
  /** `starting`: first start, or again after an end; `up`: a bridge can be opened; `gone`: it ended and is started again after a while. */
  state: z.enum(['starting', 'up', 'gone']),
  /** Counts the starts from 1: each one is a new bridge. */
  generation: f.count,
  /** Why it does not start, in its own words, until a start succeeds: it is tried again and again. Empty where it ended otherwise. */
  refusals: z.array(refusalForm),
});
export type StationProcess = z.infer<typeof stationProcess>;

/** What a station that does not start says to who forked it, before it ends: the one message that is not the bridge's. */
export const notStarted = z.strictObject({ notStarted: z.array(refusalForm).min(1) });

export const shellContract = {
  commands: {
    process: { params: nothing, answer: stationProcess },
    /** Starts a station that has gone, now; otherwise nothing. */
    startAgain: { params: nothing, answer: nothing },
    /** Dialogs of the operating system; null where the person has cancelled. */
    chooseFolder: {
      params: z.strictObject({ title: f.label(120) }),
      answer: z.strictObject({ path: path.nullable() }),
    },
    /** Opens a PDF in the system's own program, where it is printed: one in a folder that was chosen in this window. Refuses `NOT_HERE`, `NOT_OPENED`. */
    openPdf: { params: z.strictObject({ file: path }), answer: nothing },
    chooseStationFile: { params: nothing, answer: z.strictObject({ path: path.nullable() }) },
    /** Opens a station's window; the chooser closes. Refuses a station file that is not one. */
    openStation: { params: z.strictObject({ file: path }), answer: nothing },
    /** Closes this window, where its station has nothing against it. */
    quit: { params: nothing, answer: nothing },
    /** Makes a demonstration of the small sample on this machine, or opens the one that is there. */
    demonstration: {
      params: nothing,
      answer: z.strictObject({
        stations: z.array(demonstrationStation),
        people: z.array(demonstrationPerson),
      }),
    },
  },
  events: {
    process: stationProcess,
    /** The window was asked to close, and the station has said why it must not. */
    quitRefused: refusalForm,
  },
} as const satisfies Contract;
