import { readFileSync } from 'node:fs';

const { productName, version } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as {
  productName: string;
  version: string;
};

/** Name and version of this program, as the opening act of a room says it. */
export const SOFTWARE = `${productName} ${version}`;
