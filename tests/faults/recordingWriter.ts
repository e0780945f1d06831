/**
 * Writes a WebM file into an open segment, and says the number of each piece when it is durable.
 * `recordingWriter.ts <folder> <webm> <recipient> [<milliseconds between pieces> [<pieces handed over and not answered>]]`; on a full disk it says
 * `full`, on one that fails `failed`, and ends.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { recipientPoint } from '../../electron/recording/ageKeys.ts';
import { openAgeWriters } from '../../electron/recording/ageWriters.ts';
import { segmentWriter } from '../../electron/recording/segmentWriter.ts';

const [folder = '', webm = '', recipient = '', between = '0', flying = '1'] = process.argv.slice(2);
const PIECE = 4096;
const say = (text: string): void => void writeSync(1, `${text}\n`);

const session = 'A'.repeat(43);
mkdirSync(join(folder, session), { recursive: true });
const ageFiles = openAgeWriters();
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
  begin: ageFiles.begin,
  keep: (fileKey) => writeFileSync(join(folder, 'file.key'), Buffer.from(fileKey).toString('hex')),
});
const bytes = readFileSync(webm);
const answers: Promise<void>[] = [];
try {
  for (let from = 0, number = 1; from < bytes.length; from += PIECE, number++) {
    const answer = writer.append(bytes.subarray(from, from + PIECE), Date.now(), number * 1000);
    const said = answer.then((durable) => say(String(durable)));
    said.catch(() => undefined);
    answers.push(said);
    await answers[number - Number(flying)];
    if (between !== '0') await pause(Number(between));
  }
  await Promise.all(answers);
  say('done');
} catch (error) {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'ENOSPC' && code !== 'EIO') throw error;
  await Promise.allSettled(answers);
  say(code === 'EIO' ? 'failed' : 'full');
}
await writer.close();
await ageFiles.close();
