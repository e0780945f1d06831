/**
 * The one way in which this product writes a zip (APPNOTE 6.3): entries stored as they are, in the order of their names' UTF-8 bytes, dated
 * 1980-01-01, UTF-8 flag set, no data descriptors, no comments; ZIP64 fields exactly where a value does not fit. So names, sizes and
 * checksums alone say every byte that is not content, and a reader compares what it finds with what it would have written.
 */

/** What the layout needs to know of a file. */
export interface ZipEntry {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly crc32: number;
}

/** A file's place in the zip; the header stands directly before the content. */
export interface PlacedEntry extends ZipEntry {
  readonly header: Buffer;
  readonly headerAt: number;
  readonly contentAt: number;
}

export interface ZipLayout {
  readonly entries: readonly PlacedEntry[];
  /** Central directory and end records: everything after the last content. */
  readonly tail: Buffer;
  readonly tailAt: number;
  readonly size: number;
}

const LOCAL_HEADER = 0x04034b50;
export const DIRECTORY_HEADER = 0x02014b50;
export const END_RECORD = 0x06054b50;
export const END_RECORD_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
export const END_SIZE = 22;
export const END_64_SIZE = 56;
export const LOCATOR_SIZE = 20;
export const DIRECTORY_HEADER_SIZE = 46;

/** What stands in a 32-bit (16-bit) field whose value is in the ZIP64 field. */
export const SEE_64 = 0xffffffff;
export const SEE_64_COUNT = 0xffff;

const UTF8_NAME = 0x0800;
const STORED = 0;
const VERSION = 20;
const VERSION_64 = 45;
const UNIX = 3 << 8;
/** A regular file that everybody reads and its owner writes. */
const REGULAR_FILE = (0o100644 << 16) >>> 0;
const MIDNIGHT = 0;
const FIRST_DAY = 0x21;

const byName = (a: { utf8: Buffer }, b: { utf8: Buffer }): number => Buffer.compare(a.utf8, b.utf8);

/** A ZIP64 extra field (0x0001) of 64-bit values; nothing where there are none. */
function extra64(values: readonly number[]): Buffer {
  if (values.length === 0) return Buffer.alloc(0);
  const field = Buffer.alloc(4 + 8 * values.length);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(8 * values.length, 2);
  for (const [i, value] of values.entries()) field.writeBigUInt64LE(BigInt(value), 4 + 8 * i);
  return field;
}

/** The fields that local and directory headers share, from the needed version to the extra field's length: 26 bytes. */
function sharedFields(entry: ZipEntry, nameLength: number, extraLength: number, needs64: boolean): Buffer {
  const fields = Buffer.alloc(26);
  const size = Math.min(entry.size, SEE_64);
  fields.writeUInt16LE(needs64 ? VERSION_64 : VERSION, 0);
  fields.writeUInt16LE(UTF8_NAME, 2);
  fields.writeUInt16LE(STORED, 4);
  fields.writeUInt16LE(MIDNIGHT, 6);
  fields.writeUInt16LE(FIRST_DAY, 8);
  fields.writeUInt32LE(entry.crc32, 10);
  fields.writeUInt32LE(size, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(nameLength, 22);
  fields.writeUInt16LE(extraLength, 24);
  return fields;
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function localHeader(entry: ZipEntry, utf8: Buffer): Buffer {
  const big = entry.size >= SEE_64;
  const extra = extra64(big ? [entry.size, entry.size] : []);
  return Buffer.concat([
    signature(LOCAL_HEADER),
    sharedFields(entry, utf8.length, extra.length, big),
    utf8,
    extra,
  ]);
}

function directoryHeader(entry: ZipEntry, utf8: Buffer, headerAt: number): Buffer {
  const extra = extra64([
    ...(entry.size >= SEE_64 ? [entry.size, entry.size] : []),
    ...(headerAt >= SEE_64 ? [headerAt] : []),
  ]);
  const needs64 = extra.length > 0;
  const madeBy = Buffer.alloc(2);
  madeBy.writeUInt16LE(UNIX | (needs64 ? VERSION_64 : VERSION));
  // Comment length, disk and internal attributes stay zero.
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(REGULAR_FILE, 6);
  rest.writeUInt32LE(Math.min(headerAt, SEE_64), 10);
  const fields = sharedFields(entry, utf8.length, extra.length, needs64);
  return Buffer.concat([signature(DIRECTORY_HEADER), madeBy, fields, rest, utf8, extra]);
}

function endRecords(count: number, size: number, at: number): Buffer {
  const end = Buffer.alloc(END_SIZE);
  end.writeUInt32LE(END_RECORD, 0);
  end.writeUInt16LE(Math.min(count, SEE_64_COUNT), 8);
  end.writeUInt16LE(Math.min(count, SEE_64_COUNT), 10);
  end.writeUInt32LE(Math.min(size, SEE_64), 12);
  end.writeUInt32LE(Math.min(at, SEE_64), 16);
  if (count < SEE_64_COUNT && size < SEE_64 && at < SEE_64) return end;
  const big = Buffer.alloc(END_64_SIZE);
  big.writeUInt32LE(END_RECORD_64, 0);
  big.writeBigUInt64LE(BigInt(END_64_SIZE - 12), 4);
  big.writeUInt16LE(UNIX | VERSION_64, 12);
  big.writeUInt16LE(VERSION_64, 14);
  big.writeBigUInt64LE(BigInt(count), 24);
  big.writeBigUInt64LE(BigInt(count), 32);
  big.writeBigUInt64LE(BigInt(size), 40);
  big.writeBigUInt64LE(BigInt(at), 48);
  const locator = Buffer.alloc(LOCATOR_SIZE);
  locator.writeUInt32LE(LOCATOR_64, 0);
  locator.writeBigUInt64LE(BigInt(at + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([big, locator, end]);
}

/** Where everything stands, and every byte that is not content. The entries may come in any order. */
export function zipLayout(entries: readonly ZipEntry[]): ZipLayout {
  const sorted = entries.map((entry) => ({ entry, utf8: Buffer.from(entry.name) })).sort(byName);
  let at = 0;
  const placed: PlacedEntry[] = [];
  const directory: Buffer[] = [];
  for (const { entry, utf8 } of sorted) {
    const header = localHeader(entry, utf8);
    placed.push({ ...entry, header, headerAt: at, contentAt: at + header.length });
    directory.push(directoryHeader(entry, utf8, at));
    at += header.length + entry.size;
  }
  const records = Buffer.concat(directory);
  const tail = Buffer.concat([records, endRecords(placed.length, records.length, at)]);
  return { entries: placed, tail, tailAt: at, size: at + tail.length };
}
