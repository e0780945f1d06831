/** What a seat keeps on its disk: the package, the copy of the journal, its sessions; at the end the receipt, or the proof of a fork. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import type { Agent } from 'node:https';
import { join } from 'node:path';
import { refusalForm } from '../../shared/bridge/parts.ts';
import type { SeatStatus } from '../../shared/bridge/seat.ts';
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import { accept, type Refusal, type Result, refusal } from '../../shared/refusal.ts';
import { type Delivered, mayForget } from '../../shared/verdict/mayForget.ts';
import { fileSource } from '../archive/content.ts';
import { foldKept } from '../journal/foldLines.ts';
import { fetchPackage } from '../link/packageDownload.ts';
import type { PackageOffer } from '../link/packageServer.ts';
import { type OpenPackage, openPackage } from '../package/openPackage.ts';
import { syncFolder, writeDurably } from '../store/durableFile.ts';
import { type JournalStore, openJournal } from '../store/journalStore.ts';
import { type Fork, type SeatCopy, seatCopy } from './seatCopy.ts';
import { openSeatStore, type SeatStore } from './seatStore.ts';

export interface SeatFolder {
  readonly store: SeatStore;
  opened(): OpenPackage | null;
  /** Why the package that was kept here is fetched anew; null where there was none, it is in order, or another is here. */
  spoilt(): Refusal | null;
  /** The copy of the journal; null until the package is here, which it is verified with. */
  copy(): SeatCopy | null;
  /** Fetches and verifies the package, and opens the copy with it. One that is refused is not kept. */
  fetch(from: {
    readonly url: string;
    readonly agent: Agent;
    readonly offer: PackageOffer;
    readonly signal: AbortSignal;
    readonly progress: (received: number, total: number) => void;
  }): Promise<Result<OpenPackage>>;
  /** Keeps the proof; when it is durable the seat's day has ended. */
  stop(fork: Fork): Promise<void>;
  /** Checks the centre's receipt over this copy; where it holds, keeps it and deletes everything else. Refuses what `mayForget` refuses. */
  finish(said: Delivered): Promise<Result<unknown>>;
  /** How this seat's day has ended; null while it has not. */
  ended(): { readonly stage: 'finished' | 'stopped'; readonly stop: SeatStatus['stop'] } | null;
  close(): void;
}

const JOURNAL = 'journal.db';
const SESSIONS = 'seat.db';
const PACKAGE = 'package';
/** Where the recorder keeps its segments. */
export const RECORDING = 'recording';
const RECEIPT = 'receipt.jws';
/**
 * The receipt's name while the rest is being deleted. It gets this name only when it has been checked, with its seal, against the package and the
 * journal that lay here, so that no receipt that somebody puts here, or that an earlier day has left, deletes anything.
 */
const FORGETTING = 'forgetting.jws';
const PROOF = 'fork.json';
const STOP = 'stop.json';

const spoiltBy = ({ zh, en }: Refusal): Refusal =>
  refusal(
    'PACKAGE_AGAIN',
    `本席位保存的项目包未通过核对，已删除，将从主机重新接收（${zh}）`,
    `The package kept at this seat did not pass the check; it was removed and is fetched from the room again (${en})`,
  );

/**
 * Opens a seat's data folder, or makes it. A package in it that does not pass the check is as if it had never come (`spoilt`); where the day has
 * ended with the receipt, a deletion that a kill broke off is gone on with. A receipt that lies beside what it would delete is as if there were
 * none. Refuses what its other parts refuse: a damaged file, one that is in use, a full disk.
 */
