/** What the staff does before the day: a project folder is read, checked, packed, signed, and the slips are printed. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import type { centreContract } from '../../shared/bridge/centre.ts';
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import { accept, type Result } from '../../shared/refusal.ts';
import { chunksOf, measure } from '../archive/content.ts';
import type { CentreKeys } from '../package/centreKeys.ts';
import { packFolder } from '../package/packFolder.ts';
import { writePackage } from '../package/writePackage.ts';
import { ROOT } from '../programs.ts';
import type { Clock } from '../session/sessionAuthor.ts';

type Made = z.infer<typeof centreContract.commands.makePackage.answer>;
type Prepared = z.infer<typeof centreContract.commands.prepare.answer>;

/** The percentages and weights in force; a new notice changes that file. */
const regulations = async (): Promise<Uint8Array> =>
  new Uint8Array(await readFile(join(ROOT, 'build/regulations.yaml')));

/** Reads a folder as packing would. Refuses all that is wrong with it, each with file and line. */
export async function preparedFolder(folder: string): Promise<Result<Prepared>> {
  const packed = await packFolder(folder, await regulations());
  if (!packed.ok) return packed;
  const { data, files, warnings } = packed.value;
  const { project, committee, bids } = data;
  const sizes = await Promise.all([...files.values()].map((content) => measure(chunksOf(content))));
  return accept({
    code: project.code,
    lot: project.lot ?? null,
    name: project.name,
    method: project.method,
    bids: bids.length,
    members: committee.length - project.reserves.length,
    reserves: project.reserves.length,
    documents: [...files.keys()].filter((path) => /\.pdf$/i.test(path)).length,
    bytes: sizes.reduce((sum, { size }) => sum + size, 0),
    warnings: warnings.map((warning) => ({ ...warning })),
  });
}

/** Signs the package and prints the slips. Refuses what `writePackage` refuses. */
export async function makePackage(
  by: {
    readonly crypto: CryptoPort;
    readonly random: RandomPort;
    readonly clock: Clock;
    readonly centre: CentreKeys;
  },
  folder: string,
  out: string,
): Promise<Result<Made>> {
  await mkdir(out, { recursive: true });
  const made = await writePackage(by.crypto, by.random, {
    folder,
    out,
    centre: by.centre,
    regulations: await regulations(),
    made: by.clock.now(),
  });
  if (!made.ok) return made;
  const slips = join(out, 'slips');
  return accept({
    file: join(out, made.value.file),
    digest: made.value.digest,
    slips,
    people: made.value.slips.map(({ name, file }) => ({ name, file: join(slips, file) })),
  });
}
