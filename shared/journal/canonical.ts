/** Canonical JSON (RFC 8785): one way to write a value, so that a hash or a signature over it means the value. */
import canonicalize from 'canonicalize';
import { accept, type Result, refusal, refuse } from '../refusal.ts';

/** @throws on what JSON has no form for (NaN, a lone surrogate): a programming error, since forms are checked before. */
export function canonicalJson(value: unknown): string {
  const quick = inOrder(value) ? JSON.stringify(value) : undefined;
  // The engine writes numbers and strings as RFC 8785 does, but for a lone surrogate: that it writes as an escape.
  if (quick !== undefined && !quick.includes('\\ud')) return quick;
  const text = canonicalize(value);
  if (text === undefined) throw new Error('no canonical form');
  return text;
}

/**
 * Reads a line that must equal the canonical form of itself. A key given twice, white space, another order or another way to write a number
 * or a string is refused: `NOT_CANONICAL`.
 */
export function parseCanonical(line: string): Result<unknown> {
  try {
    const value: unknown = JSON.parse(line);
    if (canonicalJson(value) === line) return accept(value);
  } catch {
    // Falls through: a line that cannot be read is not canonical either.
  }
  return refuse(refusal('NOT_CANONICAL', '不是规范形式的 JSON', 'This is not JSON in its canonical form'));
}

/**
 * Whether a value is plain data whose keys are in canonical order already, as in everything read from a canonical text: the engine then writes it
 * several times faster than key by key, and on that the appending and the verification of journals stand.
 */
function inOrder(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' || typeof value === 'boolean' || value === null;
  if (Array.isArray(value)) return value.every(inOrder);
  let before: string | null = null;
  for (const key in value) {
    if ((before !== null && key <= before) || !inOrder((value as Record<string, unknown>)[key])) return false;
    before = key;
  }
  return true;
}
