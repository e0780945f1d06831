import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { type Content, chunksOf, measure } from './content.ts';
import { duplicateRefusals, pathRefusal } from './entryName.ts';
import { type ZipEntry, type ZipLayout, zipLayout } from './zipLayout.ts';

/** @throws on a name that a reader would refuse: names are checked, with a sentence for the person, before anything is packed. */
function layoutOf(entries: readonly ZipEntry[]): ZipLayout {
  const names = entries.map(({ name }) => name);
  const fault = names.map(pathRefusal).find((r) => r !== null) ?? duplicateRefusals(names)[0];
  if (fault !== undefined) throw new Error(fault.en);
  return zipLayout(entries);
}

/** The stored zip of these files, by name: the same files always give the same bytes. */
export function writeStoredZip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries = [...files].map(([name, bytes]) => ({ name, size: bytes.length, crc32: crc32(bytes) }));
  const { entries: placed, tail } = layoutOf(entries);
  return new Uint8Array(Buffer.concat([...placed.flatMap((e) => [e.header, files.get(e.name)!]), tail]));
}

/**
 * The same zip piece by piece, for what does not fit into memory. Every file is read twice, for its checksum and for its bytes.
 * @throws where a file has changed between the two
 */
export async function* storedZipChunks(files: ReadonlyMap<string, Content>): AsyncGenerator<Uint8Array> {
  const entries: ZipEntry[] = [];
  for (const [name, content] of files) entries.push({ name, ...(await measure(chunksOf(content))) });
  const { entries: placed, tail } = layoutOf(entries);
  for (const entry of placed) {
    yield entry.header;
    let checksum = 0;
    for await (const chunk of chunksOf(files.get(entry.name)!)) {
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
    if (checksum !== entry.crc32) throw new Error(`${entry.name} was changed while it was being packed`);
  }
  yield tail;
}

/** Writes chunks to a new file, on the disk when this returns; a file that is there already is an error. */
export async function writeChunks(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  await pipeline(chunks, createWriteStream(path, { flags: 'wx', flush: true }));
}
