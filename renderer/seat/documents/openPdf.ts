/**
 * A PDF of the station, opened by range: its first page is shown before the rest has been asked for. Each document that is open has a worker
 * to itself.
 */
import {
  GlobalWorkerOptions,
  getDocument,
  PDFDataRangeTransport,
  type PDFDocumentProxy,
  PDFWorker,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import type { Refusal, Result } from '../../../shared/refusal.ts';
import { bytesOf } from '../../components/bytesOf.ts';
import { PART } from '../wholeDocument.ts';

GlobalWorkerOptions.workerSrc = workerAddress;

/** Where the build puts what pdf.js reads besides a document: character maps and fonts that documents leave out, decoders. */
const asset = (folder: string): string => new URL(`pdfjs/${folder}/`, document.baseURI).href;

export interface DocumentPart {
  readonly total: number;
  readonly base64: string;
}

/**
 * Bytes that pdf.js asks for at least. Before it opens a document it reads the dictionary of every page, wherever it lies in the file: of a
 * large one in fine parts, because coarse ones would be the whole file; a small one is sooner here in few coarse ones.
 */
const FINE = 16 * 1024;
const LARGE = 8 * 1024 * 1024;

/** The bytes of one document, asked for in parts. */
export type ReadPart = (from: number, length: number) => Promise<Result<DocumentPart>>;

/** Why a document is not shown: the station refused it, or it is none that can be read. */
export type Unopened =
  | { readonly why: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly why: 'password' | 'damaged' };

export interface OpenedPdf {
  readonly pdf: Promise<PDFDocumentProxy | Unopened>;
  /** Ends everything that goes on with the document and gives its memory back. */
  close(): void;
}

/** A worker with the number of documents that it has opened. */
interface Desk {
  readonly worker: PDFWorker;
  readonly opened: number;
}

/**
 * The next document's: the one that another document has left, which has its program compiled and opens one in half the time, or one that is
 * started ahead.
 */
let free: Desk | null = null;
const AFTER = 3000;
/** Then what it kept of them goes with it, whatever pdf.js may have forgotten to let go. */
const MOST = 8;

const newDesk = (): Desk => ({ worker: PDFWorker.create({ verbosity: 0 }), opened: 0 });

function takeDesk(): Desk {
  const { worker, opened } = free ?? newDesk();
  free = null;
  // Not while this document is being opened.
  setTimeout(() => {
    free ??= newDesk();
  }, AFTER);
  return { worker, opened: opened + 1 };
}

function leaveDesk(desk: Desk): void {
  if (free?.opened === 0) {
    free.worker.destroy();
    free = null;
  }
  if (free === null && desk.opened < MOST) free = desk;
  else desk.worker.destroy();
}

class PartTransport extends PDFDataRangeTransport {
  readonly #read: ReadPart;
  readonly #refused: (refusals: readonly Refusal[]) => void;
  #stopped = false;

  constructor(
    total: number,
    first: Uint8Array,
    read: ReadPart,
    refused: (refusals: readonly Refusal[]) => void,
  ) {
    super(total, first);
    this.#read = read;
    this.#refused = refused;
  }

  override requestDataRange(begin: number, end: number): void {
    void this.#send(begin, end);
  }

  async #send(begin: number, end: number): Promise<void> {
    const bytes = new Uint8Array(end - begin);
    for (let at = begin; at < end; ) {
      const answer = await this.#read(at, Math.min(PART, end - at));
      if (this.#stopped) return;
      if (!answer.ok) return this.#refused(answer.refusals);
      const part = bytesOf(answer.value.base64);
      // A document that is shorter than it was would be asked for without end.
      if (part.length === 0) return this.#refused([]);
      bytes.set(part, at - begin);
      at += part.length;
    }
    this.onDataRange(begin, bytes);
  }

  override abort(): void {
    this.#stopped = true;
  }
}

const named = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

/** @param refused what happens when a part is refused after the document has been opened */
export function openPdf(read: ReadPart, refused: (unopened: Unopened) => void): OpenedPdf {
  const desk = takeDesk();
  let closed = false;
  let end = (): Promise<void> => Promise.resolve();

  async function open(): Promise<PDFDocumentProxy | Unopened> {
    const first = await read(0, PART);
    if (!first.ok) return { why: 'refused', refusals: first.refusals };
    if (closed) return { why: 'damaged' };
    const fail = (refusals: readonly Refusal[]): Unopened =>
      refusals.length === 0 ? { why: 'damaged' } : { why: 'refused', refusals };
    const late = Promise.withResolvers<Unopened>();
    const { total, base64 } = first.value;
    const bytes = bytesOf(base64);
    const transport = (): PartTransport =>
      new PartTransport(total, bytes, read, (refusals) => {
        late.resolve(fail(refusals));
        refused(fail(refusals));
      });
    const task = getDocument({
      // What is here as a whole needs nobody who asks for more of it.
      ...(bytes.length === total ? { data: bytes } : { range: transport() }),
      worker: desk.worker,
      rangeChunkSize: total > LARGE ? FINE : PART,
      disableAutoFetch: true,
      disableStream: true,
      cMapUrl: asset('cmaps'),
      standardFontDataUrl: asset('standard_fonts'),
      wasmUrl: asset('wasm'),
      // The window's policy lets no WebAssembly be compiled; the decoders exist in plain script too.
      useWasm: false,
      enableXfa: false,
      verbosity: 0,
    });
    end = () => task.destroy();
    const pdf = task.promise.catch(
      (error: unknown): Unopened => ({ why: named(error, 'PasswordException') ? 'password' : 'damaged' }),
    );
    return Promise.race([pdf, late.promise]);
  }

  return {
    pdf: open(),
    close() {
      closed = true;
      void end().then(
        () => leaveDesk(desk),
        () => desk.worker.destroy(),
      );
    },
  };
}
