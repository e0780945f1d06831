import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';
import { nativeCrypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { openPackage } from '../../../../electron/package/openPackage.ts';
import { canonicalJson } from '../../../../shared/journal/canonical.ts';
import { base64url } from '../../../../shared/journal/encoding.ts';
import { keyFingerprint } from '../../../../shared/package/fingerprint.ts';
import type { Manifest } from '../../../../shared/package/manifest.ts';
import { nobleCrypto } from '../../../../shared/ports/nobleCrypto.ts';
import {
  centreKey,
  PDF,
  seed,
  TINY_FILES,
  type TinyChanges,
  tinyPackage,
} from '../../shared/package/tinyPackage.ts';

const OTHER_SECRET = seed(100);

async function refused(bytes: Uint8Array, trusted: Uint8Array | null = centreKey()): Promise<string[]> {
  const opened = await openPackage(bytes, nativeCrypto, trusted);
  if (opened.ok) return [];
  for (const { zh, en } of opened.refusals) expect(zh !== '' && en !== '').toBe(true);
  return opened.refusals.map(({ code, where }) => `${code} ${where}`);
}

const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const header = (fields: object): string => base64url.encode(utf8(canonicalJson(fields)));

/** A signature under another header, honestly made with the centre's own key. */
function resigned(fields: (honest: object) => object): TinyChanges {
  const honest = tinyPackage();
  const fixed = JSON.parse(Buffer.from(honest.jws.split('.')[0]!, 'base64url').toString()) as object;
  const head = header(fields(fixed));
  const input = utf8(`${head}.${base64url.encode(utf8(honest.manifest))}`);
  const signature = base64url.encode(nativeCrypto.ed25519Sign(seed(0), input));
  return { jws: () => `${head}..${signature}` };
}

/** project.json with one text exchanged. */
const withData = (from: string, to: string): TinyChanges => ({
  files: { 'data/project.json': TINY_FILES['data/project.json']!.replace(from, to) },
});

describe('a package', () => {
  it('opens under the centre’s key, with all that a room starts from', async () => {
    const opened = await openPackage(tinyPackage().bytes, nativeCrypto, centreKey());
    if (!opened.ok) throw new Error(opened.refusals[0]!.en);
    const { room, documents, centreKey: key } = opened.value;
    expect(Buffer.from(key)).toEqual(Buffer.from(centreKey()));
    expect(canonicalJson(room.data)).toBe(TINY_FILES['data/project.json']);
    expect([...room.slipKeys.keys()]).toEqual(['E1', 'E2', 'E3', 'S1']);
    expect(documents.bids).toEqual(new Map([['B1', ['data/bids/B1/tech.pdf']]]));
    expect(documents.tender).toEqual(['data/tender/tender.pdf']);
  });

  it('opens without a trust anchor, naming the key that it was signed with', async () => {
    const opened = await openPackage(tinyPackage({ secret: OTHER_SECRET }).bytes, nativeCrypto, null);
    expect(opened.ok && Buffer.from(opened.value.centreKey)).toEqual(Buffer.from(centreKey(OTHER_SECRET)));
  });

  it('is refused with any byte altered, by either implementation', async () => {
    const good = tinyPackage().bytes;
    for (let at = 0; at < good.length; at++) {
      const bad = good.slice();
      bad[at]! ^= 1 << (at % 8);
      const crypto = at % 16 === 0 ? nobleCrypto : nativeCrypto;
      expect((await openPackage(bad, crypto, centreKey())).ok, `byte ${at}`).toBe(false);
    }
  });

  it('is refused cut short anywhere', async () => {
    const good = tinyPackage().bytes;
    for (let at = 0; at < good.length; at += 7) expect(await refused(good.slice(0, at))).not.toEqual([]);
  });
});

describe('signed by another than the centre', () => {
  it('throughout, with keys that fit each other', async () => {
    expect(await refused(tinyPackage({ secret: OTHER_SECRET }).bytes)).toEqual(['PACKAGE_KEY manifest.json']);
  });

  it('under the centre’s name', async () => {
    const claim = (m: Manifest): Manifest => ({ ...m, centre: base64url.encode(centreKey()) });
    const forged = tinyPackage({ secret: OTHER_SECRET, manifest: claim }).bytes;
    expect(await refused(forged)).toEqual(['PACKAGE_SIGNATURE manifest.jws']);
    expect(await refused(forged, null)).toEqual(['PACKAGE_SIGNATURE manifest.jws']);
  });

  it('with a key of small order, under which one signature fits every message', async () => {
    const identityPoint = Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 1 : 0));
    const basePoint = Buffer.from(`58${'66'.repeat(31)}`, 'hex');
    const one = identityPoint;
    const signature = Uint8Array.from([...basePoint, ...one]);
    for (const message of ['one message', 'another'])
      expect(ed25519.verify(signature, utf8(message), identityPoint, { zip215: true })).toBe(true);

    const kid = keyFingerprint(nativeCrypto, identityPoint);
    const head = header({ alg: 'EdDSA', kid, typ: 'sealroom-package+jws' });
    const { bytes } = tinyPackage({
      manifest: (m) => ({ ...m, centre: base64url.encode(identityPoint) }),
      jws: () => `${head}..${base64url.encode(signature)}`,
    });
    for (const trusted of [identityPoint, null])
      expect(await refused(bytes, trusted)).toEqual(['PACKAGE_SIGNATURE manifest.jws']);
  });
});

