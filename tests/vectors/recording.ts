/** Makes `shared/recording/vectors.json`: one small segment, open and closed. Run by hand when the format gets a new version; its keys are random. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { closeSegment } from '../../electron/recording/ageFile.ts';
import { identityText, screenSecret } from '../../electron/recording/ageKeys.ts';
import { ageWriter } from '../../electron/recording/ageWriter.ts';
import { x25519Public } from '../../electron/recording/cipher.ts';
import { segmentWriter } from '../../electron/recording/segmentWriter.ts';

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
const folder = mkdtempSync(join(tmpdir(), 'recording-vectors-'));
const session = Buffer.alloc(32, 7).toString('base64url');
mkdirSync(join(folder, session));
const path = join(folder, session, 'screen-00001.open');
const sheetKey = createHash('sha256').update('a sheet key').digest();
const secret = screenSecret(crypto, sheetKey);
const writer = await segmentWriter({
  crypto,
  random,
  path,
  start: {
    room: '0f'.repeat(32),
    session,
    track: 'screen',
    segment: 1,
    from: '2026-05-18T09:30:00.000+08:00',
    mime: 'video/webm;codecs=vp8',
  },
  point: x25519Public(secret),
  begin: ageWriter,
  keep: () => undefined,
});
const start = Date.parse('2026-05-18T09:30:00.000+08:00');
for (const [i, text] of ['first', 'the second piece', '第三'].entries())
  await writer.append(Buffer.from(text), start + 1000 * (i + 1), 5_000_000 + 1_000_250 * i);
await writer.close();
const open = readFileSync(path);
const segment = (await closeSegment(crypto, random, folder, path, writer.fileKey))!;
const vectors = {
  sheetKey: sheetKey.toString('base64url'),
  identity: identityText(secret),
  open: open.toString('base64'),
  age: readFileSync(join(folder, segment.file)).toString('base64'),
  plaintext: Buffer.from('firstthe second piece第三').toString('base64'),
  heads: writer.pieces().map(({ head }) => head),
  row: segment,
};
rmSync(folder, { recursive: true });
writeFileSync(
  new URL('../../shared/recording/vectors.json', import.meta.url),
  `${JSON.stringify(vectors, null, 1)}\n`,
);
