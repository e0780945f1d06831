/** `npm start [-- --station <file>] [--windowed]`: bundles the windows where their sources have changed, and starts the app. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { electronIn } from './electronRuntime.mjs';
import { buildWindows } from './windows.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const electron = electronIn(ROOT);
if (electron === null) throw new Error('Electron is not set up: run `npm run setup`');
if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
  process.stderr.write(
    '没有图形显示，无法打开窗口；请在桌面环境中启动，或使用 xvfb-run -a npm start\n' +
      'There is no display for the windows: start this on a desktop, or with xvfb-run -a npm start\n',
  );
  process.exitCode = 1;
} else {
  await buildWindows();
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(electron, [...flags, ROOT, ...process.argv.slice(2)], { stdio: 'inherit' });
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
