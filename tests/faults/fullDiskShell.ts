/** A shell that may put a small disk of its own over a folder, so that it fills up. */
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';

const WAYS: readonly (readonly string[])[] = [
  ['unshare', '--mount', 'sh'],
  ['unshare', '--mount', '--map-root-user', 'sh'],
];
const mounts = ([program, ...args]: readonly string[]): boolean =>
  spawnSync(program!, [...args, '-c', `mount -t tmpfs tmpfs ${tmpdir()}`]).status === 0;

/** The shell's command line, in a mount namespace of its own: what it mounts is gone when it ends. Null, and said, where the system grants none. */
export const fullDiskShell: readonly string[] | null = WAYS.find(mounts) ?? null;
if (fullDiskShell === null)
  console.log('No full disk could be made here (no mount namespaces): ENOSPC is not tried.');
