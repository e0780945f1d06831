/**
 * 我的评标记录 as this window keeps it from the room's end on: with the centre's receipt the station forgets everything, and the expert is to have
 * his record until he leaves. It holds nothing that he may not take along.
 */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { SeatStatus } from '../../shared/bridge/seat.ts';
import { accept, type Refusal } from '../../shared/refusal.ts';
import { base64Of } from '../components/bytesOf.ts';
import type { ReadPart } from './documents/openPdf.ts';
import { readOwnRecord } from './documents/readSeatPart.ts';
import { wholeDocument } from './wholeDocument.ts';

interface Kept {
  /** Whose record it is; null: nobody's, or he has left. */
  readonly who: string | null;
  /** Null while it is on its way, or where it was refused. */
  readonly bytes: Uint8Array | null;
  readonly refusals: readonly Refusal[];
}

const NOTHING: Kept = { who: null, bytes: null, refusals: [] };

export const useKept = create<Kept>()(() => NOTHING);

/** Asks the station for a person's record, once; again where it was refused. */
export async function keepRecord(who: string): Promise<void> {
  const { who: before, refusals } = useKept.getState();
  if (before === who && refusals.length === 0) return;
  useKept.setState({ who, bytes: null, refusals: [] });
  const whole = await wholeDocument(readOwnRecord);
  if (useKept.getState().who === who)
    useKept.setState(whole.ok ? { bytes: whole.value.bytes } : { refusals: whole.refusals });
}

/** He leaves: nothing of him stays in this window. */
export const dropRecord = (): void => useKept.setState(NOTHING);

/** Reads the record that is kept here. */
export const readKept: ReadPart = async (from, length) => {
  const bytes = useKept.getState().bytes ?? new Uint8Array();
  return accept({ total: bytes.length, base64: base64Of(bytes.subarray(from, from + length)) });
};

/** Keeps the record of whoever sits here when the room is closed. */
export function useKeeping(status: SeatStatus | null): void {
  const ends = status?.stage === 'closed' ? (status.person?.who ?? null) : null;
  useEffect(() => {
    if (ends !== null) void keepRecord(ends);
  }, [ends]);
}
