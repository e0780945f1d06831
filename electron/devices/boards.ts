/**
 * Keeps the hall's boards at the room's newest state. What a board could not be told and is no longer true is never told; what it shows is sent again
 * every half minute, for a board that was switched off and on. Nobody waits for a board.
 */
import { request as httpRequest } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import {
  type BoardReceipt,
  boardReceipt,
  shows,
  signLines,
  type UnsignedLines,
} from '../../shared/devices/board.ts';
import type { KnownDevice } from '../../shared/devices/event.ts';
import { type HallLines, hallLines } from '../../shared/devices/hallLines.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { type Refusal, refusal } from '../../shared/refusal.ts';

export interface Board extends KnownDevice {
  /** `http://host:port`; lines are put to `/lines` there. */
  readonly address: string;
}

export interface Boards {
  /** The room may be another than it was. */
  moved(): void;
  problem(board: string): Refusal | null;
  close(): Promise<void>;
}

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
const AGAIN = 30_000;
const SILENCE = 5_000;
const ANSWER_LIMIT = 4096;

/**
 * @param options.host this machine's key; nothing is sent while another one is the room's
 * @param options.changed what is wrong with a board is another
 */
export function openBoards(options: {
  readonly crypto: CryptoPort;
  readonly boards: readonly Board[];
  readonly host: { readonly key: string; readonly secretKey: Uint8Array };
  readonly state: () => RoomState;
  readonly now: () => string;
  readonly changed: () => void;
}): Boards {
  const { crypto, host } = options;
  const abort = new AbortController();
  const problems = new Map<string, Refusal>();
  /** Null where this host has no room whose state could be shown. */
  let newest: HallLines | null = null;
  let turned = new AbortController();

  function note(board: string, problem: Refusal | null): void {
    if (abort.signal.aborted || problems.get(board)?.code === problem?.code) return;
    if (problem === null) problems.delete(board);
    else problems.set(board, problem);
    options.changed();
  }

  /** Resolves after a while, at once where the lines have changed or change, or when all ends. */
  function rest(milliseconds: number, told: HallLines | null): Promise<void> {
    if (newest !== told) return Promise.resolve();
    const signal = AbortSignal.any([abort.signal, turned.signal]);
    return wait(milliseconds, undefined, { signal }).catch(() => undefined);
  }

  async function keepUp(board: Board): Promise<void> {
    let pause = FIRST_PAUSE;
    while (!abort.signal.aborted) {
      const lines = newest;
      const problem = lines === null ? null : await tell(board, lines).catch(() => unreachable);
      note(board.id, problem);
      await rest(problem === null ? AGAIN : pause * (0.5 + Math.random() / 2), lines);
      pause = problem === null ? FIRST_PAUSE : Math.min(pause * 2, LONGEST_PAUSE);
    }
  }

  async function tell(board: Board, { zh, en }: HallLines): Promise<Refusal | null> {
    const { room, head } = options.state();
    const said: UnsignedLines = {
      board: board.id,
      room: room!,
      seq: head.seq,
      at: options.now(),
      zh: [...zh],
      en: [...en],
    };
    const body = JSON.stringify(signLines(crypto, host.secretKey, said));
    const { status, text } = await put(`${board.address}/lines`, body, abort.signal);
    if (status !== 200) return notTaken(status);
    const receipt = receiptIn(text);
    return receipt !== null && shows(crypto, board.key, said, receipt) ? null : stranger;
  }

  function moved(): void {
    const state = options.state();
    if (state.room === null || state.host?.key !== host.key) return;
    const lines = hallLines(state);
    if (JSON.stringify(newest) === JSON.stringify(lines)) return;
    newest = lines;
    turned.abort();
    turned = new AbortController();
  }

  moved();
  const keeping = options.boards.map(keepUp);
  return {
    moved,
    problem: (board) => problems.get(board) ?? null,
    async close() {
      abort.abort();
      await Promise.all(keeping);
    },
  };
}

function put(
  url: string,
  body: string,
  signal: AbortSignal,
): Promise<{ readonly status: number; readonly text: string }> {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method: 'PUT', agent: false, signal, headers });
    request.setTimeout(SILENCE, () => request.destroy(new Error('no answer')));
    request.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        if (text.length > ANSWER_LIMIT) response.destroy(new Error('too long an answer'));
      });
      response.once('error', reject);
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    request.on('error', reject).end(body);
  });
}

function receiptIn(text: string): BoardReceipt | null {
  try {
    return boardReceipt.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

const unreachable = refusal(
  'BOARD_UNREACHABLE',
  '显示屏没有应答，将自动重试；评标不受影响',
  'The board does not answer. It is tried again, and the evaluation goes on',
);
const notTaken = (status: number): Refusal =>
  refusal(
    'BOARD_REFUSED',
    `显示屏未接收（应答 ${status}），请核对显示屏中的主机密钥和编号`,
    `The board does not take the lines (it answers ${status}); compare the host’s key and the board’s name that it knows`,
  );
const stranger = refusal(
  'BOARD_RECEIPT',
  '该地址上的设备不是登记的显示屏：应答的签名不符',
  'What answers at this address is not the registered board: its answer is not signed by the board’s key',
);
