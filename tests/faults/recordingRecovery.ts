/** `recordingRecovery.ts <folder>`: makes the age file of what a writer left there, and writes it to standard output. */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { closeSegment } from '../../electron/recording/ageFile.ts';

const folder = process.argv[2]!;
const fileKey = Buffer.from(readFileSync(join(folder, 'file.key'), 'utf8'), 'hex');
const open = join(folder, 'A'.repeat(43), 'camera-00001.open');
const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
const segment = await closeSegment(crypto, random, folder, open, fileKey);
writeSync(1, readFileSync(join(folder, segment!.file)));
