/** The end of a room: once it is closed, gathers the signatures and recordings that are out, seals when nothing is, and hands the result to its delivery. */
import { readFile } from 'node:fs/promises';
import type { Entry } from '../../shared/journal/entry.ts';
import type { RoomPackage, RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { type SealedFiles, sealedIn, sealToFolder } from '../sealing/sealedFiles.ts';
import { ownSignature, type SealSignatures, sealSignatures } from '../sealing/sealSignatures.ts';
import type { Desk } from '../session/desk.ts';
import type { Delivery } from './delivery.ts';
import { recordingFiles, recordingUploads } from './recordingFiles.ts';
import type { RoomCopies } from './roomCopies.ts';
import { roomDisk } from './roomDisk.ts';
import type { RoomFolder } from './roomFolder.ts';

/** What has come, and is to be taken in. */
type Take = (signatures: SealSignatures) => Promise<unknown>;

export interface Ending {
  /** Looks whether the room can come to its end, one look after the other; nothing while it is open. What fails is tried again by itself. */
  go(take?: Take): void;
  /** The sealed result; null before there is one. */
  sealed(): SealedFiles | null;
  /** Whose signature is still out. */
  unsigned(): string[];
  /** What keeps the closed room from being sealed, but for what is still out. */
  problem(): Refusal | null;
  /** Every look that was asked for so far is done. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Milliseconds after which a sealing that failed is tried again. */
const RETRY = 5_000;

/**
 * @param options.forgotten nothing of the room is here any more
 * @param options.packageFile path of the project package
 */
export async function roomEnding(options: {
  readonly crypto: CryptoPort;
  readonly random: RandomPort;
  readonly pkg: RoomPackage;
  readonly packageFile: string;
  readonly folder: RoomFolder;
  readonly state: () => RoomState;
  readonly entries: () => readonly Entry[];
  readonly desk: () => Desk | null;
  readonly copies: Pick<RoomCopies, 'look' | 'awaited' | 'alone' | 'losses'>;
  readonly outbox: Pick<Delivery, 'open'>;
  readonly forgotten: () => boolean;
  readonly changed: () => void;
  readonly onFault: (error: unknown) => void;
}): Promise<Ending> {
  const { crypto, pkg, folder, state, copies, changed } = options;
  let steps = Promise.resolve();
  let signatures: SealSignatures | null = null;
  let sealed = state().closed === null ? null : await sealedIn(folder.path('sealed'), pkg);
  let problem: Refusal | null = null;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  function go(take: Take = async () => {}): void {
    steps = steps
      .then(async () => {
        await step(take);
        problem = null;
      })
      .catch((error: unknown) => {
        problem = roomDisk(error);
        if (problem === null) options.onFault(error);
        // One for all that have failed: each brings the whole end on.
        clearTimeout(retry);
        if (!closed) retry = setTimeout(() => go(), RETRY);
        changed();
      });
  }

  async function step(take: Take): Promise<void> {
    if (state().closed === null || options.forgotten()) return;
    signatures ??= await sealSignatures(crypto, folder.path('signatures.json'), state());
    sealed ??= await sealedIn(folder.path('sealed'), pkg);
    if (sealed === null) {
      await take(signatures);
      const own = ownSignature(crypto, options.desk(), state());
      if (own !== null) await signatures.take(own);
      await copies.look();
      if (signatures.missing().length > 0 || copies.awaited().length > 0) return changed();
      await copies.alone(seal);
    }
    await options.outbox.open(sealed!, await recordingUploads(options, folder, state()), state().room!);
    changed();
  }

  async function seal(): Promise<void> {
    sealed = await sealToFolder({
      ...{ crypto, pkg, entries: options.entries(), host: folder.host },
      packageFile: await readFile(options.packageFile),
      signatures: signatures!.all(),
      folder: folder.path('sealed'),
      recording: await recordingFiles(options, folder, state(), copies.losses()),
    });
  }

  return {
    go,
    sealed: () => sealed,
    unsigned: () => signatures?.missing() ?? [],
    problem: () => problem,
    idle: () => steps,
    async close() {
      closed = true;
      clearTimeout(retry);
      await steps;
    },
  };
}
