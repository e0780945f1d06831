/**
 * Bundles the app: the shell (`dist/shell`), the renderer (`dist/renderer`), the programs that run behind it (`dist/node`): the station and its
 * workers; and the monitor with its own (`dist/monitor`). Does nothing where `dist/` was made of the same sources.
 *
 * By hand: `node build/run.mjs build/windows.ts`.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, type InlineConfig } from 'vite';
import { antdStyles } from './antdStyles.ts';
import { alone } from './setupLock.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, '.stamp');
const LOCK = join(ROOT, '.windows-lock');

/** What is bundled, and what decides how. */
const SOURCES = [
  'renderer',
  'shared',
  'electron',
  'build/windows.ts',
  'build/antdStyles.ts',
  'build/installer/icons/256x256.png',
  'package-lock.json',
];

function* filesIn(path: string): Generator<string> {
  const names = path.includes('.') ? null : readdirSync(join(ROOT, path), { withFileTypes: true });
  if (names === null) return yield path;
  for (const entry of names.sort((a, b) => (a.name < b.name ? -1 : 1)))
    if (entry.isDirectory()) yield* filesIn(`${path}/${entry.name}`);
    else yield `${path}/${entry.name}`;
}

function stampOfSources(): string {
  const digest = createHash('sha256');
  for (const source of SOURCES)
    for (const file of filesIn(source)) digest.update(`${file}\0`).update(readFileSync(join(ROOT, file)));
  return digest.digest('hex');
}

const common: InlineConfig = { configFile: false, logLevel: 'warn', root: ROOT };

/** Chromium 130 is Electron 33's, the oldest runtime that the windows are tested in. */
const RENDERER: InlineConfig = {
  ...common,
  root: join(ROOT, 'renderer'),
  plugins: [react(), antdStyles()],
  worker: { format: 'es' },
  build: {
    outDir: join(DIST, 'renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    chunkSizeWarningLimit: 4096,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: ['chooser', 'seat', 'room', 'centre'].map((page) => join(ROOT, `renderer/${page}.html`)),
    },
  },
};

/** With a native module or with files of their own: they are found in `node_modules`. */
const APART = [
  'electron',
  'better-sqlite3',
  'sodium-native',
  '@roamhq/wrtc',
  '@vladmandic/face-api',
  'pdfkit',
  'exceljs',
];

/** What `electron/programs.ts` starts: each is found there by its path. */
const STATION = [
  'station/main',
  'host/intakeWorker',
  'journal/stretchWorker',
  'journal/verifyWorker',
  'recording/ageWorker',
];

/** Run by a plain Node, which cannot read the archive of a packaged app: in a folder of their own, they can be left outside without the station. */
const MONITOR = ['monitor/main', 'noticing/faceWorker'];

const programs = (outDir: string, sources: readonly string[]): InlineConfig => ({
  ...common,
  ssr: { noExternal: true, external: APART },
  build: {
    ssr: true,
    outDir: join(DIST, outDir),
    emptyOutDir: true,
    target: 'node22',
    minify: false,
    rolldownOptions: {
      input: Object.fromEntries(
        sources.map((source) => [source.replaceAll('/', '-'), join(ROOT, `electron/${source}.ts`)]),
      ),
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});

const node = (entry: string, outDir: string, file: string, format: 'es' | 'cjs'): InlineConfig => ({
  ...common,
  ssr: { noExternal: true, external: APART },
  build: {
    ssr: join(ROOT, entry),
    outDir: join(DIST, outDir),
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    rolldownOptions: { output: { entryFileNames: file, format } },
  },
});

/** pdf.js reads Chinese fonts that a document does not carry with character maps of its own. */
function copyPdfAssets(): void {
  const from = join(ROOT, 'node_modules/pdfjs-dist');
  for (const folder of ['cmaps', 'standard_fonts', 'wasm', 'iccs'])
    if (existsSync(join(from, folder)))
      cpSync(join(from, folder), join(DIST, 'renderer/pdfjs', folder), { recursive: true });
}

const isMadeOf = (stamp: string): boolean => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp;

/** Makes `dist/` where it is not the present sources'; of several who ask at once, as tests do, one makes it. Throws what the bundler throws. */
export async function buildWindows(): Promise<void> {
  const stamp = stampOfSources();
  if (isMadeOf(stamp)) return;
  await alone(LOCK, async () => {
    if (!isMadeOf(stamp)) await make(stamp);
  });
}

/** Whoever asks, a test among them, gets the libraries as people will have them: their development builds take many times as long to draw. */
async function make(stamp: string): Promise<void> {
  const asked = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await bundle();
  } finally {
    if (asked === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = asked;
  }
  writeFileSync(STAMP, stamp);
}

async function bundle(): Promise<void> {
  mkdirSync(DIST, { recursive: true });
  await build(node('electron/main.ts', 'shell', 'main.js', 'es'));
  await build(node('electron/preload.ts', 'shell', 'preload.cjs', 'cjs'));
  await build(programs('node', STATION));
  await build(programs('monitor', MONITOR));
  await build(RENDERER);
  copyPdfAssets();
  cpSync(join(ROOT, 'build/installer/icons/256x256.png'), join(DIST, 'shell/icon.png'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWindows();
