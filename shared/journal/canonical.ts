/** Canonical JSON (RFC 8785): one way to write a value, so that a hash or a signature over it means the value. */
import canonicalize from 'canonicalize';
import { accept, type Result, refusal, refuse } from '../refusal.ts';

/** @throws on what JSON has no form for (NaN, a lone surrogate): a programming error, since forms are checked before. */
export function canonicalJson(value: unknown): string {
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
    if (writtenInOrder(value, line) || canonicalJson(value) === line) return accept(value);
  } catch {
    // Falls through: a line that cannot be read is not canonical either.
  }
  return refuse(refusal('NOT_CANONICAL', '不是规范形式的 JSON', 'This is not JSON in its canonical form'));
}

/**
 * Whether a line is canonical, told without writing it again key by key (a journal's verification stands on it): the engine writes numbers
 * and strings as RFC 8785 does, so only the order of keys is left, and the lone surrogate, which the engine writes as an escape.
 * False means "not told": whole-number keys are kept in another order by the engine.
 */
const writtenInOrder = (value: unknown, line: string): boolean =>
  JSON.stringify(value) === line && !line.includes('\\ud') && inOrder(value);

function inOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(inOrder);
  let before: string | null = null;
  for (const [key, inner] of Object.entries(value)) {
    if ((before !== null && key <= before) || !inOrder(inner)) return false;
    before = key;
  }
  return true;
}
