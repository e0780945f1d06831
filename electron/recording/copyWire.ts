/** How a seat copies its recording to the room: what is asked, and what each request signs. FORMAT.md of the link has the page. */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { signedBytes } from '../../shared/journal/domain.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { signature } from '../../shared/journal/fields.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';

/** Session, segment, form. */
export const COPY_PATH = /^\/recording\/([\w-]{43})\/((?:screen|camera)-\d{5,})\.(open|age|json)$/;
/** From the session that was left, to its expert's present one. */
export const KEYS_PATH = /^\/recording\/([\w-]{43})\/keys-([\w-]{43})\.age$/;
export const keysPath = (from: string, to: string): string => `/recording/${from}/keys-${to}.age`;
export const OFFSET = 'upload-offset';
/** Bytes that the seat has yet to copy after this request; it is told for people, and signed by nobody. */
export const LEFT = 'sealroom-left';
export const SIGNATURE = 'sealroom-signature';
/** Bytes of one request at most. */
export const STRETCH = 4 << 20;
/** Milliseconds in which a body has to be here. */
const BODY_TIME = 30_000;

/** What the session signs for a stretch of a file: so nobody else in the room can write there, and no stretch stands elsewhere. */
export const stretchBytes = (room: string, path: string, offset: number, body: Uint8Array): Uint8Array =>
  signedBytes('recording-copy', {
    digest: createHash('sha256').update(body).digest('hex'),
    offset,
    path,
    room,
  });

/** Whether an admitted session of a recorded room has signed this request. */
export function isStretchSigned(
  crypto: CryptoPort,
  { room, opening, sessions }: RoomState,
  { session, path }: { readonly session: string; readonly path: string },
  { headers }: IncomingMessage,
  body: Uint8Array,
): boolean {
  const offset = Number(headers[OFFSET]);
  const signed = String(headers[SIGNATURE] ?? '');
  if (room === null || opening?.recording.due !== true || sessions.get(session)?.admitted == null)
    return false;
  if (!Number.isSafeInteger(offset) || offset < 0 || !signature.safeParse(signed).success) return false;
  return crypto.ed25519Verify(
    base64url.decode(session),
    stretchBytes(room, path, offset, body),
    base64url.decode(signed),
  );
}

/**
 * Null where it is larger than a stretch may be. Whoever takes longer is cut off, and it rejects: a body is read before its signature can be
 * checked, and Node would wait for five minutes.
 * @param time milliseconds
 */
export async function bodyOf(request: IncomingMessage, time = BODY_TIME): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > STRETCH) return null;
  const late = setTimeout(() => request.destroy(), time);
  try {
    const parts: Buffer[] = [];
    let length = 0;
    for await (const part of request as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > STRETCH) return null;
      parts.push(part);
    }
    return Buffer.concat(parts);
  } finally {
    clearTimeout(late);
  }
}
