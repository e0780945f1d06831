/**
 * The process that is killed: it appends to a journal without pause, in groups of one to four, and says each acknowledged group's last
 * entry on its standard output (a file) after the store has answered.
 */
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { openJournal } from '../../electron/store/journalStore.ts';
import { signedChain } from '../signedChain.ts';
import { groupAfter } from './writerGroups.ts';

const STANDARD_OUTPUT = 1;

// Who is killed keeps nothing at its end; what is compiled is kept here, or most of each short life would go by in loading it.
flushCompileCache();

const opened = openJournal(process.argv[2]!, { crypto });
if (!opened.ok) throw new Error(JSON.stringify(opened.refusals));
const journal = opened.value;
const chain = signedChain(crypto, { from: journal.head() });
for (;;) {
  const answer = journal.append(chain.take(groupAfter(journal.length)));
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals));
  writeSync(STANDARD_OUTPUT, `${answer.value.seq} ${answer.value.hash}\n`);
}
