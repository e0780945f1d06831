/** Makes `shared/devices/vectors.json` from fixed keys: an event, lines, a receipt, each as its text with what was signed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { signLines, signReceipt } from '../../shared/devices/board.ts';
import { signEvent } from '../../shared/devices/event.ts';
import { base64url } from '../../shared/journal/encoding.ts';

const FILE = new URL('../../shared/devices/vectors.json', import.meta.url);

const seeds = { door: 1, board: 2, host: 3 };
const seedOf = (who: keyof typeof seeds): Uint8Array => new Uint8Array(32).fill(seeds[who]);
const keyOf = (who: keyof typeof seeds): string => base64url.encode(crypto.ed25519PublicKey(seedOf(who)));

export function deviceVectors(): string {
  const room = 'cd'.repeat(32);
  const event = signEvent(crypto, seedOf('door'), {
    device: '东门',
    kind: 'door',
    event: 'door-opened',
    at: '2026-05-18T09:30:00.250+08:00',
    counter: 7,
    nonce: 'AAECAwQFBgcICQoLDA0ODw',
    sent: '2026-05-18T09:30:01+08:00',
    room: 'ab'.repeat(32),
  });
  const lines = signLines(crypto, seedOf('host'), {
    board: 'hall',
    room,
    seq: 41,
    at: '2026-05-18T11:02:00+08:00',
    zh: ['详细评审（独立评分）', '等待 3 名专家提交'],
    en: ['scoring', 'Waiting for 3 to submit'],
  });
  const receipt = signReceipt(crypto, seedOf('board'), lines);
  const keys = { door: keyOf('door'), board: keyOf('board'), host: keyOf('host') };
  return `${JSON.stringify({ keys, event, lines, receipt }, null, 1)}\n`;
}

export const keptDeviceVectors = (): string => readFileSync(FILE, 'utf8');

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FILE, deviceVectors());
