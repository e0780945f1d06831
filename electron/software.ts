import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './programs.ts';

const { productName, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  productName: string;
  version: string;
};

/** Name and version of this program, as the opening act of a room says it. */
export const SOFTWARE = `${productName} ${version}`;
