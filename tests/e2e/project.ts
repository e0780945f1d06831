/** A project folder of any size, written by code: the small sample's project with as many bids and items as are asked for. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeBriefBid, makeBriefTender } from '../../build/sample/documents/brief.ts';
import { sampleFolder } from '../../build/sample/generate.ts';
import { readProjectFolder, writeProjectFolder } from '../../electron/folder/index.ts';
import { isCreditCode } from '../../shared/project/creditCode.ts';
import type { Bid, Item, ProjectData } from '../../shared/project/model.ts';

/** Points of the experts' items together; the other 40 are the price's. */
const POINTS = 60;

/** What a check character can be: one of these makes a number a credit code. */
const CHECKS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

function creditCode(number: number): string {
  const body = `91990100MA0WN${String(number).padStart(4, '0')}`;
  return [...CHECKS].map((check) => body + check).find(isCreditCode)!;
}

const bidOf = (number: number): Bid => ({
  bid: `B${number}`,
  name: `某省第${number}建筑安装工程集团有限责任公司`,
  enterprise: creditCode(number),
  price: `${700_000 + number * 1_250}.00`,
  sme: 'none',
});

const itemOf = (number: number, items: number): Item => ({
  id: `T${number}`,
  name: `施工组织与质量保证措施之${number}`,
  by: 'experts',
  max: String(POINTS / items),
  step: '0.5',
  text: `第${number}项：屋面拆除、防水、保温的工艺与质量保证措施是否完整、可行，与招标文件的要求是否相符。`,
});

/** Writes the folder with a tender and a brief document for each bid; no checks, no scores. @param size bids, and items that experts score: a divisor of 60, 120 @param document of every bid; a brief one where it is left out */
export async function writeLargeProject(
  folder: string,
  size: { readonly bids: number; readonly items: number },
  document?: Uint8Array,
): Promise<void> {
  const small = await readProjectFolder(sampleFolder('small'));
  if (!small.ok) throw new Error(small.refusals[0]!.en);
  const { data: sample } = small.value;
  const count = <T>(of: number, make: (number: number) => T): T[] =>
    Array.from({ length: of }, (_, i) => make(i + 1));
  const [technical, ...others] = sample.project.groups;
  const data: ProjectData = {
    ...sample,
    project: {
      ...sample.project,
      groups: [{ ...technical!, items: count(size.items, (n) => itemOf(n, size.items)) }, ...others],
      review: [],
    },
    supervisors: [{ supervisor: 'S1', name: '边知微', organisation: '某县公共资源交易中心' }],
    bids: count(size.bids, bidOf),
  };
  await writeProjectFolder(folder, data, { scores: [] });
  const write = async (path: string, name: string, bytes: Uint8Array): Promise<void> => {
    await mkdir(join(folder, path), { recursive: true });
    await writeFile(join(folder, path, name), bytes);
  };
  await write('tender', 'tender.pdf', await makeBriefTender(data.project));
  // Fonts are cut to measure for each document, which takes long for thirty; who looks at the sheet alone does not mind whose name stands in it.
  const shown = document ?? (await makeBriefBid(data.project, data.bids[0]!));
  for (const { bid } of data.bids) await write(join('bids', bid), 'bid.pdf', shown);
}
