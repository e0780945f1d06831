/**
 * Fills the disk that its journal stands on: appends until it is refused, makes a little room, appends again.
 * Says what it saw as one line of JSON.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { openJournal } from '../../electron/store/journalStore.ts';
import type { Result } from '../../shared/refusal.ts';
import { signedChain } from '../signedChain.ts';

const folder = process.argv[2]!;
const code = (result: Result<unknown>): string => (result.ok ? 'stored' : result.refusals[0]!.code);

const ballast = join(folder, 'ballast');
writeFileSync(ballast, new Uint8Array(256 * 1024));

const opened = openJournal(join(folder, 'journal.sqlite'), { crypto });
if (!opened.ok) throw new Error(JSON.stringify(opened.refusals));
const journal = opened.value;
const chain = signedChain(crypto);
let stored = 0;
let group = chain.take(3);
let answer = journal.append(group);
for (; answer.ok; answer = journal.append(group)) {
  stored += group.length;
  group = chain.take(3);
}
const again = code(journal.append(group));
const { length } = journal;
rmSync(ballast);
const afterRoom = code(journal.append(group));
console.log(JSON.stringify({ stored, refused: code(answer), again, length, afterRoom }));
