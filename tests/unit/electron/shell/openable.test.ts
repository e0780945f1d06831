import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openablePdf } from '../../../../electron/shell/openable.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'openable-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const chosen = join(root, 'chosen');
mkdirSync(join(chosen, 'slips'), { recursive: true });
for (const file of ['chosen/slips/E1.pdf', 'chosen/slips/E1.txt', 'chosen/run.sh', 'chosen-not.pdf'])
  writeFileSync(join(root, file), '');
symlinkSync(join(root, 'chosen/run.sh'), join(chosen, 'link.pdf'));
symlinkSync(join(root, 'chosen-not.pdf'), join(chosen, 'out.pdf'));

test('a PDF in a folder that was chosen may be opened', async () => {
  expect(await openablePdf(join(chosen, 'slips/E1.pdf'), [chosen])).toBe(join(chosen, 'slips/E1.pdf'));
});

test.each([
  ['of another kind', 'chosen/slips/E1.txt'],
  ['that only looks like one', 'chosen/link.pdf'],
  ['elsewhere', 'chosen-not.pdf'],
  ['elsewhere, by a link', 'chosen/out.pdf'],
  ['elsewhere, by a way out', 'chosen/../chosen-not.pdf'],
  ['that is not there', 'chosen/slips/E2.pdf'],
])('a file %s may not', async (_, file) => {
  expect(await openablePdf(`${root}/${file}`, [chosen])).toBeNull();
});

test('nothing may before a folder was chosen, and no path that is not whole', async () => {
  expect(await openablePdf(join(chosen, 'slips/E1.pdf'), [])).toBeNull();
  expect(await openablePdf('slips/E1.pdf', [chosen])).toBeNull();
});
