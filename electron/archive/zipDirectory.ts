/** What a zip says about itself: its end record and central directory, read without trusting either. */
import { accept, type Refusal, type Result, refusal, refuse } from '../../shared/refusal.ts';
import type { ByteSource } from './content.ts';
import { duplicateRefusals, pathRefusal } from './entryName.ts';
import * as z from './zipLayout.ts';

/** As many files as any room makes, recordings included; a directory that claims more is there to exhaust the reader. */
const MOST_ENTRIES = 500_000;
const LARGEST_DIRECTORY = 256 * 2 ** 20;

const ENCRYPTED = 0x0041;
const SYMLINK = 0xa000;
const FILE_TYPE = 0xf000;

export interface DirectoryEntry extends z.ZipEntry {
  readonly headerAt: number;
}

export const damaged = (zh: string, en: string, where?: string): Refusal =>
  refusal('ZIP_DAMAGED', `压缩包已损坏：${zh}`, `The archive is damaged: ${en}`, where);

const bomb = (zh: string, en: string, where?: string): Refusal =>
  refusal('ZIP_BOMB', `压缩包被拒绝：${zh}`, `The archive is refused: ${en}`, where);

interface DirectoryPlace {
  readonly count: number;
  readonly at: number;
  readonly size: number;
}

const view = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The end record is the last thing in the file: nothing may follow it, a comment neither. */
async function placeOf(source: ByteSource): Promise<Result<DirectoryPlace>> {
  const noEnd = damaged('结尾缺失或其后有多余内容', 'its end is missing, or something follows it');
  const endAt = source.size - z.END_SIZE;
  if (endAt < 0) return refuse(noEnd);
  const end = view(await source.read(endAt, source.size));
  if (end.length < z.END_SIZE || end.readUInt32LE(0) !== z.END_RECORD || end.readUInt16LE(20) !== 0)
    return refuse(noEnd);
  const place = { count: end.readUInt16LE(10), size: end.readUInt32LE(12), at: end.readUInt32LE(16) };
  if (place.count < z.SEE_64_COUNT && place.size < z.SEE_64 && place.at < z.SEE_64)
    return place.at + place.size === endAt ? accept(place) : refuse(noEnd);

  const bigAt = endAt - z.LOCATOR_SIZE - z.END_64_SIZE;
  if (bigAt < 0) return refuse(noEnd);
  const big = view(await source.read(bigAt, endAt));
  if (big.length < z.END_64_SIZE + z.LOCATOR_SIZE || big.readUInt32LE(0) !== z.END_RECORD_64)
    return refuse(noEnd);
  const [count, size, at] = [32, 40, 48].map((field) => Number(big.readBigUInt64LE(field)));
  return at! + size! === bigAt ? accept({ count: count!, size: size!, at: at! }) : refuse(noEnd);
}

