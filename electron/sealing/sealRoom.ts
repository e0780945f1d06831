/**
 * Sealing a closed room: the bag, its stored zip, the age file to the centre (and the authority, where the package names one), and the seal
 * beside it.
 */
import { createHash } from 'node:crypto';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { jwsPayload } from '../../shared/seal/jws.ts';
import { resultDigest, resultOf, type SealFile, signCarriage } from '../../shared/seal/seal.ts';
import { type BagInfo, makeBag } from '../archive/bag.ts';
import type { Content } from '../archive/content.ts';
import { storedZipChunks } from '../archive/writeZip.ts';
import { encryptTo } from '../crypto/age.ts';

export interface SealedRoom {
  /** `<name>.age` */
  readonly ciphertext: Uint8Array;
  /** `<name>.seal.json` */
  readonly seal: SealFile;
  /** The zip that was encrypted. */
  readonly zip: Uint8Array;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function joined(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return new Uint8Array(Buffer.concat(parts));
}

/** What carries a signed result: the bag, its zip, the age file, and the host's signature over their digests. */
export async function carryResult(options: {
  crypto: CryptoPort;
  /** The bag's folder and the files' base name. */
  name: string;
  info: BagInfo;
  /** The bag's content by path below `data/`. */
  payload: ReadonlyMap<string, Content>;
  recipients: readonly string[];
  result: SealFile['result'];
  /** The journal's last host: public key (base64url) and seed. */
  host: { readonly key: string; readonly secretKey: Uint8Array };
}): Promise<SealedRoom> {
  const { crypto, name, result, host } = options;
  const bag = await makeBag(options.payload, options.info);
  const zip = await joined(
    storedZipChunks(new Map([...bag].map(([path, content]) => [`${name}/${path}`, content]))),
  );
  // To the centre and, where it is named, the supervising authority: either opens it with stock `age`.
  const ciphertext = await encryptTo(options.recipients, zip);
  const digests = {
    format: 'sealroom-carriage/1' as const,
    result: resultDigest(crypto, result),
    bag: sha256(bag.get('tagmanifest-sha256.txt') as Uint8Array),
    ciphertext: sha256(ciphertext),
  };
  const carriage = signCarriage(crypto, digests, host.key, host.secretKey);
  return { ciphertext, zip, seal: { format: 'sealroom-seal/1', result, carriage } };
}

/** @param signatures of every session that signed `resultOf(state)` */
export async function sealRoom(options: {
  crypto: CryptoPort;
  state: RoomState;
  name: string;
  payload: ReadonlyMap<string, Content>;
  signatures: SealFile['result']['signatures'];
  host: { readonly key: string; readonly secretKey: Uint8Array };
}): Promise<SealedRoom> {
  const { state, signatures, ...carried } = options;
  const { centre, authority } = state.pkg.recipients;
  return carryResult({
    ...carried,
    info: bagInfo(state, options.name),
    recipients: authority === undefined ? [centre] : [centre, authority],
    result: { payload: jwsPayload(resultOf(state)), signatures },
  });
}

/** What `bag-info.txt` says; dates come from the journal. */
export const bagInfo = (state: RoomState, name: string): BagInfo => [
  ['External-Identifier', name],
  ['External-Description', state.pkg.data.project.name],
  ['Bagging-Date', state.at!.slice(0, 10)],
  ['Room', state.room!],
];
