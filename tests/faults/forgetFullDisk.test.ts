/** A station with its receipt whose disk is full: what it deletes makes room, so that the deletion comes to its end and the station starts. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fullDiskShell } from './fullDiskShell.ts';

const WRITER = join(import.meta.dirname, 'forgetWriter.ts');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forget-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.runIf(fullDiskShell !== null).each([
  ['seat', 'receipt.jws'],
  ['store', 'receipt.jws'],
  ['room', 'host.key journal.db receipt.jws recording.key seat.db tls.cert.pem tls.key.pem'],
])('a %s is forgotten although nothing more can be written', (role, left) => {
  // The last bytes are taken by pieces that become smaller.
  const script = `mount -t tmpfs -o size=4m tmpfs "$2" && mkdir "$2/data" && "$0" "$1" ${role} make "$2/data" &&
    for size in 64k 4k 1; do dd if=/dev/zero of="$2/fill-$size" bs=$size 2>/dev/null; done
    "$0" "$1" ${role} open "$2/data"`;
  const said = execFileSync(fullDiskShell![0]!, [
    ...fullDiskShell!.slice(1),
    '-c',
    script,
    process.execPath,
    WRITER,
    folder,
  ]);
  expect(said.toString()).toBe(left);
});
