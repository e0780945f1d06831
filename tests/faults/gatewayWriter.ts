/**
 * The process that is killed: it offers all entries of a file to a gateway, as a room does after each start, and lives on. Arguments: address,
 * fingerprint, the cursor's file, the file of the entries.
 */
import { readFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { openGateway } from '../../electron/gateway/gateway.ts';
import { pinnedAgent } from '../../electron/link/pinned.ts';
import type { Message } from '../../shared/gateway/messages.ts';

// Who is killed keeps nothing at its end; what is compiled is kept here, or most of each short life would go by in loading it.
flushCompileCache();

const [address, known, file, offers] = process.argv.slice(2) as [string, string, string, string];
const gateway = await openGateway({
  address,
  agent: pinnedAgent((fingerprint) => fingerprint === known),
  file,
  onChange: () => undefined,
});
const entries: Message[][] = JSON.parse(readFileSync(offers, 'utf8'));
for (const [i, messages] of entries.entries()) gateway.offer(i + 1, messages);
// With everything told it would end by itself, before it is killed.
setInterval(() => undefined, 60_000);
