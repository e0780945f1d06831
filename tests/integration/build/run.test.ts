/** `build/run.mjs` stands between `npm run` and every command: what the command says and how it ends must come through untouched. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const RUN = join(import.meta.dirname, '..', '..', '..', 'build', 'run.mjs');

const SCRIPTS = {
  'answer.ts':
    'const args: readonly string[] = process.argv.slice(1);\nprocess.stdout.write(JSON.stringify(args));\nprocess.exitCode = 2;\n',
  'broken.ts': "import { gone } from './gone.ts';\ngone();\n",
  'waits.ts':
    "process.on('SIGTERM', () => process.exit(9));\nprocess.stdout.write('up');\nsetInterval(() => {}, 1000);\n",
};

describe('a command behind run.mjs', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sealroom-run-'));
    for (const [name, content] of Object.entries(SCRIPTS)) await writeFile(join(folder, name), content);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const start = (...args: readonly string[]) => spawn(process.execPath, [RUN, ...args]);

  async function outcome(...args: readonly string[]) {
    const child = start(...args);
    const [out, err, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    return { out, err, code };
  }

  it('sees its own arguments, owns standard output, and sets the exit status', async () => {
    const script = join(folder, 'answer.ts');
    const { out, code } = await outcome(script, 'a folder', '--json', '--needs', 'debian');
    expect(JSON.parse(out)).toEqual([script, 'a folder', '--json', '--needs', 'debian']);
    expect(code).toBe(2);
  });

  it('that cannot be loaded ends with 70 and its reason on standard error', async () => {
    const { out, err, code } = await outcome(join(folder, 'broken.ts'));
    expect({ out, code }).toEqual({ out: '', code: 70 });
    expect(err).toContain('gone.ts');
  });

  it('gets the signal that ends it', async () => {
    const child = start(join(folder, 'waits.ts'));
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([9, null]);
  });

  it('must be named', async () => {
    expect(await outcome('--json')).toMatchObject({ out: '', code: 64 });
  });
});
