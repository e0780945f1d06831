/** The worker of `verifyJournal`: answers one chunk after the other, in the order in which they came. */
import { parentPort } from 'node:worker_threads';
import { nativeCrypto } from '../crypto/nativeCrypto.ts';
import { type Chunk, verifyChunk } from './chunk.ts';

parentPort?.on('message', (chunk: Chunk) => parentPort?.postMessage(verifyChunk(nativeCrypto, chunk)));
