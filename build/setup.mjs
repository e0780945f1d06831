/**
 * Installs what this tree needs and does not have. It is the first thing that runs on a fresh machine, so it is plain Node 20 without
 * dependencies; when nothing is missing it returns within milliseconds. Everything it says goes to standard error: the standard
 * output belongs to the command that needed the set-up.
 *
 * By hand: `npm run setup`. In front of another command: `build/run.mjs`.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { electronIn, ensureElectron } from './electronRuntime.mjs';
import { alone } from './setupLock.mjs';
import { Steps } from './steps.mjs';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const MODULES = join(ROOT, 'node_modules');
const STAMP = join(MODULES, '.sealroom-setup');
const LOCK_FILE = join(ROOT, 'package-lock.json');
const WINDOWS = process.platform === 'win32';

/** The Node that the lock file pins (an npm package); commands run on it, whatever Node the machine has. */
export const PINNED_NODE = join(MODULES, 'node', 'bin', WINDOWS ? 'node.exe' : 'node');

/** Stock programs with which tests and the rehearsal check our files, by the Debian package that holds them; a path where a package brings no program. */
const DEBIAN_TOOLS = {
  age: 'age',
  unzip: 'unzip',
  pdfinfo: 'poppler-utils',
  pdftotext: 'poppler-utils',
  // Made-up voices; and to hear them, ffmpeg with its speech recogniser and that one's English model.
  'espeak-ng': 'espeak-ng',
  ffmpeg: 'ffmpeg',
  '/usr/share/pocketsphinx/model/en-us': 'pocketsphinx-en-us',
  janus: 'janus',
  ffprobe: 'ffmpeg',
};

/** What windows need on a machine that has no desktop: a virtual screen, a window manager, Electron's libraries, Chinese type; by a file that each brings. */
const DEBIAN_WINDOWS = {
  '/usr/bin/Xvfb': 'xvfb',
  '/usr/bin/xauth': 'xauth',
  '/usr/bin/openbox': 'openbox',
  '/usr/share/doc/libgtk-3-0': 'libgtk-3-0',
  '/usr/share/doc/libnss3': 'libnss3',
  '/usr/share/doc/libasound2': 'libasound2',
  '/usr/share/doc/libgbm1': 'libgbm1',
  '/usr/share/doc/fonts-noto-cjk': 'fonts-noto-cjk',
};

/** A cause that the person at the keyboard can do something about; its message is all that is shown. */
class SetupError extends Error {}

/** Native modules differ by platform, so a folder shared between two systems is not taken for installed on both. */
function lockStamp() {
  const digest = createHash('sha256').update(readFileSync(LOCK_FILE)).digest('hex');
  return `${digest} ${process.platform}-${process.arch}\n`;
}

function stamped() {
  try {
    return readFileSync(STAMP, 'utf8') === lockStamp() && existsSync(PINNED_NODE);
  } catch {
    return false;
  }
}

/** Whether `npm ci` or `npm install` was already run by hand: npm's own record of node_modules agrees with the lock file. */
function installedByHand() {
  if (!existsSync(PINNED_NODE)) return false;
  try {
    const wanted = JSON.parse(readFileSync(LOCK_FILE, 'utf8')).packages;
    const present = JSON.parse(readFileSync(join(MODULES, '.package-lock.json'), 'utf8')).packages;
    const same = ([path, entry]) =>
      path === '' ||
      (present[path] === undefined ? entry.optional === true : present[path].integrity === entry.integrity);
    return Object.entries(wanted).every(same);
  } catch {
    return false;
  }
}

function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return folder !== '';
    } catch {
      return false;
    }
  });
}

function missingDebianPackages(windows) {
  const missing = Object.entries(DEBIAN_TOOLS).filter(
    ([name]) => !(name.startsWith('/') ? existsSync(name) : onPath(name)),
  );
  const forWindows = Object.entries(windows && process.platform === 'linux' ? DEBIAN_WINDOWS : {}).filter(
    ([path]) => !existsSync(path),
  );
  return [...new Set([...missing, ...forWindows].map(([, name]) => name))];
}

/** `npm run` puts this tree's own programs first on the PATH; `npm ci` removes them, the Node that it runs on among them. */
function machinePath() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.filter((folder) => !folder.startsWith(MODULES)).join(delimiter);
}

