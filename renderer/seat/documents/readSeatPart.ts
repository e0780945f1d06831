/** Parts of documents from the seat's station, which may die and come back while one reads. */
import type { Params } from '../../../shared/bridge/contract.ts';
import type { seatContract } from '../../../shared/bridge/seat.ts';
import { accept, type Result } from '../../../shared/refusal.ts';
import { type SeatClient, seatStore } from '../seat.ts';
import { PART } from '../wholeDocument.ts';
import type { DocumentPart, ReadPart } from './openPdf.ts';

/** Milliseconds until a station that was gone is asked again, and how often: longer than it takes to come back. */
const AGAIN = 500;
const TIMES = 60;

async function asking<T>(ask: (client: SeatClient) => Promise<Result<T>>): Promise<Result<T>> {
  for (let time = 1; ; time++) {
    const { client } = seatStore.getState();
    const answer = client === null ? null : await ask(client);
    if (answer !== null && (answer.ok || answer.refusals[0]?.code !== 'STATION_GONE' || time >= TIMES))
      return answer;
    await new Promise((resolve) => setTimeout(resolve, AGAIN));
  }
}

type Part = Params<typeof seatContract, 'reportPart'>;

/** Reads a document of the package, by its path there. It will be opened: what every opening begins with is asked for while its place is laid out. */
function readDocument(path: string): ReadPart {
  const read: ReadPart = (from, length) =>
    asking((client) => client.ask('documentPart', { path, from, length }));
  let first: ReturnType<ReadPart> | null = read(0, PART);
  return async (from, length) => {
    const early = from === 0 && length === PART ? first : null;
    first = null;
    const answer = await early;
    // What was refused early may be there by now.
    return answer?.ok ? answer : read(from, length);
  };
}

export interface DocumentReads {
  of(path: string): ReadPart;
  /** The document that will probably be the next: its opening begins now. */
  ahead(path: string): void;
}

/** The documents of one package, one after the other. */
export function documentReads(): DocumentReads {
  let next: { readonly path: string; readonly read: ReadPart } | null = null;
  return {
    of(path) {
      const { read } = next?.path === path ? next : { read: readDocument(path) };
      next = null;
      return read;
    },
    ahead(path) {
      if (next?.path !== path) next = { path, read: readDocument(path) };
    },
  };
}

/** Reads the report as this seat makes it. */
export const readReport: ReadPart = (from: Part['from'], length: Part['length']) =>
  asking(async (client): Promise<Result<DocumentPart>> => {
    const answer = await client.ask('reportPart', { from, length });
    return answer.ok ? accept({ total: answer.value.total, base64: answer.value.base64 }) : answer;
  });

/** Reads the expert's own record. */
export const readOwnRecord: ReadPart = (from, length) =>
  asking((client) => client.ask('ownRecord', { from, length }));

export const readPaths = () => asking((client) => client.ask('documents', {}));
