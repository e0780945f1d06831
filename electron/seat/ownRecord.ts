/** 我的评标记录 as a PDF: made at the end, of the seat's own copy of the journal and the sheet keys that it holds of its expert. */
import { cellOf } from '../../shared/evaluation/committee.ts';
import { cellBinding } from '../../shared/evaluation/sheets.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { OWN_RECORD_TITLE, type OwnCell, ownRecordModel } from '../../shared/record/ownRecord.ts';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { openCell } from '../../shared/sheets/cell.ts';
import { reportPdf } from '../report/index.ts';
import { type DocumentPart, partOf } from '../sealing/reportReader.ts';
import type { Desk } from '../session/desk.ts';
import { notSeated } from './acting.ts';
import { entriesOf } from './reading.ts';
import type { SeatEngine } from './seatEngine.ts';

const early = refusal(
  'RECORD_EARLY',
  '评标记录在您签署评标报告之后，或者评标室关闭之后生成，请稍候',
  'Your record is made once you have signed the report, or the room has been closed',
);

/** Every cell of every round; by the own key, or as it was released where a moved expert has not got that back. */
function cellsOf(engine: SeatEngine, state: RoomState, { who, keeper }: Desk): OwnCell[] {
  return state.rounds.flatMap((round) => {
    const key = keeper.secrets.keys.get(round.number);
    const released = round.sheets.get(who)?.values;
    return [...(round.cells.get(who) ?? [])].map(([cell, { act, seq }]): OwnCell => {
      const [nonce, cipher] = [base64url.decode(act.body.nonce), base64url.decode(act.body.cipher)];
      const opened = key === undefined ? null : openCell(engine.crypto, key, nonce, cipher, cellBinding(act));
      const value = released?.get(cell);
      const content = opened?.ok
        ? opened.value
        : { score: value?.original ?? null, remark: value?.remark ?? '', place: value?.place ?? null };
      const unreadable = opened?.ok !== true && content.score === null;
      return { round: round.number, ...cellOf(cell), ...content, unreadable, seq };
    });
  });
}

/**
 * Hands the record out in parts. Refuses `NO_SESSION`, and `RECORD_EARLY` before the expert has signed and the room is open. One whose beginning
 * was asked for before the seat forgot everything is handed out to its end, and then forgotten too.
 */
export function ownRecord(
  engine: SeatEngine,
): (from: number, length: number) => Promise<Result<DocumentPart>> {
  let made: { readonly key: string; readonly pdf: Promise<Uint8Array> } | null = null;

  function make(state: RoomState, desk: Desk): Promise<Uint8Array> {
    const { head, at } = state;
    const entries = entriesOf(engine);
    const timeOf = (seq: number): string => entries[seq - 1]!.at;
    const model = ownRecordModel({
      state,
      timeOf,
      who: desk.who,
      entries,
      cells: cellsOf(engine, state, desk),
    });
    return reportPdf(model, { head, at: at!, title: OWN_RECORD_TITLE });
  }

  async function rest(from: number, length: number): Promise<Result<DocumentPart>> {
    if (made === null) return refuse(notSeated);
    const pdf = await made.pdf;
    if (from + length >= pdf.length) made = null;
    return accept(partOf(pdf, from, length));
  }

  return async (from, length) => {
    const state = engine.room();
    const desk = engine.desk();
    if (state === null || desk === null) return from > 0 ? rest(from, length) : refuse(notSeated);
    if (state.closed === null && !state.signatures.has(desk.who)) return refuse(early);
    // Only its beginning is made anew: what follows has to be of the same document.
    const key = `${desk.session} ${state.head.hash}`;
    if (made === null || (from === 0 && made.key !== key)) {
      const now = { key, pdf: make(state, desk) };
      made = now;
      now.pdf.catch(() => {
        if (made === now) made = null;
      });
    }
    return accept(partOf(await made.pdf, from, length));
  };
}
