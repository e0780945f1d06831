/** Whether a value is what JSON carries, and so is the same behind a MessagePort (structured clone) and behind a pipe (JSON text). */

/** Deeper than any form of a contract; a message nested without end must not end the station's stack. */
const DEEPEST = 100;

type Path = readonly string[];

/**
 * The path to the first part that is not plain JSON, or null where all is: null, booleans, finite numbers, strings, arrays without holes,
 * plain objects without `undefined`, symbols or circles.
 */
export function notPlainAt(value: unknown): Path | null {
  return search(value, [], new Set(), new Set());
}

/** `around`: the objects that this one stands in. `clean`: known to be plain; without it, shared parts would be searched exponentially often. */
function search(value: unknown, path: Path, around: Set<object>, clean: Set<object>): Path | null {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? null : path;
  if (typeof value !== 'object' || !isPlain(value)) return path;
  if (clean.has(value)) return null;
  if (around.has(value) || path.length >= DEEPEST) return path;
  around.add(value);
  for (const [key, part] of Object.entries(value)) {
    const wrong = search(part, [...path, key], around, clean);
    if (wrong !== null) return wrong;
  }
  around.delete(value);
  clean.add(value);
  return null;
}

function isPlain(value: object): boolean {
  if (Object.getOwnPropertySymbols(value).length > 0) return false;
  if (Array.isArray(value)) return Object.keys(value).length === value.length;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
