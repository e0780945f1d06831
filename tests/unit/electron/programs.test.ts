/** Where a program that reads no archive looks for what a packed app has in it. */
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { monitorProgram, outsideArchive } from '../../../electron/programs.ts';

it('names the folder beside the archive, on either kind of system, and leaves every other path as it is', () => {
  expect(outsideArchive('/opt/Sealroom/resources/app.asar/dist/monitor/monitor-main.js')).toBe(
    '/opt/Sealroom/resources/app.asar.unpacked/dist/monitor/monitor-main.js',
  );
  expect(outsideArchive('C:\\Program Files\\Sealroom\\resources\\app.asar\\dist\\x.js')).toBe(
    'C:\\Program Files\\Sealroom\\resources\\app.asar.unpacked\\dist\\x.js',
  );
  for (const path of ['/opt/Sealroom/resources/app.asar.unpacked/dist/x.js', '/srv/my-app.asar/x.js'])
    expect(outsideArchive(path)).toBe(path);
});

it('the monitor’s program in the tree is its source', () => {
  expect(monitorProgram()).toMatch(/electron[\\/]monitor[\\/]main\.ts$/);
  expect(existsSync(monitorProgram())).toBe(true);
});
