/** Packs the app by `electron-builder.yml`. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'electron-builder';
import { unneededModules } from './modules.ts';

/** What a distribution of Electron has of its own and an app has no use for. */
const NOT_SHIPPED = ['version', 'resources/default_app.asar'];

/**
 * Packs this tree, whose `dist/` is made, for the system that this runs on.
 * @param from.electron the official Electron's zip, or, for tests alone, a folder with one
 * @param from.targets of the configuration unless they are given: `dir` is the folder that an installer would put onto a machine
 * @returns the files that were written, none for a folder. Rejects with the tool's own words.
 */
export async function pack(
  root: string,
  from: { readonly electron: string; readonly out: string; readonly targets?: readonly string[] },
): Promise<readonly string[]> {
  return await build({
    projectDir: root,
    [process.platform === 'win32' ? 'win' : 'linux']: [...(from.targets ?? [])],
    [process.arch === 'arm64' ? 'arm64' : 'x64']: true,
    publish: 'never',
    // Added to what the file says, list by list.
    config: {
      files: unneededModules(root).map((folder) => `!${folder}/**`),
      directories: { output: from.out },
      electronDist: from.electron,
      afterExtract: async ({ appOutDir }) => {
        for (const file of NOT_SHIPPED) await rm(join(appOutDir, file), { force: true });
      },
    },
  });
}
