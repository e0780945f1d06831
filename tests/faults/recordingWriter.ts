/**
 * Writes a WebM file into an open segment, a piece at a time, and says the number of each when it is durable.
 * `recordingWriter.ts <folder> <webm> <recipient> [<milliseconds between pieces>]`; on a full disk it says `full`, and ends.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { recipientPoint } from '../../electron/recording/ageKeys.ts';
import { segmentWriter } from '../../electron/recording/openFile.ts';

const [folder = '', webm = '', recipient = '', between = '0'] = process.argv.slice(2);
const PIECE = 4096;
const say = (text: string): void => void writeSync(1, `${text}\n`);

const session = 'A'.repeat(43);
mkdirSync(join(folder, session), { recursive: true });
const writer = await segmentWriter({
  crypto,
  random: (length) => new Uint8Array(randomBytes(length)),
  path: join(folder, session, 'camera-00001.open'),
  start: {
    room: 'ab'.repeat(32),
    session,
    track: 'camera',
    segment: 1,
    from: '2026-05-18T01:00:00Z',
    mime: 'video/webm',
  },
  point: recipientPoint(recipient)!,
  keep: (fileKey) => writeFileSync(join(folder, 'file.key'), Buffer.from(fileKey).toString('hex')),
});
const bytes = readFileSync(webm);
try {
  for (let from = 0, number = 1; from < bytes.length; from += PIECE, number++) {
    await writer.append(bytes.subarray(from, from + PIECE), Date.now(), number * 1000);
    say(String(number));
    if (between !== '0') await pause(Number(between));
  }
  say('done');
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  say('full');
}
