/**
 * What an installer puts onto a machine is whole and nothing else, and runs from there. Packed by the shipped configuration around the stand-in Electron, whose Node is too
 * old for better-sqlite3: within it the station gets as far as what is said before a store is opened; whole it runs on the Node that is shipped.
 */
import { execFile, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { promisify } from 'node:util';
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { neededModules, specifiersOf } from '../../build/installer/modules.ts';
import { newPeer, offerOf } from '../../electron/monitor/rtc.ts';
import type { FromMonitor, ToMonitor } from '../../electron/monitor/wire.ts';
import { virtualDisplay } from '../../electron/rehearsal/display.ts';
import { childPort } from '../../electron/station/ports.ts';
import { centreContract } from '../../shared/bridge/centre.ts';
import { bridgeClient } from '../../shared/bridge/client.ts';
import { roomContract } from '../../shared/bridge/room.ts';
import { seatContract } from '../../shared/bridge/seat.ts';
import { DEFAULT_THRESHOLDS } from '../../shared/noticing/thresholds.ts';
import { demonstrationIn, stationOf } from '../e2e/demonstration.ts';
import { testCamera } from '../monitor/browser.ts';
import { sure } from '../sure.ts';
import { ended, type Packed, packed, packedWindow, ROOT, stationOnNode } from './packed.ts';

const run = promisify(execFile);

let app: Packed;
let demonstration: Awaited<ReturnType<typeof demonstrationIn>>;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  app = await packed();
  demonstration = await demonstrationIn(app.folder);
});

afterAll(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await app?.remove();
});

/** The program files that Node runs, relative to the archive. */
const bundles = (): string[] =>
  [...app.files.keys()].filter((file) => /^dist\/(shell|node|monitor)\/.*\.c?js$/.test(file));

/** What a bundle's file names that is a package's, Electron's own aside. */
function named(file: string): string[] {
  const { dependencies } = JSON.parse(readFileSync(join(app.unfolded, 'package.json'), 'utf8'));
  return [...specifiersOf(readFileSync(join(app.unfolded, file), 'utf8'))].filter((specifier) =>
    Object.keys(dependencies).some((name) => specifier === name || specifier.startsWith(`${name}/`)),
  );
}

it('holds the bundles, the packages that they need, and nothing else', () => {
  const own = ['package.json', 'build/regulations.yaml', 'dist/shell/icon.png'];
  const packages = [...neededModules(ROOT)].map((folder) => `${folder}/`);
  const foreign = [...app.files.keys()].filter(
    (file) =>
      !own.includes(file) &&
      !/^dist\/(shell|node|monitor|renderer)\//.test(file) &&
      !packages.some((folder) => file.startsWith(folder)),
  );
  expect(foreign).toEqual([]);
  expect([...app.files.keys()]).toEqual(expect.arrayContaining(own));
  const unread = /\.(map|ts|mts|tsx|md|bare)$|(^|\/)(tests?|out)\//;
  const isLicence = /licen[cs]e[^/]*$/i;
  expect([...app.files.keys()].filter((file) => unread.test(file) && !isLicence.test(file))).toEqual([]);
  const { packages: locked } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const development = Object.keys(locked).filter((at) => locked[at].dev === true);
  expect([...app.files.keys()].filter((file) => development.some((at) => file.startsWith(`${at}/`)))).toEqual(
    [],
  );
  expect(readdirSync(app.resources).sort()).toEqual(['app.asar', 'app.asar.unpacked', 'node']);
  expect(readdirSync(join(app.app, 'locales')).sort()).toEqual(['en-US.pak', 'zh-CN.pak']);
  expect(readdirSync(app.app)).toEqual(expect.arrayContaining(['sealroom', 'LICENSE.electron.txt']));
  expect(readdirSync(app.app)).not.toContain('version');
});

