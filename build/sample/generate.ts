/**
 * Makes a sample project folder with its documents: `node build/sample/generate.ts demo|small|small-procurement <out folder>`. What is
 * committed are the tables; the PDFs are made from them, the same bytes every time.
 */
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readProjectFolder } from '../../electron/folder/index.ts';
import type { Bid, Project } from '../../shared/project/model.ts';
import { refusalLine } from '../../shared/refusal.ts';
import { makeBriefBid, makeBriefTender } from './documents/brief.ts';
import { makeCredentials } from './documents/credentials.ts';
import { makeLetter } from './documents/letter.ts';
import { makePricedBill } from './documents/pricedBill.ts';
import { makeProposal } from './documents/proposal.ts';
import { makeTender } from './documents/tender.ts';

const SAMPLES = ['demo', 'small', 'small-procurement'] as const;
export type SampleName = (typeof SAMPLES)[number];

type BidDocument = readonly [file: string, make: (project: Project, bid: Bid) => Promise<Uint8Array>];

interface DocumentSet {
  readonly tender: readonly [file: string, make: (project: Project) => Promise<Uint8Array>];
  readonly bid: readonly BidDocument[];
}

const FULL: DocumentSet = {
  tender: ['招标文件.pdf', makeTender],
  bid: [
    ['投标函.pdf', makeLetter],
    ['施工组织设计.pdf', makeProposal],
    ['资格审查资料.pdf', makeCredentials],
    ['已标价工程量清单.pdf', makePricedBill],
  ],
};
const BRIEF: DocumentSet = { tender: ['tender.pdf', makeBriefTender], bid: [['bid.pdf', makeBriefBid]] };
const DOCUMENTS: Readonly<Record<SampleName, DocumentSet>> = {
  demo: FULL,
  small: BRIEF,
  'small-procurement': BRIEF,
};

/** Where the sample's tables are. */
export function sampleFolder(name: SampleName): string {
  return fileURLToPath(new URL(`../${name}`, import.meta.url));
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}

/** Copies a sample to `outDir`, which may be there already, and adds `tender/*.pdf` and `bids/<bid>/*.pdf`. */
export async function makeSample(name: SampleName, outDir: string): Promise<void> {
  const source = sampleFolder(name);
  const content = await readProjectFolder(source);
  if (!content.ok) throw new Error(content.refusals.map((refusal) => refusalLine(refusal, 'en')).join('\n'));
  const { project, bids } = content.value.data;
  await cp(source, outDir, { recursive: true });
  const { tender, bid: documents } = DOCUMENTS[name];
  const [tenderFile, makeTenderFile] = tender;
  await write(join(outDir, 'tender', tenderFile), await makeTenderFile(project));
  for (const bid of bids) {
    for (const [file, make] of documents) {
      await write(join(outDir, 'bids', bid.bid, file), await make(project, bid));
    }
  }
}

if (import.meta.main) {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [name, outDir] = positionals;
  const known = SAMPLES.find((sample) => sample === name);
  if (known === undefined || outDir === undefined) {
    console.error(`用法 / usage: node build/sample/generate.ts ${SAMPLES.join('|')} <out folder>`);
    process.exitCode = 2;
  } else {
    await makeSample(known, outDir);
  }
}
