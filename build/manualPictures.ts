/**
 * Takes the manuals' pictures from the last rehearsal: `node build/manualPictures.ts [<out folder>]`. They are committed, because the installed
 * program shows them; run it when a window looks different.
 */
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TO = join(ROOT, 'renderer/public/manual');
const SHOWN =
  /^(seat-(slip|sheet|signing)|room-(admission|overview|wall|closing)|centre-(prepare|inbox|ranking|playback))-(zh-CN|en)-1366x768\.png$/;

const from = join(process.argv[2] ?? join(ROOT, 'out'), 'screens');
mkdirSync(TO, { recursive: true });
for (const name of readdirSync(from).filter((one) => SHOWN.test(one)))
  copyFileSync(join(from, name), join(TO, name.replace('-1366x768', '')));
