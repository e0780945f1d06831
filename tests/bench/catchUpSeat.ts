/**
 * The other end of the catching-up bench, a process of its own: a seat's real copy behind the link, or a receiver that only takes the same messages
 * in. Prints milliseconds from the hello to the last entry.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { openStretchChecker } from '../../electron/journal/stretch.ts';
import { fromRoom, LINK_PATH } from '../../electron/link/wire.ts';
import { seatCopy } from '../../electron/seat/seatCopy.ts';
import { openSeatStore } from '../../electron/seat/seatStore.ts';
import { openJournal } from '../../electron/store/journalStore.ts';
import { BEFORE_FIRST } from '../../shared/journal/entry.ts';
import { emptyRoom, type RoomPackage } from '../../shared/journal/state.ts';
import { value } from './linkRoom.ts';

const [, , how, file = '', folder = ''] = process.argv;
const task = JSON.parse(readFileSync(file, 'utf8')) as {
  port: number;
  entries: number;
  pkg: RoomPackage & { slipKeys: [string, string][] };
};

function copyIn(where: string) {
  const journal = value(openJournal(join(where, 'journal.db'), { crypto }));
  const words = value(
    openSeatStore(join(where, 'seat.db'), crypto, (n) =>
      globalThis.crypto.getRandomValues(new Uint8Array(n)),
    ),
  );
  const pkg = { ...task.pkg, slipKeys: new Map(task.pkg.slipKeys) };
  return seatCopy({ crypto, pkg, journal, state: emptyRoom(pkg), words });
}

const copy = how === 'seat' ? copyIn(folder) : null;
const checker = copy === null ? null : openStretchChecker();
// A seat has been running for long when its cable comes back.
await checker?.check(Array.from({ length: 100 }, () => ''));
const socket = new WebSocket(`wss://127.0.0.1:${task.port}${LINK_PATH}`, {
  rejectUnauthorized: false,
  perMessageDeflate: false,
});
let started = 0;
let received = 0;
let hearing: Promise<unknown> = Promise.resolve();

/** Only as much is read as tells when it is over. */
function receive(text: string): void {
  received += text.split('{\\"act\\":').length - 1;
  if (received >= task.entries) end();
}

/** As the seat's engine hears: stretches are checked as they come, and folded in their order. */
function take(text: string): void {
  const message = fromRoom.parse(JSON.parse(text));
  if (message.say !== 'entries') return;
  const checking = checker!.check(message.lines);
  hearing = hearing
    .then(() => checking)
    .then((checked) => {
      const heard = copy!.entries(message.from, message.lines, message.head, checked);
      if (heard.kind !== 'taken') throw new Error(JSON.stringify(heard));
      if (copy!.signed()?.head.seq === task.entries) end();
    });
}

function end(): void {
  process.stdout.write(`${performance.now() - started}\n`);
  process.exit();
}

socket.on('message', (data) => {
  const text = String(data);
  if (text.startsWith('{"say":"welcome"')) {
    const hello = {
      say: 'hello',
      seat: '1',
      sessions: [],
      room: null,
      head: BEFORE_FIRST,
      signed: null,
      proof: null,
    };
    started = performance.now();
    socket.send(JSON.stringify(hello));
  } else if (copy === null) receive(text);
  else take(text);
});
