/** The TLS key of a station, made once in its data folder. Peers know it by its fingerprint, and by nothing that a certificate says. */
import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  X509Certificate,
} from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { writeDurably } from '../store/durableFile.ts';
import { textIn } from '../store/smallFile.ts';
import { selfSignedCertificate } from './certificate.ts';

const KEY = 'tls.key.pem';
const CERTIFICATE = 'tls.cert.pem';
const OWNER_ONLY = 0o600;

export interface TlsIdentity {
  /** PKCS #8, PEM. */
  readonly key: string;
  /** X.509, PEM. */
  readonly cert: string;
  /** SHA-256 of the DER SubjectPublicKeyInfo, hex: `tls` in an opening act, `fingerprint` in a station file. */
  readonly fingerprint: string;
}

/** SHA-256 of a certificate's DER SubjectPublicKeyInfo (RFC 5280, 4.1.2.7), hex: the same for every certificate of one key. */
export function spkiFingerprint(certificate: X509Certificate | Uint8Array): string {
  const { publicKey } =
    certificate instanceof X509Certificate ? certificate : new X509Certificate(certificate);
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

const notUsable = (name: string): Result<never> =>
  refuse(
    refusal(
      'TLS_IDENTITY',
      `本机的连接密钥不可用：${name} 缺失、损坏或与另一文件不配套。请从备份恢复 ${KEY} 和 ${CERTIFICATE}；若确需更换，请将两个文件一并移走后重新启动，并更新各席位配置中的指纹`,
      `This machine's key for connections cannot be used: ${name} is missing, damaged, or does not go with the other file. Restore ${KEY} and ${CERTIFICATE} from a copy; to change the key, move both away, start again, and put the new fingerprint into the seats' station files`,
      name,
    ),
  );

function privateKey(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

function certificateOf(key: KeyObject, pem: string): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(pem);
    return certificate.checkPrivateKey(key) ? certificate : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Opens the station's TLS key, or makes one (ECDSA P-256) where none stands. The key is written before its certificate, so a kill between the two
 * leaves a key without one: it gets another and keeps its fingerprint. Whatever stands is never written over.
 *
 * Refuses `TLS_IDENTITY`, naming the file: a certificate without its key, a damaged file, two that do not belong together.
 * @param folder the station's data folder, made where it is missing; one station at a time
 */
export async function tlsIdentity(folder: string): Promise<Result<TlsIdentity>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const [keyPath, certificatePath] = [join(folder, KEY), join(folder, CERTIFICATE)];
  let [key, cert] = [await textIn(keyPath), await textIn(certificatePath)];
  if (key === null) {
    if (cert !== null) return notUsable(KEY);
    const made = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    key = made.export({ type: 'pkcs8', format: 'pem' }).toString();
    await writeDurably(keyPath, key, OWNER_ONLY);
  }
  const secret = privateKey(key);
  if (secret === undefined) return notUsable(KEY);
  if (cert === null) {
    cert = selfSignedCertificate(secret);
    await writeDurably(certificatePath, cert, 0o644);
  }
  const certificate = certificateOf(secret, cert);
  return certificate === undefined
    ? notUsable(CERTIFICATE)
    : accept({ key, cert, fingerprint: spkiFingerprint(certificate) });
}
