/**
 * The seat's window, in the real app: key press to painted cell with 30 bids x 60 items, the first page of a document of 200 pages, what ten such
 * documents leave behind, and how soon one can sign in.
 */

import { houseAtSheet, startScoring } from '../e2e/peopled.ts';
import { writeLargeProject } from '../e2e/project.ts';
import { largePdf } from './largePdf.ts';
import type { Measured } from './measure.ts';
import { measureFirstPage, measureReaderMemory } from './windowReading.ts';
import { measureStart } from './windowStart.ts';
import { measureTyping } from './windowTyping.ts';

const SIZE = { bids: 30, items: 60 };
const PAGES = 200;

export async function benchWindows(): Promise<Measured[]> {
  const document = await largePdf(PAGES);
  const open = await houseAtSheet((folder) => writeLargeProject(folder, SIZE, document));
  const say = (text: string): void => void process.stderr.write(`windows: ${text}\n`);
  try {
    const { page } = open.window;
    await startScoring(open);
    say('the first page of a large document');
    const first = await measureFirstPage(open, document);
    say('ten such documents');
    const memory = await measureReaderMemory(open);
    say('typing');
    const typing = await measureTyping(page, SIZE.bids * SIZE.items);
    say('starts');
    return [typing, first, memory, await measureStart(open)];
  } finally {
    await open.close();
  }
}
