/** Makes `shared/sheets/vectors.json` from a fixed key: a scored cell and an emptied one, each as its text, its padded length and its ciphertext. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { cellBinding } from '../../shared/evaluation/sheets.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { type CellContent, padCell, sealCell } from '../../shared/sheets/cell.ts';

const FILE = new URL('../../shared/sheets/vectors.json', import.meta.url);

const KEY = new Uint8Array(32).fill(7);

function sealed(seq: number, content: CellContent) {
  const nonce = new Uint8Array(24).fill(seq);
  const act = {
    room: 'ab'.repeat(32),
    session: base64url.encode(crypto.ed25519PublicKey(new Uint8Array(32).fill(1))),
    seq,
    prev: 'cd'.repeat(32),
    seen: { seq: 40, hash: 'ef'.repeat(32) },
    at: '2026-05-18T10:30:00+08:00',
    mono: '3600000',
    type: 'score' as const,
    body: { round: 1, bid: 'B1', item: 'T1', nonce: base64url.encode(nonce), cipher: '' },
  };
  const cipher = base64url.encode(sealCell(crypto, KEY, nonce, content, cellBinding(act)));
  return {
    text: canonicalJson(content),
    padded: padCell(content).length,
    act: { ...act, body: { ...act.body, cipher } },
  };
}

export function cellVectors(): string {
  const place = { document: '技术标.pdf', page: 12 };
  const cells = {
    scored: sealed(8, { score: '21.5', remark: '施工组织较好', place }),
    emptied: sealed(9, { score: null, remark: '施工组织较好', place }),
  };
  return `${JSON.stringify({ key: base64url.encode(KEY), cells }, null, 1)}\n`;
}

export const keptCellVectors = (): string => readFileSync(FILE, 'utf8');

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FILE, cellVectors());