describe('a signature in any other form is refused, though the centre’s key made it', () => {
  const forms: readonly [string, TinyChanges][] = [
    [
      'jwk',
      resigned((h) => ({ ...h, jwk: { kty: 'OKP', crv: 'Ed25519', x: base64url.encode(centreKey()) } })),
    ],
    ['jku', resigned((h) => ({ ...h, jku: 'https://example.org/keys' }))],
    ['x5c', resigned((h) => ({ ...h, x5c: [] }))],
    ['crit', resigned((h) => ({ ...h, crit: ['exp'], exp: 1 }))],
    ['b64', resigned((h) => ({ ...h, b64: false, crit: ['b64'] }))],
    ['no kid', resigned(() => ({ alg: 'EdDSA', typ: 'sealroom-package+jws' }))],
    ['alg none', resigned((h) => ({ ...h, alg: 'none' }))],
    ['alg HS256', resigned((h) => ({ ...h, alg: 'HS256' }))],
    ['another use', resigned((h) => ({ ...h, typ: 'sealroom-receipt+jws' }))],
    [
      'not detached',
      { jws: (jws) => jws.replace('..', `.${base64url.encode(utf8(tinyPackage().manifest))}.`) },
    ],
    ['a line feed behind', { jws: (jws) => `${jws}\n` }],
    ['nothing', { jws: () => '' }],
  ];
  it.each(forms)('%s', async (_what, changes) => {
    expect(await refused(tinyPackage(changes).bytes)).toEqual(['PACKAGE_SIGNATURE manifest.jws']);
  });
});

describe('the manifest', () => {
  const cases: readonly [string, TinyChanges, string][] = [
    [
      'of a newer version',
      { manifest: (m) => ({ ...m, format: 'sealroom-package/2', more: 1 }) },
      'PACKAGE_VERSION manifest.json',
    ],
    ['of another format', { manifest: (m) => ({ ...m, format: 'other/1' }) }, 'PACKAGE_FORM manifest.json'],
    ['with an unknown field', { manifest: (m) => ({ ...m, weight: '2' }) }, 'PACKAGE_FORM manifest.json'],
    ['without its recipient', { manifest: (m) => ({ ...m, recipients: {} }) }, 'PACKAGE_FORM manifest.json'],
    [
      'with a key twice',
      { manifestText: (t) => t.replace('{"centre"', '{"centre":"x","centre"') },
      'NOT_CANONICAL manifest.json',
    ],
    ['with white space', { manifestText: (t) => ` ${t}` }, 'NOT_CANONICAL manifest.json'],
    ['that is no object', { manifest: () => [] }, 'PACKAGE_FORM manifest.json'],
    [
      'with files in another order',
      { manifest: (m) => ({ ...m, files: [...m.files].reverse() }) },
      'PACKAGE_FORM manifest.json',
    ],
    [
      'with a file twice',
      { manifest: (m) => ({ ...m, files: [...m.files, m.files[0]] }) },
      'PACKAGE_FORM manifest.json',
    ],
    [
      'of another project',
      { manifest: (m) => ({ ...m, project: { ...m.project, code: 'TINY-2' } }) },
      'PACKAGE_CONTENT data/project.json',
    ],
    [
      'without a member',
      { manifest: (m) => ({ ...m, people: m.people.slice(1) }) },
      'PACKAGE_CONTENT manifest.json',
    ],
    [
      'with a reserve made a member',
      {
        manifest: (m) => ({
          ...m,
          people: m.people.map((p) => ({ ...p, role: p.id === 'E3' ? 'member' : p.role })),
        }),
      },
      'PACKAGE_CONTENT manifest.json',
    ],
    [
      'with one key for two people',
      { manifest: (m) => ({ ...m, people: m.people.map((p) => ({ ...p, key: m.people[0]!.key })) }) },
      'PACKAGE_CONTENT manifest.json',
    ],
    [
      'of other regulations',
      { manifest: (m) => ({ ...m, regulations: { ...m.regulations, effective: '2020-01-01' } }) },
      'PACKAGE_HASH data/regulations.yaml',
    ],
  ];
  it.each(cases)('%s', async (_what, changes, expected) => {
    expect(await refused(tinyPackage(changes).bytes)).toEqual([expected]);
  });
});

