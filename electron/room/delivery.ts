/** The sealed result's way to the centre: shut until the room is sealed; then by network, or on a carrier disk; open until the receipt is here. */
import { readFile } from 'node:fs/promises';
import type { RoomStatus } from '../../shared/bridge/room.ts';
import { hex } from '../../shared/journal/encoding.ts';
import type { RoomPackage } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { accept, type Refusal, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { readReceipt } from '../../shared/seal/receipt.ts';
import { digestOf } from '../archive/content.ts';
import { pinnedAgent } from '../link/pinned.ts';
import type { SealedFiles } from '../sealing/sealedFiles.ts';
import type { RoomFile } from '../station/stationFile.ts';
import { carryOut, receiptOn } from '../sync/carrier.ts';
import { deliver, type RecordingFile } from '../sync/outbox.ts';
import type { RoomFolder } from './roomFolder.ts';

export interface Delivery {
  /** The result is sealed: from here on it may leave. */
  open(files: SealedFiles, recordings: readonly RecordingFile[], room: string): void;
  receipt(): string | null;
  status(): RoomStatus['outbox'];
  /** Writes the sealed result into a folder of a carrier disk. Refuses `NOT_SEALED`, `CARRIER_FAULT`. */
  carry(folder: string): Promise<Result<{ files: string[] }>>;
  /** Takes the centre's receipt from a carrier disk. Refuses `NOT_SEALED`, `CARRIER_EMPTY`, `RECEIPT`. */
  takeReceipt(folder: string): Promise<Result<Record<string, never>>>;
  close(): Promise<void>;
}

/** @param options.received the centre's receipt is here, and kept */
export function delivery(options: {
  readonly crypto: CryptoPort;
  readonly pkg: RoomPackage;
  readonly file: RoomFile;
  readonly folder: RoomFolder;
  readonly changed: () => void;
  readonly received: (receipt: string) => void;
  readonly onFault: (error: unknown) => void;
}): Delivery {
  const { crypto, pkg, file, folder, changed } = options;
  const abort = new AbortController();
  let receipt = folder.receipt;
  let sealed: { files: SealedFiles; recordings: readonly RecordingFile[]; room: string } | null = null;
  let shown: RoomStatus['outbox'] = { state: 'shut', sent: 0, total: 0, problem: null };
  let sending = Promise.resolve();

  const show = (next: Partial<RoomStatus['outbox']>): void => {
    shown = { ...shown, ...next };
    changed();
  };

  async function expectedOf(files: SealedFiles, room: string) {
    const seal = hex.encode(crypto.sha256(await readFile(files.seal)));
    return { room, package: pkg.digest, ciphertext: await digestOf(files.ciphertext), seal };
  }

  async function keep(text: string): Promise<void> {
    await folder.keepReceipt(text);
    receipt = text;
    show({ state: 'receipt', problem: null });
    options.received(text);
  }

  async function send({ address, fingerprint }: NonNullable<RoomFile['deliver']>): Promise<void> {
    const { files, recordings, room } = sealed!;
    const expected = await expectedOf(files, room);
    const agent = pinnedAgent((key) => key === fingerprint);
    const text = await deliver({
      address,
      agent,
      files,
      recordings,
      signal: abort.signal,
      accepts: (one) => readReceipt(crypto, pkg.receiptKey, one, expected).ok,
      progress: (sent, total) => show({ state: sent < total ? 'sending' : 'waiting', sent, total }),
      problem: (problem: Refusal | null, refused) =>
        show({
          problem: problem as RoomStatus['outbox']['problem'],
          ...(refused ? { state: 'refused' } : {}),
        }),
    });
    agent.destroy();
    if (text !== null && receipt === null) await keep(text);
  }

  return {
    open(files, recordings, room) {
      if (sealed !== null) return;
      sealed = { files, recordings, room };
      if (receipt !== null) {
        show({ state: 'receipt' });
        options.received(receipt);
      } else if (file.deliver === undefined) show({ state: 'off' });
      else {
        show({ state: 'sending' });
        sending = send(file.deliver).catch(options.onFault);
      }
    },
    receipt: () => receipt,
    status: () => shown,
    carry: (to) =>
      sealed === null ? Promise.resolve(refuse(notSealed)) : carryOut(sealed.files, sealed.recordings, to),
    async takeReceipt(from) {
      if (sealed === null) return refuse(notSealed);
      const text = await receiptOn(from, sealed.files.name);
      if (!text.ok) return text;
      const read = readReceipt(
        crypto,
        pkg.receiptKey,
        text.value,
        await expectedOf(sealed.files, sealed.room),
      );
      if (!read.ok) return read;
      if (receipt === null) await keep(text.value);
      return accept({});
    },
    async close() {
      abort.abort();
      await sending;
    },
  };
}

const notSealed = refusal(
  'NOT_SEALED',
  '结果尚未封存，任何内容都不得离开评标室',
  'The result is not sealed yet, and nothing leaves the room before it is',
);

/** What is asked before the receipt is here has to wait for it. */
export const noReceipt = refusal(
  'NO_RECEIPT',
  '尚未收到交易中心的回执，不能删除本室数据',
  'The centre’s receipt is not here yet; the room keeps everything until it is',
);
