import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { fileRefusal } from '../../../../electron/store/fileRefusal.ts';
import { jsonIn, textIn } from '../../../../electron/store/smallFile.ts';

const folder = mkdtempSync(join(tmpdir(), 'file-refusal-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'file');
writeFileSync(file, '{}');

const caught = (work: () => unknown): Promise<unknown> =>
  Promise.resolve()
    .then(work)
    .then(
      () => null,
      (error: unknown) => error,
    );
const system = (code: string, syscall: string, path?: string): Error =>
  Object.assign(new Error(code), { code, syscall, ...(path === undefined ? {} : { path }) });

test.each([
  ['a file that is not there', () => readFile(join(folder, 'nowhere')), 'FILE_MISSING', 'nowhere'],
  ['a folder below a file', () => mkdir(join(file, 'below')), 'NOT_A_FOLDER', 'file/below'],
  ['a file in a folder’s place', () => mkdir(file), 'NOT_A_FOLDER', 'file'],
  ['a folder in a file’s place', () => textIn(folder), 'NOT_A_FILE', ''],
  [
    'a file of another form',
    () => jsonIn(file, z.strictObject({ a: z.string() }), '{}'),
    'FILE_DAMAGED',
    'file',
  ],
  ['a file that is no JSON', () => jsonIn(file, z.strictObject({}), '{'), 'FILE_DAMAGED', 'file'],
])('%s, as the system says it', async (_, work, code, where) => {
  expect(fileRefusal(await caught(work))).toMatchObject({ code, where: join(folder, where) });
});

test.each([
  ['EACCES', 'open', 'FILE_DENIED'],
  ['EPERM', 'chmod', 'FILE_DENIED'],
  ['EROFS', 'open', 'DISK_READ_ONLY'],
  ['ENOSPC', 'write', 'DISK_FULL'],
  ['EDQUOT', 'write', 'DISK_FULL'],
  ['EIO', 'read', 'DISK_ERROR'],
])('%s is told with the file', (code, syscall, expected) => {
  expect(fileRefusal(system(code, syscall, file))).toMatchObject({ code: expected, where: file });
});

test('the disk’s own failure is told where no file is named', () => {
  expect(fileRefusal(system('EIO', 'fsync'))).toMatchObject({ code: 'DISK_ERROR' });
  expect(fileRefusal(system('EIO', 'fsync'))).not.toHaveProperty('where');
});

test.each([
  ['a fault of the program', new TypeError('undefined is not a function')],
  ['a folder’s right that no file is named for', system('EACCES', 'listen')],
  ['a connection', system('ECONNREFUSED', 'connect')],
  ['a program that cannot be started', system('ENOMEM', 'spawn')],
])('%s is none of these', (_, error) => {
  expect(fileRefusal(error)).toBeNull();
});
