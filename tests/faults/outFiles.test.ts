/** What leaves a station for good, or comes to stay: whole when it has its name, wherever the program that writes it is killed. */
import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeNew } from '../../electron/centre/writeNew.ts';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { makeCentreKeys, readCentreKeys, readCentrePublicKey } from '../../electron/package/centreKeys.ts';
import { sure } from '../sure.ts';
import { hasStrace, traced } from './strace.ts';

let folder: string;
const inside = (...names: string[]): string => join(folder, ...names);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'out-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program that does this with what a module of ours exports. */
function program(module: string, names: string, work: string): string[] {
  const url = pathToFileURL(join(import.meta.dirname, '../../electron', module)).href;
  const native = pathToFileURL(join(import.meta.dirname, '../../electron/crypto/nativeCrypto.ts')).href;
  const code = `const { ${names} } = await import(${JSON.stringify(url)});
    const { nativeCrypto } = await import(${JSON.stringify(native)});
    const folder = ${JSON.stringify(folder)};
    ${work}`;
  return ['--input-type=module', '-e', code];
}

const CENTRE_INIT = join(import.meta.dirname, '../../electron/cli/centreInit.ts');

describe.runIf(hasStrace)('a program that is killed', () => {
  test('while it exports leaves no half file under the name, and the export is made again', async () => {
    const write = program(
      'centre/writeNew.ts',
      'writeNew',
      "await writeNew(folder + '/report.pdf', Buffer.alloc(3_000_000, 1));",
    );
    const at = { fault: 'signal=KILL', when: 1 } as const;
    expect(traced(write, [inside('report.pdf'), inside('report.pdf.part')], ['fsync'], at).hit).toBe(true);
    expect(existsSync(inside('report.pdf'))).toBe(false);
    sure(await writeNew(inside('report.pdf'), Buffer.from('the report')));
    expect(readdirSync(folder)).toEqual(['report.pdf']);
  });

  test.each([1, 3, 5])(
    'while it makes the centre’s keys, at file %i, makes them when it is started again',
    async (when) => {
      const names = ['centre-sign.key', 'receipt-sign.key', 'centre.key', 'centre.recipient', 'centre.pub'];
      const keys = inside('centre');
      const paths = names.flatMap((name) => [join(keys, name), join(keys, `${name}.tmp`)]);
      const at = { fault: 'signal=KILL', when } as const;
      expect(traced([CENTRE_INIT, keys], paths, ['fsync'], at).hit).toBe(true);
      const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
      const recipient = (): string => readFileSync(join(keys, 'centre.recipient'), 'utf8');
      const before = when === 5 ? recipient() : null;
      const made = sure(await makeCentreKeys(keys, crypto, random));
      expect(made.files).toEqual(names);
      const { signing } = sure(await readCentreKeys(keys, crypto));
      expect(sure(await readCentrePublicKey(join(keys, 'centre.pub'), crypto))).toEqual(signing.publicKey);
      // Those that were whole, and may have been used, are the same.
      if (before !== null) expect(recipient()).toBe(before);
      const again = await makeCentreKeys(keys, crypto, random);
      expect(again.ok ? '' : again.refusals[0]!.code).toBe('KEY_EXISTS');
    },
  );
});

describe.runIf(hasStrace)('what is answered is on the disk', () => {
  test('also a package whose last byte was here before a kill', () => {
    const bytes = randomBytes(1000);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(inside(`${sha256}.part`), bytes);
    const fetch = program(
      'link/packageDownload.ts',
      'fetchPackage',
      `const from = { url: 'wss://127.0.0.1:1', into: folder, size: 1000, sha256: '${sha256}', progress: () => {} };
       console.log((await fetchPackage(from)).ok);`,
    );
    const done = traced(fetch, [inside(`${sha256}.part`)], ['fsync']);
    expect([done.out.trim(), done.made('fsync')]).toEqual(['true', 1]);
  });

  test('and a demonstration is listed only when all of it has been made', () => {
    const script = join(import.meta.dirname, '../../electron/cli/demonstration.ts');
    const done = traced([script, folder], [inside('demonstration.json.tmp')], ['fsync']);
    expect(done.made('fsync')).toBe(1);
    expect(JSON.parse(done.out).stations.length).toBeGreaterThan(0);
  }, 60_000);

  test('and so are the folders of a carried recording, before the seal has its name', () => {
    for (const name of ['result', 'seal', 'segment']) writeFileSync(inside(name), name);
    mkdirSync(inside('disk'));
    const carry = program(
      'sync/carrier.ts',
      'carryOut',
      `const files = { name: 'R', ciphertext: folder + '/result', seal: folder + '/seal' };
       const one = { path: 'SESSION/camera-00001.age', file: folder + '/segment', bytes: 7, sha256: '' };
       console.log((await carryOut(files, [one], folder + '/disk')).ok);`,
    );
    const folders = [inside('disk/R.recordings'), inside('disk/R.recordings/SESSION')];
    const done = traced(carry, folders, ['fsync']);
    expect([done.out.trim(), done.made('fsync')]).toEqual(['true', 2]);
    rmSync(inside('disk'), { recursive: true });
    mkdirSync(inside('disk'));
    const at = { fault: 'signal=KILL', when: 1 } as const;
    expect(traced(carry, folders, ['fsync'], at).hit).toBe(true);
    expect(existsSync(inside('disk/R.seal.json'))).toBe(false);
  });
});
