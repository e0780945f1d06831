/**
 * `npm run installer [-- --electron <zip>] [--folder]`: bundles the app and packs it for the system that this runs on: AppImage and deb, or nsis; with
 * `--folder` what they would put onto a machine. Exit 0 with what was written, 2 where it is refused, 64 for a wrong command line.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Refusal, refusal, refusalLine } from '../shared/refusal.ts';
import { officialElectron } from './installer/officialElectron.ts';
import { pack } from './installer/pack.ts';
import { buildWindows } from './windows.ts';

const ROOT = join(import.meta.dirname, '..');
const OUT = join(ROOT, 'out/installer');
const USAGE = 'npm run installer [-- --electron <zip>] [--folder]';

const otherSystem = refusal(
  'INSTALLER_SYSTEM',
  '安装包只能在它所用于的系统上生成：Linux 或者 Windows，因为其中的本机程序库随系统而不同',
  'An installer is made on the system that it is for, Linux or Windows: the native libraries in it differ',
  process.platform,
);

const notMade = (why: string): Refusal =>
  refusal(
    'INSTALLER_NOT_MADE',
    '安装包未能生成。electron-builder 需要的打包工具（fpm、AppImage、NSIS）也要下载：有可用的镜像时，请将环境变量 ELECTRON_BUILDER_BINARIES_MIRROR 设为镜像地址后重试',
    'The installer could not be made. electron-builder downloads its tools too (fpm, AppImage, NSIS): where there is a mirror, set ELECTRON_BUILDER_BINARIES_MIRROR to its address and try again',
    why,
  );

function refused(...refusals: readonly Refusal[]): void {
  for (const one of refusals) process.stderr.write(`${refusalLine(one, 'zh')}\n${refusalLine(one, 'en')}\n`);
  process.exitCode = 2;
}

async function make(options: { readonly electron?: string; readonly folder: boolean }): Promise<void> {
  if (process.platform !== 'linux' && process.platform !== 'win32') return refused(otherSystem);
  const given = options.electron === undefined ? null : resolve(options.electron);
  const electron = await officialElectron(ROOT, given);
  if (!electron.ok) return refused(...electron.refusals);
  await buildWindows();
  try {
    const written = await pack(ROOT, {
      electron: electron.value,
      out: OUT,
      ...(options.folder ? { targets: ['dir'] } : {}),
    });
    for (const file of options.folder ? [OUT] : written) process.stdout.write(`${file}\n`);
  } catch (error) {
    refused(notMade((error as Error).message.split('\n')[0]!));
  }
}

try {
  const { values } = parseArgs({
    options: { electron: { type: 'string' }, folder: { type: 'boolean', default: false } },
  });
  await make(values);
} catch (error) {
  if (!(error instanceof TypeError)) throw error;
  process.stderr.write(`${error.message}\n${USAGE}\n`);
  process.exitCode = 64;
}
