/** The manifest of a project package (FORMAT.md): what is in it, who may enter with which slip, who the result is for. */
import { z } from 'zod';
import { parseCanonical } from '../journal/canonical.ts';
import { hex } from '../journal/encoding.ts';
import * as f from '../journal/fields.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import { accept, type Refusal, type Result, refusal, refuse } from '../refusal.ts';

export const MANIFEST_FILE = 'manifest.json';
export const SIGNATURE_FILE = 'manifest.jws';
export const PROJECT_DATA_FILE = 'data/project.json';
export const REGULATIONS_FILE = 'data/regulations.yaml';

const FORMAT = 'sealroom-package/1';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const manifest = z.strictObject({
  format: z.literal(FORMAT),
  project: z.strictObject({ code: z.string().min(1), lot: z.string().exactOptional(), name: z.string() }),
  /** When it was made, by the clock of the centre's machine. */
  made: f.instant,
  /** The centre's Ed25519 key that signs this manifest. */
  centre: f.key32,
  /** The key that receipts for the sealed result are signed with. */
  receiptKey: f.key32,
  /** age recipients of the sealed result: the centre, and the supervising authority where there is one. */
  recipients: z.strictObject({ centre: f.ageRecipient, authority: f.ageRecipient.exactOptional() }),
  /** The file of percentages in force that the package was made under. */
  regulations: z.strictObject({ effective: day, sha256: f.hash }),
  /** Members in the committee's order, reserves among them, then supervisors: the public signing keys of their slips. */
  people: z.array(
    z.strictObject({ id: f.id, role: z.enum(['member', 'reserve', 'supervisor']), key: f.key32 }),
  ),
  /** Every file but the manifest and its signature, in the order of the archive. */
  files: z.array(z.strictObject({ path: z.string().min(1), sha256: f.hash, size: f.count })),
});

export type Manifest = z.infer<typeof manifest>;

/** SHA-256 of the manifest's bytes, hex: what the opening act, the journal and the seal call the package. */
export const packageDigest = (crypto: CryptoPort, manifestBytes: Uint8Array): string =>
  hex.encode(crypto.sha256(manifestBytes));

/** Refuses `PACKAGE_FORM`: the named file does not have the form that this version knows. */
export const packageForm = (file: string, problem: string): Refusal =>
  refusal('PACKAGE_FORM', `${file} 格式不符：${problem}`, `${file} is not of a known form: ${problem}`, file);

/** Canonical JSON in UTF-8, or `NOT_CANONICAL` naming the file: no second way to write it, so no key given twice. */
export function readCanonicalFile(bytes: Uint8Array, file: string): Result<unknown> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse(packageForm(file, 'UTF-8'));
  }
  const parsed = parseCanonical(text);
  return parsed.ok ? parsed : refuse(...parsed.refusals.map((r) => ({ ...r, where: file })));
}

/** Where and what the first problem of a form is, for a sentence. */
export const firstProblem = (error: z.ZodError): string => {
  const issue = error.issues[0];
  return `${issue?.path.join('.')}: ${issue?.message}`;
};

/** Refuses `NOT_CANONICAL`, `PACKAGE_VERSION` (made by a newer version) and `PACKAGE_FORM`, all naming `manifest.json`. */
export function readManifest(bytes: Uint8Array): Result<Manifest> {
  const value = readCanonicalFile(bytes, MANIFEST_FILE);
  if (!value.ok) return value;
  const found = (value.value as { format?: unknown } | null)?.format;
  if (typeof found === 'string' && found !== FORMAT && /^sealroom-package\/[0-9]+$/.test(found))
    return refuse(
      refusal(
        'PACKAGE_VERSION',
        `${MANIFEST_FILE} 的版本 ${found} 较新，本软件只认识 ${FORMAT}，请升级后再打开`,
        `${MANIFEST_FILE} is of version ${found}; this program knows ${FORMAT} only: update it`,
        MANIFEST_FILE,
      ),
    );
  const parsed = manifest.safeParse(value.value);
  return parsed.success
    ? accept(parsed.data)
    : refuse(packageForm(MANIFEST_FILE, firstProblem(parsed.error)));
}
