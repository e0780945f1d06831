/** How soon somebody can sign in at a seat that is switched on, beside how soon a bare Electron window shows a field. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AppWindow, openApp } from '../../electron/rehearsal/appWindow.ts';
import type { OpenSheet } from '../e2e/peopled.ts';
import { type Measured, median } from './measure.ts';

const ROUNDS = 9;
const PATIENCE = 60_000;
const LABEL = '入席凭证号码';

const MAIN = `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768, show: false });
  window.once('ready-to-show', () => window.show());
  window.loadFile('index.html');
});
`;
const PAGE = `<!doctype html><meta charset="utf-8"><label>${LABEL} <input autofocus></label>`;

/** Milliseconds from the process's start to the field on the screen, without those that it was held back until there was somebody to look at it. */
async function sinceStart(open: () => Promise<AppWindow>): Promise<number> {
  const window = await open();
  try {
    await window.page.getByLabel(LABEL).waitFor({ timeout: PATIENCE });
    const now = Date.now();
    const begun = await window.app.evaluate(
      () => process.getCreationTime()! + (globalThis as unknown as { heldBack(): number }).heldBack(),
    );
    return now - begun;
  } finally {
    await window.close();
  }
}

/** The seat has its package already, and both apps what Chromium kept of their last start, as on every day but the first. */
export async function measureStart(open: OpenSheet): Promise<Measured> {
  const spare = open.members.length + 1;
  const bare = await mkdtemp(join(tmpdir(), 'sealroom-bare-'));
  await writeFile(
    join(bare, 'package.json'),
    JSON.stringify({ name: 'bare', version: '1.0.0', main: 'main.js' }),
  );
  await writeFile(join(bare, 'main.js'), MAIN);
  await writeFile(join(bare, 'index.html'), PAGE);
  const kept = await mkdtemp(join(tmpdir(), 'sealroom-kept-'));
  const profile = (of: string): string => `--user-data-dir=${join(kept, of)}`;
  const seat = (): Promise<number> => sinceStart(() => open.openSeat(spare, profile('seat')));
  const bareWindow = (): Promise<number> => sinceStart(() => openApp([profile('bare')], undefined, bare));
  const times = { ours: [] as number[], peer: [] as number[] };
  try {
    await seat();
    await bareWindow();
    for (let round = 0; round < ROUNDS; round++) {
      times.ours.push(await seat());
      times.peer.push(await bareWindow());
    }
  } finally {
    for (const folder of [bare, kept]) await rm(folder, { recursive: true, force: true });
  }
  const [mine, peer] = [median(times.ours), median(times.peer)];
  return {
    name: 'a seat’s start to sign-in, against a bare window’s',
    ours: `${mine.toFixed(0)} ms`,
    peer: `${peer.toFixed(0)} ms`,
    ratio: peer / mine,
    goal: 1 / 1.5,
  };
}
