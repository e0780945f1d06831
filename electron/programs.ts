/**
 * Where this product's own files lie: as sources in the tree, or bundled (`build/windows.ts`), the station's beside each other in `dist/node`, the
 * monitor's in `dist/monitor`.
 */
import { fileURLToPath } from 'node:url';

const bundled = !import.meta.url.endsWith('.ts');

/** The tree's or the package's top folder. */
export const ROOT = fileURLToPath(new URL(bundled ? '../..' : '..', import.meta.url));

/** A program or a worker of ours, for whoever starts it. @param source its path below `electron/`, without the ending: `journal/stretchWorker` */
export const program = (source: string): URL =>
  new URL(bundled ? `./${source.replaceAll('/', '-')}.js` : `./${source}.ts`, import.meta.url);

/** The path as a program reads it that knows nothing of Electron's archive: what such programs need is packed outside of it. */
export const outsideArchive = (path: string): string =>
  path.replace(/(?<=[\\/])app\.asar(?=[\\/])/, 'app.asar.unpacked');

/** The monitor's program, for a plain Node. */
export const monitorProgram = (): string =>
  outsideArchive(
    fileURLToPath(new URL(bundled ? '../monitor/monitor-main.js' : './monitor/main.ts', import.meta.url)),
  );
