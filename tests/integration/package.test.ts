import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  cpSync,
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
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nativeCrypto } from '../../electron/crypto/nativeCrypto.ts';
import { readCentreKeys, readCentrePublicKey } from '../../electron/package/centreKeys.ts';
import { type OpenPackage, openPackage } from '../../electron/package/openPackage.ts';
import { type PackageOrder, type WrittenPackage, writePackage } from '../../electron/package/writePackage.ts';
import { fingerprintGroups, keyFingerprint } from '../../shared/package/fingerprint.ts';
import type { Result } from '../../shared/refusal.ts';
import { readSlipCode } from '../../shared/slip/code.ts';
import { slipKeys } from '../../shared/slip/keys.ts';
import { hasStrace, traced } from '../faults/strace.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const PDF = '%PDF-1.4\n%%EOF\n';
const NAME = 'SMALL-2026-001-1.sealroom';

const work = mkdtempSync(join(tmpdir(), 'sealroom-package-'));
const keys = join(work, 'centre');
let folder: string;
let out: string;
let count = 0;

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  /** Of standard error. */
  readonly lines: readonly string[];
}

function run(script: string, ...args: string[]): Ran {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'electron/cli', script), ...args],
    {
      encoding: 'utf8',
    },
  );
  return { status, stdout, lines: stderr.split('\n').filter((line) => line !== '') };
}

/** The command's own work, in this process. */
async function pack(more: Partial<PackageOrder> = {}): Promise<Result<WrittenPackage>> {
  const centre = await readCentreKeys(keys, nativeCrypto);
  if (!centre.ok) return centre;
  return writePackage(nativeCrypto, (length) => new Uint8Array(randomBytes(length)), {
    folder,
    out,
    centre: centre.value,
    regulations: readFileSync(join(ROOT, 'build/regulations.yaml')),
    made: '2026-05-17T09:00:00+08:00',
    ...more,
  });
}

/** `CODE file:line` of every refusal. */
const told = (result: Result<unknown>): string[] =>
  result.ok ? [] : result.refusals.map(({ code, where }) => `${code} ${where}`);

async function opened(): Promise<OpenPackage> {
  const key = await readCentrePublicKey(join(keys, 'centre.pub'), nativeCrypto);
  if (!key.ok) throw new Error(key.refusals[0]!.en);
  const found = await openPackage(new Uint8Array(readFileSync(join(out, NAME))), nativeCrypto, key.value);
  if (!found.ok) throw new Error(found.refusals[0]!.en);
  return found.value;
}

function edit(name: string, from: string | RegExp, to: string): void {
  const before = readFileSync(join(folder, name), 'utf8');
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(join(folder, name), after);
}

beforeAll(() => {
  expect(run('centreInit.ts', keys).status).toBe(0);
});

afterAll(() => rmSync(work, { recursive: true, force: true }));

beforeEach(() => {
  folder = join(work, `project-${++count}`);
  out = join(work, `out-${count}`);
  cpSync(join(ROOT, 'build/small'), folder, { recursive: true });
  for (const path of ['tender', 'bids/B1', 'bids/B2', 'bids/B3']) {
    mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, path, '正文.pdf'), PDF);
  }
});