it('has outside of the archive what the system or a plain Node reads: this system’s native libraries, the monitor', () => {
  const native = [...app.files].filter(([file]) => file.endsWith('.node'));
  expect(native.map(([file]) => file.split('/').slice(1, -1).join('/')).sort()).toEqual([
    '@roamhq/wrtc-linux-x64',
    'better-sqlite3/prebuilds',
    'sodium-native/prebuilds/linux-x64',
  ]);
  expect(native.every(([, { unpacked }]) => unpacked)).toBe(true);
  const outside = [...app.files].filter(([, { unpacked }]) => unpacked).map(([file]) => file);
  for (const file of outside) readFileSync(join(app.resources, 'app.asar.unpacked', file));
  expect(outside).toEqual(expect.arrayContaining(['dist/monitor/monitor-main.js', 'package.json']));
  expect(outside.filter((file) => /^dist\/(node|shell|renderer)\//.test(file))).toEqual([]);
});

it('has the pinned Node and its licence', async () => {
  const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
  expect(digest(app.node)).toBe(digest(join(ROOT, 'node_modules/node/bin/node')));
  expect(readFileSync(join(app.resources, 'node/LICENSE.txt'), 'utf8')).toMatch(/^Node\.js is licensed/);
  expect((await run(app.node, ['--version'])).stdout.trim()).toBe(
    `v${createRequire(join(ROOT, 'package.json'))('node/package.json').version}`,
  );
});

it('has every fuse as it should be', async () => {
  const wire = await getCurrentFuseWire(app.program);
  expect(wire.version).toBe(FuseVersion.V1);
  // Each fuse is a character in the binary.
  const [off, on] = ['0', '1'].map((state) => state.charCodeAt(0));
  expect(wire).toMatchObject({
    [FuseV1Options.RunAsNode]: off,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
    [FuseV1Options.EnableNodeCliInspectArguments]: off,
    [FuseV1Options.EnableCookieEncryption]: on,
    [FuseV1Options.OnlyLoadAppFromAsar]: on,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
  });
});

it('every module that a bundle names is found within the package, and loads there', async () => {
  const modules = new Set<string>();
  for (const file of bundles()) {
    const { resolve } = createRequire(join(app.unfolded, file));
    for (const specifier of named(file)) {
      if (specifier.endsWith('/')) continue;
      expect(resolve(specifier).startsWith(app.unfolded + sep), `${specifier} of ${file}`).toBe(true);
      if (!specifier.endsWith('.json')) modules.add(specifier);
    }
  }
  expect([...modules]).toEqual(expect.arrayContaining(['better-sqlite3', '@roamhq/wrtc', 'exceljs']));
  const load = 'for (const name of process.argv.slice(1)) await import(name); process.exit();';
  await run(app.node, ['--input-type=module', '-e', load, ...modules], { cwd: app.unfolded });
});

it('the packed station serves a room, a seat and a centre on the shipped Node; its monitor is found beside the archive', async () => {
  const started = <C extends Parameters<typeof bridgeClient>[0]>(contract: C, file: string) => {
    const child = stationOnNode(app, file);
    closing.push(() => ended(child));
    return { child, client: bridgeClient(contract, childPort(child)) };
  };
  const file = stationOf(demonstration, 'room');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), monitor: {} }));
  const room = started(roomContract, file);
  await expect.poll(async () => sure(await room.client.ask('status', {})).monitor?.state).toBe('up');
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/status`, 'utf8').includes(`PPid:\t${room.child.pid}\n`);
      } catch {
        return false;
      }
    });
  const commands = children.map((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0'));
  const resources = join(app.folder, 'unfolded/resources');
  expect(commands.map(([program, main]) => [program, main])).toEqual([
    [join(resources, 'node/node'), join(resources, 'app.asar.unpacked/dist/monitor/monitor-main.js')],
  ]);
  const seat = started(seatContract, stationOf(demonstration, 'seat', '01'));
  await expect
    .poll(async () => sure(await seat.client.ask('package', {})), { timeout: 30_000 })
    .not.toBeNull();
  const centre = started(centreContract, stationOf(demonstration, 'centre'));
  const out = join(app.folder, 'made');
  const made = sure(
    await centre.client.ask('makePackage', { folder: join(app.folder, 'demonstration/project'), out }),
  );
  expect(readFileSync(made.people[0]!.file).subarray(0, 5).toString()).toBe('%PDF-');
});

it('the monitor takes a seat’s picture, and looks for faces, on the shipped Node', async () => {
  const monitor = join(app.resources, 'app.asar.unpacked/dist/monitor');
  const child = fork(join(monitor, 'monitor-main.js'), [], {
    execPath: app.node,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const camera = testCamera(40);
  const peer = newPeer();
  closing.push(
    () => ended(child),
    camera.stop,
    () => peer.close(),
  );
  const answered = new Promise<FromMonitor>((resolve) => child.once('message', resolve as never));
  for (const track of camera.open().getTracks()) peer.addTransceiver(track, { direction: 'sendonly' });
  const say = (message: ToMonitor) => void child.send(message);
  say({ say: 'begin', noticing: DEFAULT_THRESHOLDS, outside: null });
  say({ say: 'publish', id: 1, session: 'A'.repeat(43), seat: '01', sdp: await offerOf(peer) });
  expect(await answered).toMatchObject({ say: 'answer', id: 1, sdp: expect.stringContaining('v=0') });
  const look = `const { Worker } = require('node:worker_threads');
