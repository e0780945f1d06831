/** JSON documents that people or other programs may have laid out freely, but in which a key given twice would let two readers disagree. */
import { accept, type Result, refusal, refuse } from '../refusal.ts';

const STRING = /"(?:[^"\\]|\\.)*"/y;
const COLON = /\s*:/y;

/**
 * Parses JSON and refuses `JSON_FORM` (not JSON) and `JSON_KEY_TWICE` (an object that names a key twice, however it is escaped).
 */
export function parseJsonStrict(text: string): Result<unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse(refusal('JSON_FORM', '不是有效的 JSON', 'This is not JSON'));
  }
  const twice = keyGivenTwice(text);
  return twice === null
    ? accept(value)
    : refuse(refusal('JSON_KEY_TWICE', `JSON 的键重复：${twice}`, `A JSON key is given twice: ${twice}`));
}

/** Walks text that is known to be JSON; a set of keys for each open object, null for an array. */
function keyGivenTwice(text: string): string | null {
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length; at++) {
    const c = text[at];
    if (c === '{') open.push(new Set());
    else if (c === '[') open.push(null);
    else if (c === '}' || c === ']') open.pop();
    else if (c === '"') {
      STRING.lastIndex = at;
      const raw = STRING.exec(text)![0];
      at += raw.length - 1;
      const keys = open.at(-1);
      COLON.lastIndex = at + 1;
      if (keys === null || keys === undefined || !COLON.test(text)) continue;
      const key: string = JSON.parse(raw);
      if (keys.has(key)) return key;
      keys.add(key);
    }
  }
  return null;
}
