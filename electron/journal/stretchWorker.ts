/** The worker behind `openStretchChecker`. */
import { parentPort } from 'node:worker_threads';
import { nativeCrypto } from '../crypto/nativeCrypto.ts';
import { checkStretch } from './stretch.ts';

parentPort?.on('message', (lines: readonly string[]) =>
  parentPort?.postMessage(checkStretch(nativeCrypto, lines)),
);
