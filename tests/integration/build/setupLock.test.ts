import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const LOCK_MODULE = pathToFileURL(join(import.meta.dirname, '..', '..', '..', 'build', 'setupLock.mjs')).href;

/** Notes when it is in and when it is out; two that are in at once would note `in in`. */
const VISITOR = `
  import { appendFileSync } from 'node:fs';
  import { alone } from ${JSON.stringify(LOCK_MODULE)};
  const [lock, notes] = process.argv.slice(1);
  await alone(lock, async () => {
    appendFileSync(notes, 'in ');
    await new Promise((resolve) => setTimeout(resolve, 50));
    appendFileSync(notes, 'out ');
  });
`;

describe('the set-up lock', () => {
  let folder: string;
  let lock: string;
  let notes: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sealroom-lock-'));
    lock = join(folder, 'lock');
    notes = join(folder, 'notes');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const visit = () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', VISITOR, lock, notes]);
    return once(child, 'close');
  };

  it('lets one process in at a time', async () => {
    const ends = await Promise.all([visit(), visit(), visit()]);
    expect(ends.map(([code]) => code)).toEqual([0, 0, 0]);
    expect(await readFile(notes, 'utf8')).toBe('in out '.repeat(3));
  });

  it('of a process that died is taken over', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await writeFile(lock, String(pid));
    expect(await visit()).toEqual([0, null]);
    expect(await readFile(notes, 'utf8')).toBe('in out ');
  });
});
