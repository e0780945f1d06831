/** How a seat copies its recording to the room: what is asked, and what each request signs. FORMAT.md of the link has the page. */
import { createHash } from 'node:crypto';
import { signedBytes } from '../../shared/journal/domain.ts';

/** Session, segment, form. */
export const COPY_PATH = /^\/recording\/([\w-]{43})\/((?:screen|camera)-\d{5,})\.(open|age|json)$/;
export const OFFSET = 'upload-offset';
/** Bytes that the seat has yet to copy after this request; it is told for people, and signed by nobody. */
export const LEFT = 'sealroom-left';
export const SIGNATURE = 'sealroom-signature';
/** Bytes of one request at most. */
export const STRETCH = 4 << 20;

/** What the session signs for a stretch of a file: so nobody else in the room can write there, and no stretch stands elsewhere. */
export const stretchBytes = (room: string, path: string, offset: number, body: Uint8Array): Uint8Array =>
  signedBytes('recording-copy', {
    digest: createHash('sha256').update(body).digest('hex'),
    offset,
    path,
    room,
  });
