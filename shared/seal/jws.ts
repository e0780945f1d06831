/**
 * JSON Web Signatures (RFC 7515) in the one narrow form that a seal uses: a protected header of exactly {alg, kid, typ}, "EdDSA" over Ed25519
 * (RFC 8037), no unprotected header. The verifier goes through every signature by itself: a library's `verify` may stop at the first good
 * one, and a header may not choose its own key or algorithm.
 */
import { z } from 'zod';
import { canonicalJson, parseCanonical } from '../journal/canonical.ts';
import { base64url } from '../journal/encoding.ts';
import * as f from '../journal/fields.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import { accept, type Result, refusal, refuse } from '../refusal.ts';

export type SealType = 'sealroom-seal+jws' | 'sealroom-carriage+jws' | 'sealroom-receipt+jws';

const signatureShape = z.strictObject({ protected: f.bytes.min(1), signature: f.signature });

/** JWS General JSON Serialization: one payload, many signatures. */
export const generalJws = z.strictObject({
  payload: f.bytes.min(1),
  signatures: z.array(signatureShape).min(1).max(1000),
});
export type GeneralJws = z.infer<typeof generalJws>;

/** JWS Flattened JSON Serialization: one payload, one signature. */
export const flattenedJws = z.strictObject({ payload: f.bytes.min(1), ...signatureShape.shape });

const header = (typ: SealType) =>
  z.strictObject({ alg: z.literal('EdDSA'), kid: f.key32, typ: z.literal(typ) });

const utf8 = new TextEncoder();

/** The payload part: canonical JSON in base64url. */
export const jwsPayload = (value: unknown): string => base64url.encode(utf8.encode(canonicalJson(value)));

/** One signature over a payload part. `kid` is the signer's public key itself. */
export function jwsSign(
  crypto: CryptoPort,
  typ: SealType,
  payload: string,
  kid: string,
  secretKey: Uint8Array,
): { protected: string; signature: string } {
  const head = jwsPayload({ alg: 'EdDSA', kid, typ });
  const signature = base64url.encode(crypto.ed25519Sign(secretKey, utf8.encode(`${head}.${payload}`)));
  return { protected: head, signature };
}

/** Reads a canonical JSON part of a JWS. */
export function jwsPart(part: string): Result<unknown> {
  try {
    return parseCanonical(new TextDecoder('utf-8', { fatal: true }).decode(base64url.decode(part)));
  } catch {
    return refuse(
      refusal('JWS_FORM', '签名文件的编码不符', 'A part of the signature is not base64url of canonical JSON'),
    );
  }
}

/** The signer's key, where the header is exactly of the one form; refuses `JWS_HEADER` (jwk, jku, x5c, crit, b64, another alg or typ). */
export function jwsSigner(typ: SealType, protectedPart: string): Result<string> {
  const parsed = jwsPart(protectedPart);
  if (!parsed.ok) return parsed;
  const head = header(typ).safeParse(parsed.value);
  return head.success
    ? accept(head.data.kid)
    : refuse(
        refusal(
          'JWS_HEADER',
          '签名头部不是唯一允许的形式',
          'The signature’s header is not the one form that is allowed',
        ),
      );
}

/** Whether `kid` made this signature over this payload part. */
export const jwsVerify = (
  crypto: CryptoPort,
  kid: string,
  payload: string,
  one: { protected: string; signature: string },
): boolean =>
  crypto.ed25519Verify(
    base64url.decode(kid),
    utf8.encode(`${one.protected}.${payload}`),
    base64url.decode(one.signature),
  );
