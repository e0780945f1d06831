/** A package as small as one can be, from fixed keys and codes: what the format page's vectors hold, and what the attacks start from. */
import { writeStoredZip } from '../../../../electron/archive/writeZip.ts';
import { nativeCrypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { canonicalJson } from '../../../../shared/journal/canonical.ts';
import { base64url, hex } from '../../../../shared/journal/encoding.ts';
import type { Manifest } from '../../../../shared/package/manifest.ts';
import { signManifest } from '../../../../shared/package/signature.ts';
import type { ProjectData } from '../../../../shared/project/model.ts';
import { slipKeys } from '../../../../shared/slip/keys.ts';

export const seed = (first: number): Uint8Array => Uint8Array.from({ length: 32 }, (_, i) => first + i);

const CENTRE_SECRET = seed(0);
const RECEIPT_SECRET = seed(32);
export const centreKey = (secret: Uint8Array = CENTRE_SECRET): Uint8Array =>
  nativeCrypto.ed25519PublicKey(secret);

/** 15 symbols and the check symbol that fits. */
const CODES: Readonly<Record<string, string>> = {
  E1: '000000000000000' + '0',
  E2: '000000000000001' + '1',
  E3: '000000000000002' + '2',
  S1: '00000000000000Z' + 'Z',
};

const DATA: ProjectData = {
  project: {
    format: 'sealroom-project/1',
    code: 'TINY-1',
    name: '某项目',
    lot: '2',
    kind: 'works',
    regime: 'tendering',
    reserves: ['E3'],
    thresholds: {},
    opened: '2026-05-18T09:30:00+08:00',
    evaluatedOn: '2026-05-18',
    candidates: 1,
    method: 'comprehensive',
    full: '10',
    rounding: { total: 2 },
    aggregate: { over: 'item', trim: [] },
    ties: [],
    review: [],
    groups: [
      { id: 'tech', name: '技术标', items: [{ id: 'T1', name: '方案', by: 'experts', max: '10', min: '0' }] },
    ],
    integrity: { applies: false },
  },
  committee: [
    { expert: 'E1', name: '甲', role: 'expert', organisation: '' },
    { expert: 'E2', name: '乙', role: 'expert', organisation: '' },
    { expert: 'E3', name: '丙', role: 'expert', organisation: '' },
  ],
  supervisors: [{ supervisor: 'S1', name: '丁', organisation: '' }],
  bids: [{ bid: 'B1', name: '甲公司', enterprise: '91350100M000100Y43', price: '100.00', sme: 'none' }],
};

const REGULATIONS = `format: sealroom-regulations/1
effective: 2022-07-01
sources: []
committee: {budget: "10000000", members: 7}
priceWeight: {goods: "0.30", services: "0.10"}
preferences: []
`;

export const PDF = '%PDF-1.4\n%%EOF\n';

export const TINY_FILES: Readonly<Record<string, string>> = {
  'data/bids/B1/tech.pdf': PDF,
  'data/project.json': canonicalJson(DATA),
  'data/regulations.yaml': REGULATIONS,
  'data/tender/tender.pdf': PDF,
};

export interface TinyChanges {
  /** Files with other content, more of them; undefined takes one away. Listed in the manifest as they then are. */
  readonly files?: Readonly<Record<string, string | undefined>>;
  readonly manifest?: (honest: Manifest) => unknown;
  /** The manifest's text before it is signed. */
  readonly manifestText?: (text: string) => string;
  readonly secret?: Uint8Array;
  readonly jws?: (honest: string) => string;
  /** What is put into or taken out of the archive after signing. */
  readonly archive?: (files: Map<string, Uint8Array>) => void;
}

const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

export interface TinyPackage {
  readonly bytes: Uint8Array;
  readonly manifest: string;
  readonly jws: string;
}

export function tinyPackage(changes: TinyChanges = {}): TinyPackage {
  const secret = changes.secret ?? CENTRE_SECRET;
  const files = new Map(
    Object.entries({ ...TINY_FILES, ...changes.files })
      .filter((file): file is [string, string] => file[1] !== undefined)
      .map(([path, text]) => [path, utf8(text)] as const),
  );
  const digest = (bytes: Uint8Array): string => hex.encode(nativeCrypto.sha256(bytes));
  const holder = { project: DATA.project.code, lot: DATA.project.lot! };
  const honest: Manifest = {
    format: 'sealroom-package/1',
    project: { code: 'TINY-1', lot: '2', name: '某项目' },
    made: '2026-05-17T08:00:00+08:00',
    centre: base64url.encode(centreKey(secret)),
    receiptKey: base64url.encode(centreKey(RECEIPT_SECRET)),
    recipients: { centre: 'age17huu3altcj6hff5kxng9v3t02suayx8m6hlu23xja66ym5jgmsfs34ue6z' },
    regulations: { effective: '2022-07-01', sha256: digest(files.get('data/regulations.yaml') ?? utf8('')) },
    people: (['E1', 'E2', 'E3', 'S1'] as const).map((id) => ({
      id,
      role: id === 'S1' ? 'supervisor' : id === 'E3' ? 'reserve' : 'member',
      key: base64url.encode(slipKeys(nativeCrypto, CODES[id]!, { ...holder, who: id }).publicKey),
    })),
    files: [...files]
      .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .map(([path, bytes]) => ({ path, sha256: digest(bytes), size: bytes.length })),
  };
  const text = canonicalJson(changes.manifest?.(honest) ?? honest);
  const manifest = changes.manifestText?.(text) ?? text;
  const signed = signManifest(nativeCrypto, secret, utf8(manifest));
  const jws = changes.jws?.(signed) ?? signed;
  files.set('manifest.json', utf8(manifest));
  files.set('manifest.jws', utf8(jws));
  changes.archive?.(files);
  return { bytes: writeStoredZip(files), manifest, jws };
}