describe('the files', () => {
  const cases: readonly [string, TinyChanges, string[]][] = [
    [
      'a bid’s PDF taken out',
      { archive: (f) => void f.delete('data/bids/B1/tech.pdf') },
      ['PACKAGE_FILE_MISSING data/bids/B1/tech.pdf'],
    ],
    [
      'a bid’s PDF exchanged',
      { archive: (f) => void f.set('data/bids/B1/tech.pdf', utf8(`${PDF}%`)) },
      ['PACKAGE_HASH data/bids/B1/tech.pdf'],
    ],
    [
      'one of the same size',
      { archive: (f) => void f.set('data/tender/tender.pdf', utf8(PDF.replace('1.4', '1.5'))) },
      ['PACKAGE_HASH data/tender/tender.pdf'],
    ],
    [
      'two of them altered',
      { archive: (f) => void f.set('data/tender/tender.pdf', utf8('')).set('data/project.json', utf8('{}')) },
      ['PACKAGE_HASH data/project.json', 'PACKAGE_HASH data/tender/tender.pdf'],
    ],
    [
      'a file put in',
      { archive: (f) => void f.set('data/bids/B1/more.pdf', utf8(PDF)) },
      ['PACKAGE_FILE_UNLISTED data/bids/B1/more.pdf'],
    ],
    [
      'the manifest taken out',
      { archive: (f) => void f.delete('manifest.json') },
      ['PACKAGE_FILE_MISSING manifest.json'],
    ],
    [
      'the signature taken out',
      { archive: (f) => void f.delete('manifest.jws') },
      ['PACKAGE_FILE_MISSING manifest.jws'],
    ],
    [
      'no project data',
      { files: { 'data/project.json': undefined } },
      ['PACKAGE_FILE_MISSING data/project.json'],
    ],
    [
      'no bid documents, signed so',
      { files: { 'data/bids/B1/tech.pdf': undefined } },
      ['PACKAGE_CONTENT data/bids/B1'],
    ],
    [
      'no tender, signed so',
      { files: { 'data/tender/tender.pdf': undefined } },
      ['PACKAGE_CONTENT data/tender'],
    ],
    ['a slip, signed so', { files: { 'slips/E1.txt': 'x' } }, ['PACKAGE_CONTENT slips/E1.txt']],
    [
      'documents of a bid that nobody made',
      { files: { 'data/bids/B9/a.pdf': PDF } },
      ['PACKAGE_CONTENT data/bids/B9/a.pdf'],
    ],
    [
      'regulations that cannot be read',
      { files: { 'data/regulations.yaml': 'format: x\n' } },
      ['FORMAT data/regulations.yaml:1'],
    ],
  ];
  it.each(cases)('%s', async (_what, changes, expected) => {
    const found = await refused(tinyPackage(changes).bytes);
    expect(expected[0]!.startsWith('FORMAT') ? found.slice(0, 1) : found).toEqual(expected);
  });
});

describe('project data', () => {
  it.each([
    ['a field of a newer version', withData('"format"', '"extra":"5","format"'), 'PACKAGE_FORM'],
    ['a number where a decimal stands', withData('"full":"10"', '"full":10'), 'PACKAGE_FORM'],
    ['a key twice', withData('"lot":"2"', '"lot":"2","lot":"2"'), 'NOT_CANONICAL'],
    ['another version', withData('sealroom-project/1', 'sealroom-project/2'), 'PACKAGE_FORM'],
  ])('with %s is refused', async (_what, changes, code) => {
    expect(await refused(tinyPackage(changes).bytes)).toEqual([`${code} data/project.json`]);
  });
});
