/** A demonstration of the small sample in a folder of its own, as the app's first window makes one. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Answer } from '../../shared/bridge/contract.ts';
import { type StationRole, shellContract } from '../../shared/bridge/shell.ts';

export type Demonstration = Answer<typeof shellContract, 'demonstration'>;

const SCRIPT = join(import.meta.dirname, '../../electron/cli/demonstration.ts');

export async function demonstrationIn(folder: string): Promise<Demonstration> {
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, join(folder, 'demonstration')]);
  return shellContract.commands.demonstration.answer.parse(JSON.parse(stdout));
}

export const stationOf = ({ stations }: Demonstration, role: StationRole, name = ''): string =>
  stations.find((one) => one.role === role && one.name === name)!.file;