describe('npm run package', () => {
  const command = (...more: string[]): Ran =>
    run('package.ts', folder, out, '--centre', keys, '--lang', 'en', ...more);

  it('ends with 0, says what it wrote, and warns of a fixed benchmark on standard error', async () => {
    edit('project.yaml', '{kind: mean, times: "0.98"}', '{kind: fixed, value: "800000"}');
    const ran = command();
    expect(ran.status).toBe(0);
    expect(ran.lines).toEqual([expect.stringMatching(/^BR50: .* \(project\.yaml:\d+\)$/)]);
    expect(ran.stdout).toContain((await opened()).room.digest);
  });

  it('ends with 2 and prints nothing but a line for every refusal', () => {
    edit('project.yaml', 'candidates: 3', 'candidates: 4');
    rmSync(join(folder, 'bids/B2/正文.pdf'));
    const ran = command();
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(ran.lines).toEqual([
      expect.stringMatching(/^LAW: .*article 53\) \(project\.yaml:\d+\)$/),
      expect.stringMatching(/^LAW: .*article 40\) \(bids\/B2:1\)$/),
    ]);
    expect(existsSync(out)).toBe(false);
  });

  it('names the authority’s recipient, given as text or as a file', async () => {
    const recipient = await identityToRecipient(await generateX25519Identity());
    writeFileSync(join(work, 'authority.txt'), `# 某市公共资源交易监督管理局\n${recipient}\n`);
    for (const given of [recipient, join(work, 'authority.txt')]) {
      expect(command('--authority', given).status).toBe(0);
      expect((await opened()).room.recipients.authority).toBe(recipient);
    }
    const wrong = command('--authority', `${recipient.slice(0, -1)}b`);
    expect([wrong.status, wrong.lines]).toEqual([2, [expect.stringMatching(/^KEY_FORM: /)]]);
  });

  it('ends with 70 where the command line cannot be understood', () => {
    for (const args of [
      [folder, out],
      [folder, out, '--centre', keys, '--what'],
    ])
      expect(run('package.ts', ...args).status).toBe(70);
    expect(run('centreInit.ts').status).toBe(70);
  });
});

describe('what is written', () => {
  it('writes a package that opens under centre.pub, without scores, decisions or slips', async () => {
    const written = await pack();
    const pkg = await opened();
    expect(written.ok && written.value).toMatchObject({ file: NAME, digest: pkg.room.digest, warnings: [] });
    expect(pkg.manifest.files.map(({ path }) => path)).toEqual([
      'data/bids/B1/正文.pdf',
      'data/bids/B2/正文.pdf',
      'data/bids/B3/正文.pdf',
      'data/project.json',
      'data/regulations.yaml',
      'data/source/bids.csv',
      'data/source/committee.csv',
      'data/source/project.yaml',
      'data/source/supervisors.csv',
      'data/tender/正文.pdf',
    ]);
    expect(pkg.room.recipients).toEqual({
      centre: readFileSync(join(keys, 'centre.recipient'), 'utf8').trim(),
    });
    const original = await pkg.read('data/source/project.yaml');
    expect(original.ok && Buffer.from(original.value)).toEqual(readFileSync(join(folder, 'project.yaml')));
  });

  /** Of the package that stands there. */
  async function expectSlipsThatFit(): Promise<void> {
    const pkg = await opened();
    const { project, committee, supervisors } = pkg.room.data;
    const people = [...committee.map((m) => m.expert), ...supervisors.map((s) => s.supervisor)];
    expect(readdirSync(join(out, 'slips'))).toEqual(
      people.flatMap((id) => [`${id}.pdf`, `${id}.txt`]).sort(),
    );
    const groups = fingerprintGroups(keyFingerprint(nativeCrypto, pkg.centreKey));
    for (const who of people) {
      const text = readFileSync(join(out, 'slips', `${who}.txt`), 'utf8');
      const code = readSlipCode(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}\S/.exec(text)![0]);
      if (!code.ok) throw new Error(code.refusals[0]!.en);
      const { publicKey } = slipKeys(nativeCrypto, code.value, {
        project: project.code,
        lot: project.lot!,
        who,
      });
      expect(Buffer.from(publicKey).toString('base64url')).toBe(pkg.room.slipKeys.get(who));
      expect(text).toContain(groups.slice(0, 8).join(' '));
      expect(text).toContain(groups.slice(8).join(' '));
      expect(
        readFileSync(join(out, 'slips', `${who}.pdf`))
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');
    }
    expect(new Set(pkg.room.slipKeys.values()).size).toBe(people.length);
  }

  it('gives every member, reserve and supervisor a slip whose code fits the key in the package', async () => {
    await pack();
    await expectSlipsThatFit();
  });

  it.runIf(hasStrace)(
    'leaves no package with the slips of another making where it is killed, and is made again',
    async () => {
      await pack();
      const paths = [NAME, `${NAME}.part`, 'slips', 'slips.part'].map((name) => join(out, name));
      const program = [join(ROOT, 'electron/cli/package.ts'), folder, out, '--centre', keys];
      // When the old slips are taken away, and when the new ones are there and their package has yet to get its name.
      for (const [when, call] of ['rmdir', 'rename'].entries()) {
        const at = { fault: 'signal=KILL', when: when + 1 } as const;
        expect(traced(program, paths, [call], at).hit).toBe(true);
        expect(existsSync(join(out, NAME))).toBe(false);
        expect(told(await pack())).toEqual([]);
        expect(readdirSync(out).sort()).toEqual([NAME, 'slips']);
      }
      await expectSlipsThatFit();
    },
    60_000,
  );

  it('may be made again over itself, with new slips that fit', async () => {
    await pack();
    const first = (await opened()).room.slipKeys.get('E1');
    expect((await pack()).ok).toBe(true);
    expect((await opened()).room.slipKeys.get('E1')).not.toBe(first);
    expect(readdirSync(out).sort()).toEqual([NAME, 'slips']);
  });

  it('never writes over another package’s slips', async () => {
    await pack();
    edit('project.yaml', 'lot: "1"', 'lot: "2"');
    expect(told(await pack())).toEqual(['OUT_FOLDER slips:1']);
    expect(readdirSync(out).sort()).toEqual([NAME, 'slips']);
  });
});

