/** The ways in which a secret could lie in a file or in a process's memory, and the search for them. */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** A byte sequence that must not be there, with what it is. */
export interface Needle {
  readonly what: string;
  readonly bytes: Buffer;
}

/** Base64 of some bytes wherever they stand in a longer text: the middle that does not depend on what is beside them. */
function base64Middles(bytes: Buffer, alphabet: 'base64' | 'base64url'): string[] {
  return [0, 1, 2].map((shift) => {
    const padded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString(alphabet)
      .replace(/=+$/, '');
    const from = Math.ceil((shift * 8) / 6);
    const to = Math.floor(((shift + bytes.length) * 8) / 6);
    return padded.slice(from, to);
  });
}

/** Both byte orders: as JavaScript keeps a text that has a Chinese character in it, and as files may have it. */
const utf16 = (text: string): Buffer[] => [
  Buffer.from(text, 'utf16le'),
  Buffer.from(text, 'utf16le').swap16(),
];

/** The bytes (of a text, its UTF-8), hex in both cases, base64 and base64url at each alignment; each text in UTF-16 as well. */
export function needles(what: string, secret: string | Uint8Array): Needle[] {
  const bytes = Buffer.from(secret as string);
  const hex = bytes.toString('hex');
  const written: [string, string][] = [
    ['hex', hex],
    ['HEX', hex.toUpperCase()],
    ...base64Middles(bytes, 'base64').map((text): [string, string] => ['base64', text]),
    ...base64Middles(bytes, 'base64url').map((text): [string, string] => ['base64url', text]),
  ];
  return [
    { what: `${what}, as it is`, bytes },
    ...(typeof secret === 'string' ? utf16(secret) : []).map((form) => ({
      what: `${what}, UTF-16`,
      bytes: form,
    })),
    ...written.flatMap(([form, text]) => [
      { what: `${what}, ${form}`, bytes: Buffer.from(text) },
      ...utf16(text).map((wide) => ({ what: `${what}, ${form} in UTF-16`, bytes: wide })),
    ]),
  ];
}

/** Needles by how they begin, so that hundreds of them cost one walk through the bytes. */
interface Index {
  /** One for each pair of bytes that a needle begins with. */
  readonly pairs: Uint8Array;
  readonly byPair: ReadonlyMap<number, readonly Needle[]>;
}

const indexes = new WeakMap<readonly Needle[], Index>();

function indexOf(all: readonly Needle[]): Index {
  const known = indexes.get(all);
  if (known !== undefined) return known;
  const pairs = new Uint8Array(1 << 16);
  const byPair = new Map<number, Needle[]>();
  for (const needle of all) {
    const pair = needle.bytes.readUInt16LE(0);
    pairs[pair] = 1;
    byPair.set(pair, [...(byPair.get(pair) ?? []), needle]);
  }
  const made = { pairs, byPair };
  indexes.set(all, made);
  return made;
}

/** What of the needles stands in some bytes. */
export function foundIn(hay: Buffer, all: readonly Needle[]): string[] {
  const { pairs, byPair } = indexOf(all);
  const found = new Set<string>();
  for (let at = 0, last = hay.length - 1; at < last; at++) {
    const pair = hay[at]! | (hay[at + 1]! << 8);
    if (pairs[pair] === 0) continue;
    for (const { what, bytes } of byPair.get(pair)!) {
      const end = at + bytes.length;
      if (hay[at + 2] !== bytes[2] || end > hay.length) continue;
      if (hay.compare(bytes, 0, bytes.length, at, end) === 0) found.add(what);
    }
  }
  return [...found];
}

export const filesBelow = (folder: string): { path: string; bytes: Buffer }[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, bytes: readFileSync(path) }));

/** What of the needles stands in the files of a folder, and in which. */
export const foundInFiles = (folder: string, all: readonly Needle[]): string[] =>
  filesBelow(folder).flatMap(({ path, bytes }) => foundIn(bytes, all).map((what) => `${what} in ${path}`));

const MOST = 256 * 1024 * 1024;

/** What of the needles stands in the readable memory of a process (Linux); null where the system does not let us look. */
export function foundInMemory(pid: number, all: readonly Needle[]): string[] | null {
  let memory: number;
  try {
    memory = openSync(`/proc/${pid}/mem`, 'r');
  } catch {
    return null;
  }
  const found = new Set<string>();
  for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
    const area = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line);
    if (area === null) continue;
    const [from, to] = [Number.parseInt(area[1]!, 16), Number.parseInt(area[2]!, 16)];
    if (to - from > MOST) continue;
    const bytes = Buffer.alloc(to - from);
    try {
      readSync(memory, bytes, 0, bytes.length, from);
    } catch {
      continue;
    }
    for (const what of foundIn(bytes, all)) found.add(what);
  }
  closeSync(memory);
  return [...found];
}
