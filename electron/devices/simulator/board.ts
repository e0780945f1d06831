/** The hall's LED board, as one is expected to behave: it shows only what its room's host has signed, and never something older than before. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BoardLines, boardLines, linesRefusal, signReceipt } from '../../../shared/devices/board.ts';
import type { CryptoPort } from '../../../shared/ports/crypto.ts';
import { writeDurably } from '../../store/durableFile.ts';

export interface LedBoard {
  readonly port: number;
  /** What stands on it; null before anything was shown. */
  shown(): BoardLines | null;
  close(): Promise<void>;
}

/** Bytes of a request's body; lines have less than a thousand. */
const LIMIT = 4096;

/**
 * @param options.host the room host's Ed25519 public key, base64url
 * @param options.memory where it keeps what it shows, so that nothing older is shown after it was switched off
 * @param options.onShown it shows something else
 */
export async function openLedBoard(options: {
  readonly crypto: CryptoPort;
  readonly id: string;
  readonly secretKey: Uint8Array;
  readonly host: string;
  readonly listen: { readonly host: string; readonly port: number };
  readonly memory: string;
  readonly onShown: (lines: BoardLines) => void;
}): Promise<LedBoard> {
  const { crypto, id, host, listen, memory } = options;
  let shown = await linesIn(memory);
  let last: Promise<void> = Promise.resolve();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'PUT' || request.url !== '/lines') return say(response, 404, {});
    const lines = linesOf(await textOf(request));
    if (lines === null) return say(response, 400, { code: 'BOARD_FORM' });
    const refused = linesRefusal(crypto, { board: id, host }, shown, lines);
    if (refused !== null) return say(response, refused.code === 'BOARD_OLD' ? 409 : 403, refused);
    const other = JSON.stringify([shown?.zh, shown?.en]) !== JSON.stringify([lines.zh, lines.en]);
    await writeDurably(memory, JSON.stringify(lines), 0o600);
    shown = lines;
    if (other) options.onShown(lines);
    say(response, 200, signReceipt(crypto, options.secretKey, lines));
  }

  const server = createServer((request, response) => {
    last = last.then(() => answer(request, response)).catch(() => void response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(listen.port, listen.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    shown: () => shown,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await last;
    },
  };
}

function say(response: ServerResponse, status: number, value: object): void {
  const text = Buffer.from(JSON.stringify(value));
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': text.length })
    .end(text);
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) {
    text += part;
    if (text.length > LIMIT) return '';
  }
  return text;
}

function linesOf(text: string): BoardLines | null {
  try {
    return boardLines.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function linesIn(path: string): Promise<BoardLines | null> {
  return linesOf(await readFile(path, 'utf8').catch(() => ''));
}