const worker = new Worker(process.argv[1], { workerData: { score: 0.5 } });
worker.once('message', (faces) => { console.log(faces); process.exit(); });
worker.postMessage({ width: 320, height: 240, data: new Uint8Array(320 * 240 * 3).fill(128) });`;
  const worker = join(monitor, 'noticing-faceWorker.js');
  expect((await run(app.node, ['-e', look, worker])).stdout).toBe('0\n');
});

it('opens its first window, and says that it carries no demonstration', async () => {
  const { page, close } = await packedWindow(app, []);
  closing.push(close);
  await page.getByText('打开工作站').first().waitFor();
  await page.getByRole('button', { name: '准备演示项目' }).click();
  await page.getByText('安装版不带演示项目').waitFor();
});

it('with --station the window says what the packed station says from its utility process', async () => {
  const file = stationOf(demonstration, 'seat', '02');
  const own = await mkdtemp(join(app.folder, 'refused-'));
  const station = join(own, 'station.json');
  writeFileSync(station, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), data: station }));
  const { page, close } = await packedWindow(app, ['--windowed', '--station', station]);
  closing.push(close);
  await page.getByText('本机服务未能启动').waitFor();
  const note = page.getByRole('alert').filter({ hasText: '此处应为文件夹，实为文件' });
  await note.waitFor();
  expect(await note.textContent()).toContain(station);
});

it('does not start without Chromium’s sandbox before anybody but root', async () => {
  const own = await mkdtemp(join(app.folder, 'unconfined-'));
  for (const folder of [app.folder, own]) chmodSync(folder, 0o777);
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const display = await virtualDisplay(640, 480);
  closing.push(() => display.close());
  const env = { ...process.env, HOME: own, DISPLAY: display.name, SEALROOM_NO_DIALOG: '1' };
  const args = ['--no-sandbox', '--disable-gpu', `--user-data-dir=${join(own, 'profile')}`];
  const end = await run(app.program, args, { ...nobody, env, timeout: 60_000 }).catch((error) => error);
  expect(end).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('封评室不能在没有沙箱的情况下启动'),
  });
});

it('an installer is never made around anything but the official Electron, and what to do is said', async () => {
  const own = await mkdtemp(join(app.folder, 'refusing-'));
  const asked = (...args: string[]) =>
    run(process.execPath, [join(ROOT, 'build/installer.ts'), ...args], {
      env: { ...process.env, ELECTRON_MIRROR: 'http://127.0.0.1:1/', electron_config_cache: own },
      timeout: 60_000,
    }).catch((error) => error as { readonly code: number; readonly stderr: string });
  const none = await asked();
  expect(none).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^ELECTRON_NOT_HERE: .*ELECTRON_MIRROR/),
  });
  const other = join(own, 'other.zip');
  writeFileSync(other, 'another');
  expect(await asked('--electron', other)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^ELECTRON_NOT_OFFICIAL: /),
  });
});
