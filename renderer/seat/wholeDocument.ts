/** A whole document of the station, in parts: for pictures and the report. Bids' documents are read by page, as they are looked at. */
import type { Result } from '../../shared/refusal.ts';
import { accept } from '../../shared/refusal.ts';
import { bytesOf } from '../components/bytesOf.ts';

interface Part {
  readonly total: number;
  readonly base64: string;
}

/** Bytes of one question. */
export const PART = 256 * 1024;

/** Asks part after part until all is here. */
export async function wholeDocument<P extends Part>(
  ask: (from: number, length: number) => Promise<Result<P>>,
): Promise<Result<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly last: P }>> {
  const parts: Uint8Array[] = [];
  let received = 0;
  for (;;) {
    const answer = await ask(received, PART);
    if (!answer.ok) return answer;
    const part = bytesOf(answer.value.base64);
    parts.push(part);
    received += part.length;
    if (received < answer.value.total && part.length > 0) continue;
    const bytes = new Uint8Array(received);
    let at = 0;
    for (const one of parts) {
      bytes.set(one, at);
      at += one.length;
    }
    return accept({ bytes, last: answer.value });
  }
}
