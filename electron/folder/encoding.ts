import iconv from 'iconv-lite';

/**
 * The text of a file: UTF-8 with or without a byte order mark if it decodes as such, else GB18030 (what Excel saves on a Chinese
 * desktop); undefined where it is neither.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 'gb18030');
    // The decoder replaces what it does not know; a table with a replaced character in a name is not what the clerk wrote.
    return text.includes('\uFFFD') ? undefined : text.replace(/^\uFEFF/, '');
  }
}
