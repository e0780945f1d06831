/** A segment as a seat leaves it, from bytes that are there already: its file, its row, the heads that it would have bound on the way. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { segmentOf } from '../../electron/recording/ageFile.ts';
import { ageHeader, FILE_KEY } from '../../electron/recording/ageHeader.ts';
import { NONCE, streamSealer } from '../../electron/recording/ageStream.ts';
import { beginningOf, pieceKey, recordOf, type Written } from '../../electron/recording/openFile.ts';
import { hex } from '../../shared/journal/encoding.ts';
import { chainNext, chainStart } from '../../shared/recording/chain.ts';
import { type Segment, segmentFile } from '../../shared/recording/manifest.ts';
import type { SegmentId } from '../../shared/recording/track.ts';

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

/**
 * @param of.from milliseconds since 1970, by the seat's clock
 * @param of.pieceMs milliseconds between two pieces
 * @param of.point whom it is encrypted to
 */
export function segmentInFile(
  folder: string,
  of: SegmentId & {
    readonly room: string;
    readonly webm: Uint8Array;
    readonly from: number;
    readonly seconds: number;
    readonly pieceMs: number;
    readonly mime: string;
    readonly point: Uint8Array;
  },
  form: 'age' | 'open' = 'age',
): { row: Segment; heads: readonly string[] } {
  const { session, track, segment, room, webm, mime } = of;
  const fileKey = random(FILE_KEY);
  const header = ageHeader(random, of.point, fileKey);
  const start = {
    ...{ session, track, segment, room, mime },
    from: new Date(of.from).toISOString(),
    header: createHash('sha256').update(header).digest('hex'),
  };
  const count = Math.ceil((of.seconds * 1000) / of.pieceMs);
  const size = Math.ceil(webm.length / count);
  const key = pieceKey(fileKey);
  const nonce = random(NONCE);
  const sealer = streamSealer(nonce, fileKey);
  const chunks: Uint8Array[] = [header, nonce];
  const pieces: Written[] = [];
  const records: Uint8Array[] = [];
  let head = chainStart(crypto, start);
  for (let i = 0; i * size < webm.length; i++) {
    const plaintext = webm.subarray(i * size, (i + 1) * size);
    const passed = (i + 1) * of.pieceMs;
    const piece = { length: plaintext.length, at: of.from + passed, mono: 5_000_000 + passed * 1000 };
    records.push(recordOf(key, i + 1, piece, plaintext));
    head = chainNext(crypto, head, records.at(-1)!);
    pieces.push({ ...piece, end: 0, head: hex.encode(head) });
    chunks.push(sealer.push(plaintext));
  }
  const age = Buffer.concat([...chunks, sealer.end()]);
  const file = form === 'age' ? age : Buffer.concat([beginningOf(start, header), ...records]);
  const path = join(folder, segmentFile(start, form));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, file);
  const sha256 = createHash('sha256').update(file).digest('hex');
  return {
    row: segmentOf({ start, pieces }, form, { bytes: file.length, sha256 }),
    heads: pieces.map((piece) => piece.head),
  };
}
