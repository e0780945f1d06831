/** The forms of a journal's fields: what a hash, a key, an identifier or a reason may look like. */
import { z } from 'zod';

/** SHA-256 as 64 lower-case hex digits. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** 32 bytes (Ed25519 public key, sheet key) in base64url without padding. */
export const key32 = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/);
/** An Ed25519 signature, 64 bytes in base64url without padding. */
export const signature = z.string().regex(/^[A-Za-z0-9_-]{85}[AQgw]$/);
/** Any bytes in base64url without padding, in its one form: what cannot be decoded must never become an entry, or no fold gets past it. */
export const bytes = z
  .string()
  .max(1_400_000)
  .regex(/^[A-Za-z0-9_-]*$/)
  .refine(endsWhole, 'not base64url in its one form');
/** An age X25519 recipient (`age1…`). */
export const ageRecipient = z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/);
/** An identifier from the package: member, supervisor, bid, item, check. No control characters. */
export const id = z
  .string()
  .max(64)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u);
/** Free text that a person wrote; may be empty. A lone surrogate has no canonical form. */
export const text = z
  .string()
  .max(20_000)
  .regex(/^\P{Cs}*$/u);
/** A reason: free text that may not be empty, because the record must say why. */
export const reason = text.regex(/\S/);
/** A short name of the software's own choosing: a seat, a document, a kind of alarm. */
export const label = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^\P{Cs}+$/u);
/** RFC 3339 with seconds and offset. */
export const instant = z
  .string()
  .regex(
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/,
  );
/** Milliseconds of a station's monotonic clock since it started, a decimal string. */
export const monotonic = z.string().regex(/^(0|[1-9]\d{0,15})(\.\d{1,6})?$/);
export const decimal = z
  .string()
  .max(64)
  .regex(/^-?\d+(\.\d+)?$/);
/** A whole number from 0 that JSON carries exactly. */
export const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
export const positive = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/** A place in a bid: document, page from 1, and a rectangle in thousandths of the page's width and height. */
export const place = z.strictObject({
  document: label(260),
  page: z.number().int().min(1).max(100_000),
  box: z.tuple([thousandth(), thousandth(), thousandth(), thousandth()]).optional(),
});

/** Whether the last group of digits leaves no bits over. */
function endsWhole(digits: string): boolean {
  const over = digits.length % 4;
  const last = digits.at(-1) ?? '';
  return (
    over === 0 || (over === 2 && 'AQgw'.includes(last)) || (over === 3 && 'AEIMQUYcgkosw048'.includes(last))
  );
}

function thousandth() {
  return z.number().int().min(0).max(1000);
}

export type Place = z.infer<typeof place>;
