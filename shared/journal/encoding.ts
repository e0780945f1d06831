/** How bytes are written in a journal: hashes as lower-case hex; keys, signatures and ciphertexts as base64url without padding (RFC 4648, 5). */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

export const hex = { encode: bytesToHex, decode: hexToBytes };

/** Characters that one call of `String.fromCharCode` takes without overflowing the stack. */
const SLICE = 0x2000;

/** The alphabet, no padding, and the last character's unused bits zero. */
const ONE_FORM = /^(?:[\w-]{4})*(?:[\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?$/;

export const base64url = {
  encode(data: Uint8Array): string {
    let binary = '';
    for (let at = 0; at < data.length; at += SLICE)
      binary += String.fromCharCode(...data.subarray(at, at + SLICE));
    return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  },

  /** @throws where the text is not base64url in its one form (alphabet, length, unused bits zero); forms are checked before. */
  decode(text: string): Uint8Array {
    if (!ONE_FORM.test(text)) throw new Error('not canonical base64url');
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const data = new Uint8Array(binary.length);
    for (let at = 0; at < data.length; at++) data[at] = binary.charCodeAt(at);
    return data;
  },

  /** Number of bytes that a text stands for. */
  length: (text: string): number => Math.floor((text.length * 3) / 4),
};
