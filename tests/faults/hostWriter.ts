/**
 * The host that is hit at a system call: it appends the acts of a recorded evaluation to a room's folder, says each acknowledgement on its standard
 * output, seals when the room is closed, and says `sealed`. Started again, it goes on where the folder stands. A refusal is said too, and ends it.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeSync } from 'node:fs';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { roomHost } from '../../electron/host/roomHost.ts';
import { openPackage } from '../../electron/package/openPackage.ts';
import { roomDisk } from '../../electron/room/roomDisk.ts';
import { openRoomFolder } from '../../electron/room/roomFolder.ts';
import { sealedIn, sealToFolder } from '../../electron/sealing/sealedFiles.ts';
import { sealSignatures } from '../../electron/sealing/sealSignatures.ts';
import { readEntry } from '../../shared/journal/entry.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { sure } from '../sure.ts';

const [, , folder = '', packagePath = '', taskPath = ''] = process.argv;
const say = (line: string): void => void writeSync(1, `${line}\n`);

function refused(refusal: Refusal): never {
  say(`refused ${refusal.code}`);
  process.exit(3);
}

const task = JSON.parse(readFileSync(taskPath, 'utf8')) as {
  lines: string[];
  signatures: { protected: string; signature: string }[];
};
const entries = task.lines.map((line) => sure(readEntry(line)));

async function run(): Promise<void> {
  const packageFile = new Uint8Array(readFileSync(packagePath));
  const pkg = sure(await openPackage(packageFile, crypto, null)).room;
  const room = await openRoomFolder(crypto, (length) => new Uint8Array(randomBytes(length)), folder, pkg);
  if (!room.ok) refused(room.refusals[0]!);
  const { journal, host: key } = room.value;
  const host = roomHost({
    crypto,
    pkg,
    sink: journal,
    secretKey: key.secretKey,
    // The recorded times, so that the signatures under the recorded result fit.
    now: () => entries[host.state().head.seq]!.at,
    earlier: [...journal.lines()].map((line) => sure(readEntry(line))),
  });
  for (const { act } of entries.slice(host.state().head.seq)) {
    const answer = host.receive(act);
    if (!answer.ok) refused(answer.refusals[0]!);
    say(`acknowledged ${answer.value.seq} ${answer.value.act}`);
  }
  const sealed = room.value.path('sealed');
  if ((await sealedIn(sealed, pkg)) === null) {
    const signatures = await sealSignatures(crypto, room.value.path('signatures.json'), host.state());
    for (const signature of task.signatures) await signatures.take(signature);
    await sealToFolder({
      recording: new Map(),
      crypto,
      pkg,
      packageFile,
      entries,
      signatures: signatures.all(),
      host: key,
      folder: sealed,
    });
  }
  say('sealed');
  room.value.close();
}

await run().catch((error: unknown) => {
  const disk = roomDisk(error);
  if (disk === null) throw error;
  refused(disk);
});
