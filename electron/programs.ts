/** Where this product's own files lie: as sources in the tree, or bundled beside each other in `dist/node` (`build/windows.ts`). */
import { fileURLToPath } from 'node:url';

const bundled = !import.meta.url.endsWith('.ts');

/** The tree's or the package's top folder. */
export const ROOT = fileURLToPath(new URL(bundled ? '../..' : '..', import.meta.url));

/** A program or a worker of ours, for whoever starts it. @param source its path below `electron/`, without the ending: `journal/stretchWorker` */
export const program = (source: string): URL =>
  new URL(bundled ? `./${source.replaceAll('/', '-')}.js` : `./${source}.ts`, import.meta.url);
