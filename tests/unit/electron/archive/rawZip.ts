/** Zips that nobody honest writes: every field of every record can be given. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface RawEntry {
  readonly name: string | Uint8Array;
  readonly data?: string;
  /** The name in the local header, where it differs. */
  readonly localName?: string;
  readonly method?: number;
  readonly flags?: number;
  readonly attributes?: number;
  /** The size that the directory claims. */
  readonly claims?: number;
  /** Points at another entry's header. */
  readonly headerAt?: number;
  readonly date?: number;
  readonly extra?: Buffer;
}

interface Around {
  readonly before?: Buffer;
  readonly after?: Buffer;
  readonly comment?: string;
  readonly count?: number;
}

function header(entry: RawEntry, central: boolean, body: Buffer, plain: Buffer, headerAt: number): Buffer {
  const name = Buffer.from((central ? entry.name : (entry.localName ?? entry.name)) as string);
  const extra = entry.extra ?? Buffer.alloc(0);
  const fixed = Buffer.alloc(central ? 46 : 30);
  fixed.writeUInt32LE(central ? 0x02014b50 : 0x04034b50, 0);
  if (central) fixed.writeUInt16LE(0x0314, 4);
  const at = central ? 6 : 4;
  fixed.writeUInt16LE(20, at);
  fixed.writeUInt16LE(0x0800 | (entry.flags ?? 0), at + 2);
  fixed.writeUInt16LE(entry.method ?? 0, at + 4);
  fixed.writeUInt16LE(entry.date ?? 0x21, at + 8);
  fixed.writeUInt32LE(crc32(plain), at + 10);
  fixed.writeUInt32LE(
    entry.claims !== undefined && entry.method === undefined ? entry.claims : body.length,
    at + 14,
  );
  fixed.writeUInt32LE(entry.claims ?? plain.length, at + 18);
  fixed.writeUInt16LE(name.length, at + 22);
  fixed.writeUInt16LE(extra.length, at + 24);
  if (central) {
    fixed.writeUInt32LE(entry.attributes ?? (0o100644 << 16) >>> 0, 38);
    fixed.writeUInt32LE(entry.headerAt ?? headerAt, 42);
  }
  return Buffer.concat([fixed, name, extra]);
}

export function rawZip(entries: readonly RawEntry[], around: Around = {}): Uint8Array {
  const parts: Buffer[] = [around.before ?? Buffer.alloc(0)];
  const central: Buffer[] = [];
  let at = parts[0]!.length;
  for (const entry of entries) {
    const plain = Buffer.from(entry.data ?? 'x');
    const body = entry.method === 8 ? deflateRawSync(plain) : plain;
    central.push(header(entry, true, body, plain, at));
    if (entry.headerAt !== undefined) continue;
    const local = Buffer.concat([header(entry, false, body, plain, at), body]);
    parts.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(around.count ?? entries.length, 8);
  end.writeUInt16LE(around.count ?? entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  const comment = Buffer.from(around.comment ?? '');
  end.writeUInt16LE(comment.length, 20);
  return new Uint8Array(Buffer.concat([...parts, directory, end, comment, around.after ?? Buffer.alloc(0)]));
}