describe('a folder that may not become a package', () => {
  const refusedAs = async (...expected: readonly string[]): Promise<void> => {
    expect(told(await pack())).toEqual(expected);
    expect(existsSync(out) ? readdirSync(out) : []).toEqual([]);
  };
  const lineOf = (text: string): number =>
    readFileSync(join(folder, 'project.yaml'), 'utf8')
      .split('\n')
      .findIndex((line) => line.includes(text)) + 1;

  it('lacks a bid’s PDF, and breaks the law elsewhere: all of it is said, with lines', async () => {
    rmSync(join(folder, 'bids/B2/正文.pdf'));
    edit('project.yaml', 'candidates: 3', 'candidates: 4');
    await refusedAs(`LAW project.yaml:${lineOf('candidates')}`, 'LAW bids/B2:1');
  });

  it('lacks its tender', async () => {
    rmSync(join(folder, 'tender'), { recursive: true });
    await refusedAs('FILE_MISSING tender:1');
  });

  it('has a document that is no PDF', async () => {
    writeFileSync(join(folder, 'bids/B1/正文.pdf'), 'PK\u0003\u0004');
    await refusedAs('UNREADABLE bids/B1/正文.pdf:1');
  });

  it('has no supervisor', async () => {
    edit('supervisors.csv', /\n.*/s, '\n');
    await refusedAs('LAW supervisors.csv:1');
  });

  it('has a supervisor with a member’s identifier', async () => {
    edit('supervisors.csv', /^S1/m, 'E1');
    await refusedAs('REPEATED supervisors.csv:1');
  });

  it('has a document with a name that some systems cannot hold', async () => {
    writeFileSync(join(folder, 'bids/B1/报价:最终.pdf'), PDF);
    await refusedAs('VALUE bids/B1/报价:最终.pdf:1');
  });

  it('has documents that one disk would take for one file', async () => {
    writeFileSync(join(folder, 'bids/B1/A.pdf'), PDF);
    writeFileSync(join(folder, 'bids/B1/a.PDF'), PDF);
    await refusedAs('VALUE bids/B1/a.PDF:1');
  });

  it('has an identifier that no journal takes', async () => {
    const long = 'E'.repeat(65);
    edit('committee.csv', /^E1,/m, `${long},`);
    await refusedAs('VALUE project.yaml:1');
  });

  it('is refused as scoring would refuse it', async () => {
    edit('project.yaml', 'candidates: 3', 'candidates: three');
    await refusedAs(`NOT_A_COUNT project.yaml:${lineOf('candidates')}`);
  });
});
