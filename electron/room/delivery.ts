/** The sealed result's way to the centre: shut until the room is sealed; then by network, or on a carrier disk; open until the receipt is here. */
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { RoomStatus } from '../../shared/bridge/room.ts';
import { hex } from '../../shared/journal/encoding.ts';
import type { RoomPackage } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { accept, type Refusal, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { type Receipt, readReceipt } from '../../shared/seal/receipt.ts';
import type { Delivered } from '../../shared/verdict/mayForget.ts';
import { digestOf } from '../archive/content.ts';
import { pinnedAgent } from '../link/pinned.ts';
import type { SealedFiles } from '../sealing/sealedFiles.ts';
import { withOffset } from '../station/clock.ts';
import type { RoomFile } from '../station/stationFile.ts';
import { carryOut, receiptOn } from '../sync/carrier.ts';
import { deliver, type RecordingFile } from '../sync/outbox.ts';
import { roomDisk } from './roomDisk.ts';
import type { RoomFolder } from './roomFolder.ts';

export interface Delivery {
  /** The result is sealed: from here on it may leave. Rejects with the disk's error; it may be asked for again then. */
  open(files: SealedFiles, recordings: readonly RecordingFile[], room: string): Promise<void>;
  /** The centre's receipt of this very result; null while it is not here. */
  receipt(): string | null;
  status(): RoomStatus['outbox'];
  /** Writes the sealed result into a folder of a carrier disk. Refuses `NOT_SEALED`, `CARRIER_FAULT`. */
  carry(folder: string): Promise<Result<{ files: string[] }>>;
  /** Takes the centre's receipt from a carrier disk. Refuses `NOT_SEALED`, `CARRIER_EMPTY`, `RECEIPT`, `DISK_FULL`, `DISK_ERROR`. */
  takeReceipt(folder: string): Promise<Result<Record<string, never>>>;
  close(): Promise<void>;
}

/** Milliseconds after which what the disk did not take is tried again. */
const RETRY = 5_000;

interface Sealed {
  readonly files: SealedFiles;
  readonly recordings: readonly RecordingFile[];
  readonly room: string;
}

/**
 * @param options.received the centre's receipt is here, and kept
 * @param options.retry milliseconds; `RETRY` unless given
 */
export function delivery(options: {
  readonly crypto: CryptoPort;
  readonly pkg: RoomPackage;
  readonly file: RoomFile;
  readonly folder: Pick<RoomFolder, 'receipt' | 'keepReceipt' | 'received'>;
  readonly changed: () => void;
  readonly received: (delivered: Delivered) => void;
  readonly onFault: (error: unknown) => void;
  readonly retry?: number;
}): Delivery {
  const { crypto, pkg, file, folder, changed, retry = RETRY } = options;
  const abort = new AbortController();
  let receipt: string | null = null;
  let sealed: Sealed | null = null;
  let shown: RoomStatus['outbox'] = { state: 'shut', sent: 0, total: 0, problem: null, receipt: null };
  let sending = Promise.resolve();

  const show = (next: Partial<RoomStatus['outbox']>): void => {
    shown = { ...shown, ...next };
    changed();
  };

  /** What the receipt has to name: the files as they lie here, not as they were meant to be. */
  async function expectedOf({ files, room }: Sealed) {
    const seal = hex.encode(crypto.sha256(await readFile(files.seal)));
    return { room, package: pkg.digest, ciphertext: await digestOf(files.ciphertext), seal };
  }

  async function keep(text: string): Promise<void> {
    const seal = await sealText(sealed!);
    await folder.keepReceipt(text);
    receipt = text;
    await tell(text, seal, sealed!.room);
  }

  /** The room has its receipt, from now or from before. */
  async function tell(text: string, seal: string, room: string): Promise<void> {
    const read = readReceipt(crypto, pkg.receiptKey, text, { room, package: pkg.digest });
    const received = await folder.received();
    show({
      state: 'receipt',
      problem: null,
      receipt:
        read.ok && received !== null ? { ...saidIn(read.value), received: withOffset(received) } : null,
    });
    options.received({ receipt: text, seal });
  }

  /** The receipt from the centre, or null where the room is shut before it comes. */
  async function fetched(to: NonNullable<RoomFile['deliver']>, of: Sealed): Promise<string | null> {
    const expected = await expectedOf(of);
    const agent = pinnedAgent((key) => key === to.fingerprint);
    try {
      return await deliver({
        address: to.address,
        agent,
        files: of.files,
        recordings: of.recordings,
        signal: abort.signal,
        accepts: (one) => readReceipt(crypto, pkg.receiptKey, one, expected).ok,
        progress: (sent, total) => show({ state: sent < total ? 'sending' : 'waiting', sent, total }),
        problem: (problem: Refusal | null, refused) =>
          show({
            problem: problem as RoomStatus['outbox']['problem'],
            ...(refused ? { state: 'refused' } : {}),
          }),
      });
    } finally {
      agent.destroy();
    }
  }

  /** Goes on until the receipt is kept: a disk that does not take it now may take it later. */
  async function send(to: NonNullable<RoomFile['deliver']>, of: Sealed): Promise<void> {
    let text: string | null = null;
    while (receipt === null && !abort.signal.aborted) {
      try {
        text ??= await fetched(to, of);
        if (text !== null && receipt === null) await keep(text);
      } catch (error) {
        const problem = roomDisk(error);
        if (problem === null) throw error;
        show({ problem: problem as RoomStatus['outbox']['problem'] });
        await wait(retry, undefined, { signal: abort.signal }).catch(() => undefined);
      }
    }
  }

  return {
    async open(files, recordings, room) {
      if (sealed !== null) return;
      const of = { files, recordings, room };
      // The folder may have been another room's before, or be an older copy of itself: what lies there is no receipt of this result for that.
      const kept = folder.receipt;
      if (kept !== null && readReceipt(crypto, pkg.receiptKey, kept, await expectedOf(of)).ok) receipt = kept;
      const seal = await sealText(of);
      sealed = of;
      if (receipt !== null) await tell(receipt, seal, room);
      else if (file.deliver === undefined) show({ state: 'off' });
      else {
        show({ state: 'sending' });
        sending = send(file.deliver, of).catch(options.onFault);
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
      try {
        const expected = await expectedOf(sealed);
        const read = readReceipt(crypto, pkg.receiptKey, text.value, expected);
        if (!read.ok) return read;
        if (receipt === null) await keep(text.value);
        return accept({});
      } catch (error) {
        const failed = roomDisk(error);
        if (failed === null) throw error;
        return refuse(failed);
      }
    },
    async close() {
      abort.abort();
      await sending;
    },
  };
}

const sealText = ({ files }: Sealed): Promise<string> => readFile(files.seal, 'utf8');

const saidIn = ({ at, package: digest, ciphertext, seal }: Receipt) => ({
  ...{ at, package: digest, ciphertext, seal },
});

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
