import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nativeCrypto } from '../../electron/crypto/nativeCrypto.ts';
import { readCentreKeys, readCentrePublicKey } from '../../electron/package/centreKeys.ts';
import type { Result } from '../../shared/refusal.ts';

const work = mkdtempSync(join(tmpdir(), 'sealroom-centre-'));
const keys = join(work, 'centre');

const init = () =>
  spawnSync(
    process.execPath,
    [join(import.meta.dirname, '../../electron/cli/centreInit.ts'), keys, '--lang', 'en'],
    { encoding: 'utf8' },
  );

/** `CODE file:line` of every refusal. */
const told = (result: Result<unknown>): string[] =>
  result.ok ? [] : result.refusals.map(({ code, where }) => `${code} ${where}`);

beforeAll(() => {
  expect(init().status).toBe(0);
});

afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('the centre’s keys', () => {
  it('are made once and never written over', () => {
    const before = readdirSync(keys).map((name) => readFileSync(join(keys, name), 'utf8'));
    const again = init();
    expect([again.status, again.stdout]).toEqual([2, '']);
    expect(again.stderr).toMatch(/^KEY_EXISTS: .* \(centre-sign\.key:1\)\n$/);
    expect(readdirSync(keys).map((name) => readFileSync(join(keys, name), 'utf8'))).toEqual(before);
  });

  it('let only their owner read what is secret', () => {
    for (const name of ['centre.key', 'centre-sign.key', 'receipt-sign.key'])
      expect(statSync(join(keys, name)).mode & 0o077).toBe(0);
  });

  it('open with stock age what was encrypted to their recipient', () => {
    const recipient = readFileSync(join(keys, 'centre.recipient'), 'utf8').trim();
    const sealed = execFileSync('age', ['-r', recipient], { input: '封存' });
    const plain = execFileSync('age', ['-d', '-i', join(keys, 'centre.key')], { input: sealed });
    expect(plain.toString()).toBe('封存');
  });

  it.each(['centre-sign.key', 'receipt-sign.key', 'centre.recipient'])(
    'are refused without or with a broken %s',
    async (name) => {
      const broken = join(work, `broken-${name}`);
      cpSync(keys, broken, { recursive: true });
      writeFileSync(join(broken, name), '{"kty":"OKP"}');
      expect(told(await readCentreKeys(broken, nativeCrypto))).toEqual([`KEY_FORM ${name}:1`]);
      rmSync(join(broken, name));
      expect(told(await readCentreKeys(broken, nativeCrypto))).toEqual([`KEY_MISSING ${name}:1`]);
    },
  );

  it('are refused where public and secret half do not fit', async () => {
    const mixed = join(work, 'mixed');
    cpSync(keys, mixed, { recursive: true });
    const [one, other] = ['centre-sign.key', 'receipt-sign.key'].map(
      (name) => JSON.parse(readFileSync(join(keys, name), 'utf8')) as object,
    );
    writeFileSync(join(mixed, 'centre-sign.key'), JSON.stringify({ ...one, d: (other as { d: string }).d }));
    expect(told(await readCentreKeys(mixed, nativeCrypto))).toEqual(['KEY_FORM centre-sign.key:1']);
  });

  it('are trusted by centre.pub only as a whole file', async () => {
    const path = join(work, 'centre.pub');
    const text = readFileSync(join(keys, 'centre.pub'), 'utf8');
    for (const broken of [
      '',
      '{',
      text.replace(/"kid":"./, '"kid":"g'),
      text.replace('{', '{"alg":"EdDSA",'),
    ]) {
      writeFileSync(path, broken);
      expect(told(await readCentrePublicKey(path, nativeCrypto))).toEqual(['KEY_FORM centre.pub:1']);
    }
    const other = JSON.parse(readFileSync(join(keys, 'receipt-sign.key'), 'utf8')) as { x: string };
    writeFileSync(path, text.replace(/"x":"[^"]*"/, `"x":"${other.x}"`));
    expect(told(await readCentrePublicKey(path, nativeCrypto))).toEqual(['KEY_FORM centre.pub:1']);
  });
});
