/** The ways in which a secret could lie in a file or in a process's memory, and the search for them. */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

/** A byte sequence that must not be there, with what it is. */
export interface Needle {
  readonly what: string;
  readonly bytes: Buffer;
}

/** Base64 of some bytes wherever they stand in a longer text: the middle that does not depend on what is beside them. */
function base64Middles(bytes: Buffer, alphabet: 'base64' | 'base64url'): Buffer[] {
  return [0, 1, 2].map((shift) => {
    const padded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString(alphabet)
      .replace(/=+$/, '');
    const from = Math.ceil((shift * 8) / 6);
    const to = Math.floor(((shift + bytes.length) * 8) / 6);
    return Buffer.from(padded.slice(from, to));
  });
}

/** UTF-8, UTF-16, hex in both cases, base64 and base64url at each alignment. */
export function needles(what: string, secret: string | Uint8Array): Needle[] {
  const bytes = Buffer.from(secret as string);
  const hex = bytes.toString('hex');
  const forms: [string, Buffer][] = [
    ['as it is', bytes],
    ['hex', Buffer.from(hex)],
    ['HEX', Buffer.from(hex.toUpperCase())],
    ...base64Middles(bytes, 'base64').map((b): [string, Buffer] => ['base64', b]),
    ...base64Middles(bytes, 'base64url').map((b): [string, Buffer] => ['base64url', b]),
  ];
  if (typeof secret === 'string') forms.push(['UTF-16', Buffer.from(secret, 'utf16le')]);
  return forms.map(([form, form_bytes]) => ({ what: `${what}, ${form}`, bytes: form_bytes }));
}

/** What of the needles stands in some bytes. */
export const foundIn = (hay: Buffer, all: readonly Needle[]): string[] => [
  ...new Set(all.filter(({ bytes }) => hay.includes(bytes)).map(({ what }) => what)),
];

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
