/**
 * The process that is killed, or whose disk is full: it fetches a package and says, a line each, how many bytes are here, and at last the
 * code of a refusal or `complete`. Arguments: address, fingerprint, folder, size, SHA-256.
 */
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { fetchPackage } from '../../electron/link/packageDownload.ts';
import { pinnedAgent } from '../../electron/link/pinned.ts';

const STANDARD_OUTPUT = 1;

// Who is killed keeps nothing at its end; what is compiled is kept here, or most of each short life would go by in loading it.
flushCompileCache();

const [url, known, into, size, sha256] = process.argv.slice(2) as [string, string, string, string, string];
const result = await fetchPackage({
  url,
  agent: pinnedAgent((fingerprint) => fingerprint === known),
  into,
  size: Number(size),
  sha256,
  progress: (received) => writeSync(STANDARD_OUTPUT, `${received}\n`),
});
writeSync(STANDARD_OUTPUT, `${result.ok ? 'complete' : result.refusals[0]!.code}\n`);
