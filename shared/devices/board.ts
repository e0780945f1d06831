/** What the room sends to the hall's board, signed by the host, and the board's signed answer. FORMAT.md says the bytes. */
import { z } from 'zod';
import { signedBytes, type Use } from '../journal/domain.ts';
import { base64url } from '../journal/encoding.ts';
import * as f from '../journal/fields.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { deviceId } from './event.ts';
import { areHallLines } from './hallLines.ts';

const pair = z.tuple([z.string(), z.string()]);

const said = {
  board: deviceId,
  /** The room id. */
  room: f.hash,
  /** Entry number that the lines tell of: within a room never lower than before. */
  seq: f.positive,
  at: f.instant,
  zh: pair,
  en: pair,
};
const unsignedLines = z.strictObject(said);

/** No other line can be sent, or shown: the set is closed on both sides. */
export const boardLines = z
  .strictObject({ format: z.literal('sealroom-board/1'), ...said, sig: f.signature })
  .refine(areHallLines, 'not lines of the hall');
export type UnsignedLines = z.infer<typeof unsignedLines>;
export type BoardLines = z.infer<typeof boardLines>;

/** The board's word that it shows them. */
export const boardReceipt = z.strictObject({
  format: z.literal('sealroom-board-receipt/1'),
  board: deviceId,
  room: f.hash,
  seq: f.positive,
  sig: f.signature,
});
export type BoardReceipt = z.infer<typeof boardReceipt>;

const sign = (crypto: CryptoPort, secretKey: Uint8Array, use: Use, value: object): string =>
  base64url.encode(crypto.ed25519Sign(secretKey, signedBytes(use, value)));

const signed = (crypto: CryptoPort, key: string, use: Use, value: object, sig: string): boolean =>
  crypto.ed25519Verify(base64url.decode(key), signedBytes(use, value), base64url.decode(sig));

/** @throws where the lines are not the hall's: they are never made otherwise */
export const signLines = (crypto: CryptoPort, secretKey: Uint8Array, lines: UnsignedLines): BoardLines =>
  boardLines.parse({
    format: 'sealroom-board/1',
    ...lines,
    sig: sign(crypto, secretKey, 'board-lines', lines),
  });

/**
 * What a board finds wrong with lines; null where it shows them. Refuses `BOARD_OTHER`, `BOARD_SIGNATURE`, `BOARD_OLD`.
 * @param host the room host's key, base64url
 * @param shown what it shows; null after it has been switched on for the first time
 */
export function linesRefusal(
  crypto: CryptoPort,
  { board, host }: { readonly board: string; readonly host: string },
  shown: BoardLines | null,
  lines: BoardLines,
): Refusal | null {
  if (lines.board !== board)
    return refusal('BOARD_OTHER', '该内容是发给另一块显示屏的', 'The lines are for another board');
  const { format: _, sig, ...said } = lines;
  if (!signed(crypto, host, 'board-lines', said, sig))
    return refusal('BOARD_SIGNATURE', '不是本评标室主机签发的内容', 'Not signed by this room’s host');
  const older =
    shown !== null &&
    (lines.room === shown.room ? lines.seq < shown.seq : Date.parse(lines.at) <= Date.parse(shown.at));
  return older
    ? refusal('BOARD_OLD', '该内容比正在显示的旧', 'The lines are older than what is shown')
    : null;
}

export function signReceipt(
  crypto: CryptoPort,
  secretKey: Uint8Array,
  { board, room, seq }: Pick<BoardLines, 'board' | 'room' | 'seq'>,
): BoardReceipt {
  const receipt = { board, room, seq };
  return {
    format: 'sealroom-board-receipt/1',
    ...receipt,
    sig: sign(crypto, secretKey, 'board-receipt', receipt),
  };
}

/** Whether the board with this key shows these lines. */
export const shows = (
  crypto: CryptoPort,
  key: string,
  { board, room, seq }: UnsignedLines,
  receipt: BoardReceipt,
): boolean =>
  receipt.board === board &&
  receipt.room === room &&
  receipt.seq === seq &&
  signed(crypto, key, 'board-receipt', { board, room, seq }, receipt.sig);
