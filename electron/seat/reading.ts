/** What an expert reads at the seat: the package's documents, the report before it is signed, and at the end the record of his own part. */
import { readEntry } from '../../shared/journal/entry.ts';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { type DocumentPart, type ReportReader, reportReader } from '../sealing/reportReader.ts';
import type { SeatEngine } from './seatEngine.ts';

interface DocumentPaths {
  readonly tender: string[];
  readonly bids: Record<string, string[]>;
  readonly pictures: Record<string, string>;
}

export interface SeatReading {
  /** Refuses `NO_PACKAGE`. */
  documents(): Result<DocumentPaths>;
  /** Out of the package as it was verified when it was opened. Refuses `NO_PACKAGE`, `DOCUMENT_UNKNOWN`. */
  documentPart(path: string, from: number, length: number): Promise<Result<DocumentPart>>;
  readonly reportPart: ReportReader;
}

const noPackage = refusal(
  'NO_PACKAGE',
  '项目包尚未到达，请稍候',
  'The project package has not arrived yet; please wait',
);

const cleared = refusal(
  'SEAT_ENDED',
  '本席位的评标已结束，保存的内容已按规定清除',
  'The evaluation at this seat has ended, and what was kept here has been deleted',
);

export function seatReading(engine: SeatEngine): SeatReading {
  const here = () => {
    if (engine.folder.ended()?.stage === 'finished') return refuse(cleared);
    const opened = engine.opened();
    return opened === null ? refuse(noPackage) : accept(opened);
  };
  return {
    documents() {
      const opened = here();
      if (!opened.ok) return opened;
      const { tender, bids, pictures } = opened.value.documents;
      return accept({
        tender: [...tender],
        bids: Object.fromEntries([...bids].map(([bid, paths]) => [bid, [...paths]])),
        pictures: Object.fromEntries(pictures),
      });
    },
    async documentPart(path, from, length) {
      const opened = here();
      if (!opened.ok) return opened;
      const { files, documents } = opened.value;
      const { tender, bids, pictures } = documents;
      const known = [...tender, ...[...bids.values()].flat(), ...pictures.values()];
      if (!known.includes(path))
        return refuse(
          refusal('DOCUMENT_UNKNOWN', '项目包中没有这份文件', 'The package has no such document', path),
        );
      const bytes = await files.part(path, from, length);
      return accept({ total: files.size(path), base64: Buffer.from(bytes).toString('base64') });
    },
    reportPart: reportReader({
      crypto: engine.crypto,
      pkg: () => engine.opened()!.room,
      room: engine.room,
      entries: () => entriesOf(engine),
    }),
  };
}

/** The seat's own copy of the journal, which was verified before it was stored. */
export const entriesOf = (engine: SeatEngine) =>
  [...engine.lines(1)].flatMap((line) => {
    const entry = readEntry(line);
    return entry.ok ? [entry.value] : [];
  });
