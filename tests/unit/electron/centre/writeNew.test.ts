/** What is written out is whole under its name, and takes no other file's place; also where a disk knows no links. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { writeNew } from '../../../../electron/centre/writeNew.ts';

/** What a link is answered with, as by a disk that knows none. */
const disk = vi.hoisted(() => ({ links: null as string | null }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const link: typeof real.link = async (...named) => {
    if (disk.links !== null) throw Object.assign(new Error('link'), { code: disk.links });
    await real.link(...named);
  };
  return { ...real, link };
});

let folder: string;
const path = (): string => join(folder, 'report.pdf');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'exports-'));
});
afterEach(() => {
  disk.links = null;
  rmSync(folder, { recursive: true });
});

test.each([null, 'EPERM', 'ENOTSUP', 'ENOSYS'])('a new file is written once (links: %s)', async (links) => {
  disk.links = links;
  writeFileSync(`${path()}.part`, 'what a kill has left of an earlier one, and longer');
  expect(await writeNew(path(), Buffer.from('the report'))).toEqual({ ok: true, value: path() });
  const again = await writeNew(path(), Buffer.from('another'));
  expect(again.ok ? '' : again.refusals[0]!.code).toBe('EXISTS');
  expect(readFileSync(path(), 'utf8')).toBe('the report');
  expect(readdirSync(folder)).toEqual(['report.pdf']);
});

test('what cannot be written leaves nothing', async () => {
  disk.links = 'EIO';
  const done = await writeNew(path(), Buffer.from('the report'));
  expect(done.ok ? '' : done.refusals[0]!.code).toBe('UNWRITABLE');
  expect(readdirSync(folder)).toEqual([]);
});
