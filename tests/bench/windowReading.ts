/** Documents in the seat's reader: the first page beside bare pdf.js in the same window, and what ten documents leave behind. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { OpenSheet } from '../e2e/peopled.ts';
import { type Measured, median } from './measure.ts';

const ROUNDS = 7;
const OPENED = 10;
/** The document after which the window has all that it needs for reading. */
const WARM = 3;
const PATIENCE = 60_000;
/** Milliseconds within which Chromium hands freed memory back to the system, once it is idle. */
const GIVEN_BACK = 6000;

/** What a window that has opened a document has of pdf.js. */
interface PdfJs {
  getDocument(source: object): {
    readonly promise: Promise<{
      getPage(number: number): Promise<{
        getViewport(of: { readonly scale: number }): { readonly width: number; readonly height: number };
        render(into: object): { readonly promise: Promise<void> };
      }>;
    }>;
    destroy(): Promise<void>;
  };
}

/** Milliseconds from the choice of a bid on the shelf to the whole picture of its document's first page. */
async function ours(page: Page, bidder: string): Promise<number> {
  const entry = page.getByRole('navigation', { name: '投标人' }).getByRole('button', { name: bidder });
  return entry.evaluate(
    (button, selector) =>
      new Promise<number>((resolve) => {
        const before = document.querySelector(selector);
        const start = performance.now();
        const look = (): void => {
          const drawn = document.querySelector(selector);
          if (drawn === null || drawn === before) return;
          observer.disconnect();
          resolve(performance.now() - start);
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['aria-busy'] });
        (button as HTMLElement).click();
      }),
    DRAWN,
  );
}

const DRAWN = 'article[data-page="1"][aria-busy="false"]';

/** Milliseconds from bytes in the window's memory to the whole picture, as large as the reader's. */
const bare = (page: Page): Promise<number> =>
  page.evaluate(async (selector) => {
    const { pdfjsLib, bytes } = window as unknown as { pdfjsLib: PdfJs; bytes: Uint8Array };
    const { width } = document.querySelector<HTMLCanvasElement>(`${selector} canvas`)!;
    const start = performance.now();
    const task = pdfjsLib.getDocument({ data: bytes.slice(), useWasm: false, verbosity: 0 });
    const first = await (await task.promise).getPage(1);
    const viewport = first.getViewport({ scale: width / first.getViewport({ scale: 1 }).width });
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [Math.floor(viewport.width), Math.floor(viewport.height)];
    await first.render({ canvas, viewport }).promise;
    const ms = performance.now() - start;
    await task.destroy();
    return ms;
  }, DRAWN);

export async function measureFirstPage({ window, data }: OpenSheet, pdf: Uint8Array): Promise<Measured> {
  const { page } = window;
  await page.locator(DRAWN).waitFor({ timeout: PATIENCE });
  await page.evaluate((base64) => {
    Object.assign(window, { bytes: Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)) });
  }, Buffer.from(pdf).toString('base64'));
  const times = { ours: [] as number[], peer: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    times.ours.push(await ours(page, data.bids[1 + round]!.name));
    await page.waitForTimeout(500);
    times.peer.push(await bare(page));
  }
  const [mine, peer] = [median(times.ours), median(times.peer)];
  return {
    name: `first page of 200 (${(pdf.length / 2 ** 20).toFixed(1)} MiB) in the reader, against bare pdf.js`,
    ours: `${mine.toFixed(0)} ms`,
    peer: `${peer.toFixed(0)} ms`,
    ratio: peer / mine,
    goal: 1 / 1.1,
  };
}

export async function measureReaderMemory({ window, data }: OpenSheet): Promise<Measured> {
  const { page, app } = window;
  const session = await page.context().newCDPSession(page);
  const pid = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId(),
  );
  /** MiB of its own, without what it shares with other processes; Linux alone tells it. */
  const held = async (): Promise<number> => {
    await session.send('HeapProfiler.collectGarbage');
    await page.waitForTimeout(GIVEN_BACK);
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    return Number(/RssAnon:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  };
  const after: number[] = [];
  for (let opened = 0; opened < OPENED; opened++) {
    await ours(page, data.bids[10 + opened]!.name);
    await page.waitForTimeout(500);
    after.push(await held());
  }
  const [early, late] = [after[WARM - 1]!, after.at(-1)!];
  return {
    name: `a seat’s window after ${OPENED} documents of 200 pages, against after ${WARM}`,
    ours: `${late.toFixed(0)} MiB`,
    peer: `${early.toFixed(0)} MiB`,
    ratio: early / late,
    goal: 0.95,
  };
}
