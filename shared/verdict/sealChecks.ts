/** Checks that need the seal alone (1 to 4): anyone can make them, without any key. */
import { parseJsonStrict } from '../journal/strictJson.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import { refusal } from '../refusal.ts';
import { jwsSigner, jwsVerify } from '../seal/jws.ts';
import {
  type CarriagePayload,
  carriagePayload,
  type ResultPayload,
  readPayload,
  resultDigest,
  resultPayload,
  sealFile,
} from '../seal/seal.ts';
import type { Findings } from './verdict.ts';

/** A seal whose form is sound, with who signed. */
export interface ReadSeal {
  readonly result: ResultPayload;
  readonly carriage: CarriagePayload;
  /** Session keys that signed the result, each once. */
  readonly signers: readonly string[];
  readonly host: string;
}

/** @param ciphertext SHA-256 of the age file, or null where only an opened bag is at hand */
export function checkSeal(
  crypto: CryptoPort,
  found: Findings,
  text: string,
  ciphertext: string | null,
): ReadSeal | null {
  const seal = readSeal(found, text);
  if (seal === null) return null;
  const { file, signers, host, result, carriage } = seal;
  found.pass('seal-form');
  const bad = file.result.signatures.filter(
    (one, i) => !jwsVerify(crypto, signers[i]!, file.result.payload, one),
  ).length;
  if (bad > 0)
    found.fail(
      'seal-signatures',
      refusal('SEAL_SIGNATURE', `${bad} 个签名无效`, `${bad} signatures are not valid`),
    );
  else found.pass('seal-signatures', signers.length);
  if (!jwsVerify(crypto, host, file.carriage.payload, file.carriage))
    found.fail(
      'carriage',
      refusal('CARRIAGE_SIGNATURE', '主机签名无效', 'The host’s signature is not valid'),
    );
  else if (carriage.result !== resultDigest(crypto, file.result))
    found.fail(
      'carriage',
      refusal(
        'CARRIAGE_RESULT',
        '主机签名所指的封存凭证不是这一份',
        'The host signed another set of signatures',
      ),
    );
  else found.pass('carriage');
  if (ciphertext === null) found.skip('ciphertext', '未提供加密文件', 'The encrypted file is not at hand');
  else if (carriage.ciphertext !== ciphertext)
    found.fail(
      'ciphertext',
      refusal(
        'CIPHERTEXT_DIGEST',
        '加密文件不是封存时的那一份',
        'This is not the encrypted file that was sealed',
      ),
    );
  else found.pass('ciphertext');
  return { result, carriage, signers, host };
}

function readSeal(found: Findings, text: string) {
  const no = (code: string, zh: string, en: string): null => {
    found.fail('seal-form', refusal(code, zh, en));
    return null;
  };
  const json = parseJsonStrict(text);
  if (!json.ok) return no(json.refusals[0]!.code, json.refusals[0]!.zh, json.refusals[0]!.en);
  const file = sealFile.safeParse(json.value);
  if (!file.success) return no('SEAL_FORM', '封存凭证的格式不符', 'The seal is not of the known form');
  const result = readPayload(file.data.result.payload, resultPayload);
  const carriage = readPayload(file.data.carriage.payload, carriagePayload);
  if (!result.ok || !carriage.ok)
    return no('SEAL_FORM', '封存凭证的内容格式不符', 'The seal’s payload is not of the known form');
  const signers = file.data.result.signatures.map((one) => jwsSigner('sealroom-seal+jws', one.protected));
  const host = jwsSigner('sealroom-carriage+jws', file.data.carriage.protected);
  const keys = signers.flatMap((signer) => (signer.ok ? [signer.value] : []));
  if (keys.length < signers.length || !host.ok)
    return no(
      'JWS_HEADER',
      '签名头部不是唯一允许的形式',
      'A signature’s header is not the one form that is allowed',
    );
  if (new Set(keys).size < keys.length)
    return no('SIGNER_TWICE', '同一签名人出现两次', 'One signer appears twice');
  return { file: file.data, signers: keys, host: host.value, result: result.value, carriage: carriage.value };
}