/** Sizes and offset of a record, from its ZIP64 field where the 32-bit ones point there. */
function sizesOf(
  record: Buffer,
  extra: Buffer,
): { size: number; compressed: number; headerAt: number } | null {
  const short = {
    size: record.readUInt32LE(24),
    compressed: record.readUInt32LE(20),
    headerAt: record.readUInt32LE(42),
  };
  const missing = (['size', 'compressed', 'headerAt'] as const).filter((field) => short[field] === z.SEE_64);
  if (missing.length === 0) return short;
  if (extra.length < 4 + 8 * missing.length || extra.readUInt16LE(0) !== 1) return null;
  for (const [i, field] of missing.entries()) short[field] = Number(extra.readBigUInt64LE(4 + 8 * i));
  return short;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function nameOf(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

/** What makes an entry one that this product never writes and never unpacks. */
function entryRefusal(record: Buffer, name: string, size: number, compressed: number): Refusal | null {
  const isUnix = record.readUInt8(5) === 3;
  if (isUnix && ((record.readUInt32LE(38) >>> 16) & FILE_TYPE) === SYMLINK)
    return refusal('ZIP_SYMLINK', `${name} 是符号链接`, `${name} is a symbolic link`, name);
  const path = pathRefusal(name);
  if (path !== null) return path;
  if ((record.readUInt16LE(8) & ENCRYPTED) !== 0)
    return refusal(
      'ZIP_ENCRYPTED',
      `${name} 在压缩包内被加密`,
      `${name} is encrypted inside the archive`,
      name,
    );
  if (record.readUInt16LE(10) !== 0 || size !== compressed)
    return bomb(
      `${name} 是压缩存放的，本格式只存放原文`,
      `${name} is compressed; this format stores files as they are`,
      name,
    );
  return null;
}

function readRecords(directory: Buffer, count: number): Result<DirectoryEntry[]> {
  const short = damaged('目录不完整', 'its directory is cut short or does not add up');
  const entries: DirectoryEntry[] = [];
  const refusals: Refusal[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    const record = directory.subarray(at);
    if (record.length < z.DIRECTORY_HEADER_SIZE || record.readUInt32LE(0) !== z.DIRECTORY_HEADER)
      return refuse(short);
    const [nameSize, extraSize, commentSize] = [28, 30, 32].map((field) => record.readUInt16LE(field)) as [
      number,
      number,
      number,
    ];
    const nameEnd = z.DIRECTORY_HEADER_SIZE + nameSize;
    const end = nameEnd + extraSize + commentSize;
    if (record.length < end) return refuse(short);
    const name = nameOf(record.subarray(z.DIRECTORY_HEADER_SIZE, nameEnd));
    const sizes = sizesOf(record, record.subarray(nameEnd, nameEnd + extraSize));
    if (name === null || sizes === null) return refuse(short);
    const fault = entryRefusal(record, name, sizes.size, sizes.compressed);
    if (fault !== null) refusals.push(fault);
    entries.push({ name, size: sizes.size, crc32: record.readUInt32LE(16), headerAt: sizes.headerAt });
    at += end;
  }
  if (at !== directory.length) return refuse(short);
  return refusals.length > 0 ? refuse(...refusals) : accept(entries);
}

/** Entries that share bytes are how a small file unpacks to a huge one; entries beyond the file promise what is not there. */
function overlapRefusal(entries: readonly DirectoryEntry[], end: number): Refusal | null {
  let free = 0;
  for (const entry of [...entries].sort((a, b) => a.headerAt - b.headerAt)) {
    if (entry.headerAt < free)
      return bomb(
        `${entry.name} 与另一个文件共用数据`,
        `${entry.name} shares bytes with another file`,
        entry.name,
      );
    free = entry.headerAt + entry.size;
    if (free > end)
      return bomb(
        `${entry.name} 声明的大小超出压缩包`,
        `${entry.name} claims more bytes than the archive has`,
        entry.name,
      );
  }
  return null;
}

/**
 * The files that a zip declares, without their content.
 * Refuses `ZIP_DAMAGED`, `ZIP_BOMB`, `ZIP_PATH`, `ZIP_DUPLICATE`, `ZIP_SYMLINK`, `ZIP_ENCRYPTED`.
 */
export async function readDirectory(source: ByteSource): Promise<Result<readonly DirectoryEntry[]>> {
  const place = await placeOf(source);
  if (!place.ok) return place;
  const { at, size, count } = place.value;
  if (count > MOST_ENTRIES || size > LARGEST_DIRECTORY)
    return refuse(bomb(`文件过多（${count} 个）`, `it declares too many files (${count})`));
  const records = readRecords(view(await source.read(at, at + size)), count);
  if (!records.ok) return records;
  const duplicates = duplicateRefusals(records.value.map(({ name }) => name));
  if (duplicates.length > 0) return refuse(...duplicates);
  const overlap = overlapRefusal(records.value, at);
  return overlap === null ? records : refuse(overlap);
}