/** Resolves with the exit code and everything the program said; a program that cannot be started is code 127. */
function output(command, args, env = process.env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.stderr.on('data', (chunk) => (text += chunk));
    child.on('error', (error) => resolve({ code: 127, text: `${text}${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, text }));
  });
}

/** npm says the cause first and where its log is last, apt-get the cause last. */
function ends(text, first, last) {
  const all = text.trimEnd().split('\n');
  const left = all.length - first - last;
  const shown = left > 0 ? [...all.slice(0, first), `… ${left} lines …`, ...all.slice(-last)] : all;
  return shown.map((line) => `    ${line}`).join('\n');
}

/** npm as it was started, or as it is on the PATH. Windows' `npm` is a script that only a shell can start. */
function npmCommand(args) {
  const { npm_execpath: cli, npm_node_execpath: node } = process.env;
  if (cli?.endsWith('npm-cli.js') && existsSync(cli) && node !== undefined) return [node, [cli, ...args]];
  return WINDOWS ? ['cmd.exe', ['/d', '/s', '/c', 'npm', ...args]] : ['npm', args];
}

async function installModules() {
  // The machine's own npm settings must not keep out what the tree needs: development packages (the pinned Node is one) and the
  // two install scripts that package.json allows.
  const settings = [
    '--include=dev',
    '--ignore-scripts=false',
    '--engine-strict=false',
    '--loglevel=error',
    '--no-progress',
  ];
  const [command, args] = npmCommand(['ci', ...settings]);
  const { code, text } = await output(command, args, {
    ...process.env,
    NODE_ENV: 'development',
    PATH: machinePath(),
  });
  if (code === 127)
    throw new SetupError('npm was not found. Install Node.js 20 or later with npm, then run this again.');
  if (code !== 0) {
    throw new SetupError(
      `npm ci failed (${code}). Is the package registry in reach? It said:\n${ends(text, 12, 4)}`,
    );
  }
  return text.match(/^added \d+ packages/m)?.[0] ?? 'done';
}

/** A package can be installed and still not run here (install scripts off, another libc): better said now than in a stack trace later. */
async function proveModules() {
  const wanted = createRequire(import.meta.url)(join(MODULES, 'node', 'package.json')).version;
  const program =
    "new (require('better-sqlite3'))(':memory:').close(); process.stdout.write(process.version)";
  const { code, text } = await output(PINNED_NODE, ['-e', program]);
  if (code !== 0 || text !== `v${wanted}`) {
    throw new SetupError(
      `node_modules is there but does not run here (Node ${wanted} with better-sqlite3):\n${ends(text, 12, 4)}\n` +
        'Remove node_modules and run this again; install scripts of `node` and `better-sqlite3` must be allowed.',
    );
  }
  return text;
}

/** Debian packages are for checking with stock tools only: where they cannot be had, the work goes on and says what is missing. */
async function installDebian(names) {
  const byHand = `not installed: ${names.join(', ')} (on Debian or Ubuntu: sudo apt-get install ${names.join(' ')}). Going on without.`;
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0 || !onPath('apt-get')) return byHand;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = [
    '-q',
    '-y',
    '--no-install-recommends',
    '-o',
    'DPkg::Lock::Timeout=120',
    'install',
    ...names,
  ];
  let last = await output('apt-get', install, env);
  if (last.code !== 0) {
    // A fresh image carries no package lists, an old one stale lists.
    await output('apt-get', ['-q', 'update'], env);
    last = await output('apt-get', install, env);
  }
  return last.code === 0 ? 'done' : `${byHand} apt-get's last lines:\n${ends(last.text, 0, 8)}`;
}

async function install({ debian, windows }) {
  await alone(join(ROOT, '.setup-lock'), async () => {
    const steps = new Steps(process.stderr, 'set-up');
    // Who waited for the lock finds that the other has done the work.
    if (!stamped()) {
      if (!installedByHand()) await steps.run('npm packages (npm ci)', installModules);
      await steps.run('the pinned Node runs', proveModules);
      writeFileSync(STAMP, lockStamp());
    }
    const missing = debian ? missingDebianPackages(windows) : [];
    if (missing.length > 0)
      await steps.run(`Debian packages (${missing.join(', ')})`, () => installDebian(missing));
    if (windows && electronIn(ROOT) === null) await steps.run('Electron', () => electron());
    steps.close();
  });
}

async function electron() {
  try {
    return await ensureElectron(ROOT);
  } catch (error) {
    throw new SetupError(error.message);
  }
}

/**
 * Makes sure that the npm packages, with `debian` the stock tools, and with `windows` an Electron and what it needs, are there.
 *
 * @returns whether commands can run; if not, the reason was printed. Missing Debian packages are said, and do not count.
 */
export async function ensureReady({ debian, windows }) {
  const tools = debian && missingDebianPackages(windows).length > 0;
  if (stamped() && !tools && !(windows && electronIn(ROOT) === null)) return true;
  try {
    await install({ debian, windows });
    return true;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return false;
  }
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const all = process.argv.includes('--debian');
  const ready = await ensureReady({ debian: all, windows: all });
  if (ready) process.stderr.write('set-up: all is there\n');
  process.exitCode = ready ? 0 : 1;
}
