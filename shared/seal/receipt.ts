/**
 * The receipt (回执, centre -> room): signed only after decryption and PASS, by the key that the package names, over the digests of what was
 * received. Only then may the room forget.
 */
import { z } from 'zod';
import * as f from '../journal/fields.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import { accept, type Result, refusal, refuse } from '../refusal.ts';
import { jwsPayload, jwsSign, jwsSigner, jwsVerify } from './jws.ts';
import { readPayload } from './seal.ts';

const receiptPayload = z.strictObject({
  format: z.literal('sealroom-receipt/1'),
  room: f.hash,
  package: f.hash,
  /** SHA-256 of the age file. */
  ciphertext: f.hash,
  /** SHA-256 of the seal file. */
  seal: f.hash,
  /** When the centre had verified it, by its own clock. */
  at: f.instant,
});
export type Receipt = z.infer<typeof receiptPayload>;

/** A compact JWS (RFC 7515, 7.1) by the receipt key; `key` is its public half, base64url. */
export function signReceipt(
  crypto: CryptoPort,
  receipt: Receipt,
  key: string,
  secretKey: Uint8Array,
): string {
  const payload = jwsPayload(receipt);
  const { protected: head, signature } = jwsSign(crypto, 'sealroom-receipt+jws', payload, key, secretKey);
  return `${head}.${payload}.${signature}`;
}

const not = (zh: string, en: string): Result<never> =>
  refuse(refusal('RECEIPT', `回执无效：${zh}`, `The receipt is not valid: ${en}`));

/**
 * Reads a receipt that the package's receipt key signed over what is expected. Refuses `RECEIPT`.
 * @param key the receipt key that the package names, base64url
 */
export function readReceipt(
  crypto: CryptoPort,
  key: string,
  text: string,
  expected: Partial<Receipt> & Pick<Receipt, 'package'>,
): Result<Receipt> {
  const [head = '', payload = '', signature = '', ...rest] = text.trim().split('.');
  const signed = f.signature.safeParse(signature).success && f.bytes.safeParse(payload).success;
  if (rest.length > 0 || !signed || !f.bytes.safeParse(head).success)
    return not('格式不符', 'it is not a compact JWS');
  const signer = jwsSigner('sealroom-receipt+jws', head);
  if (!signer.ok || signer.value !== key || !jwsVerify(crypto, key, payload, { protected: head, signature }))
    return not('不是交易中心的回执密钥所签', 'the centre’s receipt key did not sign it');
  const read = readPayload(payload, receiptPayload);
  if (!read.ok) return not('内容格式不符', 'its content is not of the known form');
  const names = Object.keys(expected) as (keyof Receipt)[];
  return names.every((name) => expected[name] === read.value[name])
    ? accept(read.value)
    : not('所指的不是这份结果', 'it is about another result');
}
