/** A process of its own that opens a journal, says what it got, and with `stay` keeps it open until it is killed. */
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { openJournal } from '../../../../electron/store/journalStore.ts';

const [path, stay] = process.argv.slice(2);
const result = openJournal(path!, { crypto });
console.log(result.ok ? `length ${result.value.length}` : result.refusals[0]!.code);
if (stay !== undefined) setInterval(() => undefined, 1000);
