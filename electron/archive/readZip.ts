import { crc32 } from 'node:zlib';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { type ByteSource, bytesSource, CHUNK, measure } from './content.ts';
import type { FileSet } from './fileSet.ts';
import { damaged, readDirectory } from './zipDirectory.ts';
import { type PlacedEntry, zipLayout } from './zipLayout.ts';

const notCanonical = (where?: string) =>
  refusal(
    'ZIP_NOT_CANONICAL',
    '压缩包不是本软件写出的唯一形式（存放顺序、日期或头部不同）',
    'The archive does not have the one form in which this product writes it (order, dates or headers differ)',
    where,
  );

/** The files of a stored zip: they lie in it as they are, and so a part of one can be read by itself. */
export interface StoredFiles extends FileSet {
  /** Bytes of the file. */
  size(name: string): number;
  /** At most `length` bytes from `from` on; no checksum is compared, so it is for a file that has been measured before. */
  part(name: string, from: number, length: number): Promise<Uint8Array>;
}

async function* contentOf(source: ByteSource, { contentAt, size }: PlacedEntry): AsyncGenerator<Uint8Array> {
  for (let at = contentAt; at < contentAt + size; at += CHUNK)
    yield await source.read(at, Math.min(at + CHUNK, contentAt + size));
}

const altered = (name: string) =>
  refuse(damaged(`${name} 与其校验和不符`, `${name} does not fit its checksum`, name));

/**
 * Opens a zip that `writeStoredZip` or `storedZipChunks` wrote, and no other: every byte that is not content is rebuilt from names, sizes and
 * checksums and compared, and the checksums are compared when content is read. So one set of files has one archive, and whatever another
 * program might see in it, it sees the same.
 *
 * Refuses what `readDirectory` refuses, and `ZIP_NOT_CANONICAL`; `measure` and `bytes` refuse `ZIP_DAMAGED`.
 */
export async function openStoredZip(source: ByteSource): Promise<Result<StoredFiles>> {
  const found = await readDirectory(source);
  if (!found.ok) return found;
  const { entries, tail, tailAt, size } = zipLayout(found.value);
  for (const entry of entries) {
    const header = await source.read(entry.headerAt, entry.contentAt);
    if (Buffer.compare(header, entry.header) !== 0) return refuse(notCanonical(entry.name));
  }
  if (size !== source.size || Buffer.compare(await source.read(tailAt, size), tail) !== 0)
    return refuse(notCanonical());

  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const placed = (name: string): PlacedEntry => {
    const entry = byName.get(name);
    if (entry === undefined) throw new Error(`no file ${name} in the archive`);
    return entry;
  };
  return accept({
    names: entries.map(({ name }) => name),
    async measure(name) {
      const entry = placed(name);
      const measured = await measure(contentOf(source, entry));
      return measured.crc32 === entry.crc32 ? accept(measured) : altered(name);
    },
    async bytes(name) {
      const { contentAt, size: length, crc32: checksum } = placed(name);
      const bytes = await source.read(contentAt, contentAt + length);
      return crc32(bytes) === checksum ? accept(bytes) : altered(name);
    },
    size: (name) => placed(name).size,
    part(name, from, length) {
      const { contentAt, size: whole } = placed(name);
      const start = Math.min(from, whole);
      return source.read(contentAt + start, contentAt + Math.min(start + length, whole));
    },
  });
}

/** The files of a stored zip in memory; refuses as `openStoredZip` and where a checksum does not fit. */
export async function readStoredZip(bytes: Uint8Array): Promise<Result<ReadonlyMap<string, Uint8Array>>> {
  const zip = await openStoredZip(bytesSource(bytes));
  if (!zip.ok) return zip;
  const files = new Map<string, Uint8Array>();
  for (const name of zip.value.names) {
    const content = await zip.value.bytes(name);
    if (!content.ok) return content;
    files.set(name, content.value);
  }
  return accept(files);
}
