/** A demonstration on this machine: the small sample, packed and provisioned by the same commands that a centre runs. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { app } from 'electron';
import type { Answer } from '../../shared/bridge/contract.ts';
import { shellContract } from '../../shared/bridge/shell.ts';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';

type Demonstration = Answer<typeof shellContract, 'demonstration'>;

const notInstalled = refusal(
  'NO_DEMONSTRATION',
  '安装版不带演示项目；演示项目请在源代码目录中以 npm start 打开',
  'The installed program carries no demonstration: in the source tree, npm start opens one',
);

/** Makes the demonstration in a folder, or finds it there. Refuses `DEMONSTRATION` with the command's own words, and `NO_DEMONSTRATION` where the app is installed. */
export async function prepareDemonstration(root: string, folder: string): Promise<Result<Demonstration>> {
  const failed = (said: string): Result<never> =>
    refuse(
      refusal(
        'DEMONSTRATION',
        `演示项目未能准备：${said}`,
        `The demonstration could not be prepared: ${said}`,
        folder,
      ),
    );
  if (app.isPackaged) return refuse(notInstalled);
  try {
    const node = join(root, 'node_modules/node/bin/node');
    const { stdout } = await promisify(execFile)(node, [join(root, 'electron/cli/demonstration.ts'), folder]);
    return accept(shellContract.commands.demonstration.answer.parse(JSON.parse(stdout)));
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}