export async function openSeatFolder(options: {
  readonly crypto: CryptoPort;
  readonly random: RandomPort;
  readonly path: string;
  /** The centre's public key: where trust starts. */
  readonly centreKey: Uint8Array;
}): Promise<Result<SeatFolder>> {
  const { crypto, path, centreKey } = options;
  const inside = (...names: string[]): string => join(path, ...names);
  const forgetting = existsSync(inside(FORGETTING));
  const forgotten = !forgetting && isForgotten(path);
  let ended = forgetting || forgotten ? FINISHED : await stopIn(path);
  if (forgetting) await removeFiles();
  else if (!forgotten) await mkdir(inside(PACKAGE), { recursive: true, mode: 0o700 });
  // Who has forgotten writes nothing any more.
  const sessions = openSeatStore(forgotten ? ':memory:' : inside(SESSIONS), crypto, options.random);
  if (!sessions.ok) return sessions;
  const store = sessions.value;
  let opened: OpenPackage | null = null;
  let source: { close(): Promise<void> } | null = null;
  let journal: JournalStore | null = null;
  let copy: SeatCopy | null = null;
  let spoilt: Refusal | null = null;

  /** The file has its name by the digest that the host says; one that is another than the centre's is removed. */
  async function take(file: string): Promise<Result<OpenPackage>> {
    const bytes = await fileSource(file);
    const read = await openPackage(bytes, crypto, centreKey);
    if (!read.ok) {
      await bytes.close();
      await rm(file);
      return read;
    }
    const kept = openJournal(inside(JOURNAL), { crypto });
    if (!kept.ok) {
      await bytes.close();
      return kept;
    }
    const folded = foldKept(crypto, read.value.room, kept.value.lines());
    if (!folded.ok) {
      kept.value.close();
      await bytes.close();
      return folded;
    }
    [opened, source, journal] = [read.value, bytes, kept.value];
    copy = seatCopy({ crypto, pkg: opened.room, journal, state: folded.value, words: store });
    return read;
  }

  function closeFiles(): void {
    journal?.close();
    void source?.close();
    [journal, copy, source] = [null, null, null];
  }

  if (forgetting) await forgetRest();
  const kept = ended === null ? await readdir(inside(PACKAGE)) : [];
  const here = kept.find((name) => name.endsWith('.sealroom'));
  const taken = here === undefined ? null : await take(inside(PACKAGE, here));
  if (taken?.ok === false) {
    if (existsSync(inside(PACKAGE, here!))) {
      store.close();
      return taken;
    }
    spoilt = spoiltBy(taken.refusals[0]!);
  }

  return accept({
    store,
    opened: () => opened,
    spoilt: () => (opened === null ? spoilt : null),
    copy: () => copy,
    async fetch({ offer, ...from }) {
      const file = await fetchPackage({ ...from, ...offer, into: inside(PACKAGE) });
      return file.ok ? take(file.value) : file;
    },
    async stop({ refusal, proof }) {
      const name = proof === null ? null : inside(PROOF);
      const stop = { refusal: refusal as NonNullable<SeatStatus['stop']>['refusal'], proof: name };
      if (name !== null) await writeDurably(name, `${JSON.stringify(proof)}\n`, 0o600);
      await writeDurably(inside(STOP), JSON.stringify(stop), 0o600);
      ended = { stage: 'stopped', stop };
    },
    async finish(said) {
      const whole = copy === null || copy.owed() ? null : copy.state();
      const held = mayForget(crypto, whole, said);
      if (!held.ok) return held;
      await writeDurably(inside(FORGETTING), said.receipt, 0o600);
      await forget();
      return held;
    },
    ended: () => ended,
    close() {
      closeFiles();
      store.close();
    },
  });

  async function forget(): Promise<void> {
    ended = FINISHED;
    closeFiles();
    await removeFiles();
    await forgetRest();
  }

  /** The large ones first, and the store after all of them: on a full disk it can only be written once there is room. */
  async function removeFiles(): Promise<void> {
    for (const name of [RECORDING, PACKAGE, JOURNAL, `${JOURNAL}-wal`, `${JOURNAL}-shm`])
      await rm(inside(name), { recursive: true, force: true });
  }

  async function forgetRest(): Promise<void> {
    store.forget();
    await named(FORGETTING, RECEIPT);
  }

  async function named(from: string, to: string): Promise<void> {
    await rename(inside(from), inside(to));
    await syncFolder(path);
  }
}

const FINISHED = { stage: 'finished', stop: null } as const;

/** A seat that has forgotten has left its receipt alone. */
const isForgotten = (path: string): boolean =>
  existsSync(join(path, RECEIPT)) &&
  [SESSIONS, PACKAGE, JOURNAL, RECORDING, PROOF, STOP].every((name) => !existsSync(join(path, name)));

async function stopIn(path: string): Promise<ReturnType<SeatFolder['ended']>> {
  try {
    const said = JSON.parse(await readFile(join(path, STOP), 'utf8'));
    return {
      stage: 'stopped',
      stop: {
        refusal: refusalForm.parse(said.refusal),
        proof: said.proof === null ? null : String(said.proof),
      },
    } as ReturnType<SeatFolder['ended']>;
  } catch {
    return null;
  }
}
