/** The small sample project as a centre hands it over: keys, a signed package, slips. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSample } from '../../build/sample/generate.ts';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { readProjectFolder } from '../../electron/folder/index.ts';
import { makeCentreKeys, readCentreKeys } from '../../electron/package/centreKeys.ts';
import { writePackage } from '../../electron/package/writePackage.ts';
import type { Minds } from '../../electron/rehearsal/day.ts';
import { folderMinds } from '../../electron/rehearsal/folderMinds.ts';
import type { RandomPort } from '../../shared/ports/crypto.ts';
import { sure } from '../sure.ts';

/** The folder of the centre's keys, below a house. */
export const CENTRE = 'centre';

/** What the centre has made before any machine is there: the files that a house begins with, and what the people bring. */
export interface Made {
  /** By path below the house. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The package's file, below the house. */
  readonly package: string;
  readonly minds: Minds;
  readonly members: readonly string[];
  readonly slips: ReadonlyMap<string, string>;
}

/** Makes keys, package and slips of the small sample project. */
export async function make(random: RandomPort): Promise<Made> {
  const folder = await mkdtemp(join(tmpdir(), 'sealroom-made-'));
  try {
    const project = join(folder, 'project');
    const centre = join(folder, CENTRE);
    await makeSample('small', project);
    sure(await makeCentreKeys(centre, crypto, random));
    const written = sure(
      await writePackage(crypto, random, {
        folder: project,
        out: folder,
        centre: sure(await readCentreKeys(centre, crypto)),
        regulations: await readFile(new URL('../../build/regulations.yaml', import.meta.url)),
        made: '2026-05-17T09:00:00+08:00',
      }),
    );
    const { data, decisions } = sure(await readProjectFolder(project));
    const paths = [written.file, ...(await readdir(centre)).map((name) => join(CENTRE, name))];
    return {
      files: new Map(
        await Promise.all(paths.map(async (path) => [path, await readFile(join(folder, path))] as const)),
      ),
      package: written.file,
      minds: folderMinds(data, decisions),
      members: data.committee.map((m) => m.expert).filter((m) => !data.project.reserves.includes(m)),
      slips: new Map(written.slips.map(({ id, code }) => [id, code])),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
