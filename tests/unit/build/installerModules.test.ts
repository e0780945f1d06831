/** What a bundle names outside of itself is read out of its code, however it names it. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { neededModules, specifiersOf, unneededModules } from '../../../build/installer/modules.ts';
import { buildWindows } from '../../../build/windows.ts';

const ROOT = join(import.meta.dirname, '../../..');

it('finds imports, those made later, required files, and files that are only looked up', () => {
  const code = `
    import one from 'pdfkit';
    export { two } from '@roamhq/wrtc';
    const three = await import('exceljs');
    const four = __require('sodium-native');
    const five = createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json');
    const six = resolve(\`@expo-google-fonts/noto-sans-sc/\${file}\`);`;
  expect([...specifiersOf(code)]).toEqual([
    'pdfkit',
    '@roamhq/wrtc',
    'exceljs',
    'sodium-native',
    '@vladmandic/face-api/package.json',
    '@expo-google-fonts/noto-sans-sc/',
  ]);
});

it('leaves own files, Node’s own modules, words and comments alone', () => {
  const code = `
    import './chunk.js';
    import { join } from 'node:path';
    import fs from 'fs';
    // import 'commented';
    say("import 'quoted'");
    resolve(variable);`;
  expect([...specifiersOf(code)]).toEqual([]);
});

it('a package is needed with all that it needs itself, and packed or left out, never both', async () => {
  await buildWindows();
  const needed = neededModules(ROOT);
  expect([...needed]).toEqual(
    expect.arrayContaining(['node_modules/pdfkit', 'node_modules/fontkit', 'node_modules/restructure']),
  );
  const unneeded = unneededModules(ROOT);
  expect(unneeded).toEqual(expect.arrayContaining(['node_modules/react', 'node_modules/antd']));
  expect(unneeded.filter((folder) => needed.has(folder))).toEqual([]);
});
