/** What the room keeps on its disk: journal, supervisor's sessions, host key, TLS key, the signatures and the sealed result, the receipt. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RoomPackage } from '../../shared/journal/state.ts';
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import { accept, type Result } from '../../shared/refusal.ts';
import { readReceipt } from '../../shared/seal/receipt.ts';
import { newIdentity } from '../crypto/age.ts';
import { type RecoveryClaim, recoveryClaim } from '../link/recoveryClaim.ts';
import { type TlsIdentity, tlsIdentity } from '../link/tlsIdentity.ts';
import { identitySecret } from '../recording/ageKeys.ts';
import { openSeatStore, type SeatStore } from '../seat/seatStore.ts';
import { syncFolder, writeDurably } from '../store/durableFile.ts';
import { type JournalStore, openJournal } from '../store/journalStore.ts';
import { DamagedFile, jsonIn, textIn } from '../store/smallFile.ts';
import { HOST_KEY, type HostKey, hostKeyIn } from './hostKey.ts';

export interface RoomFolder {
  readonly journal: JournalStore;
  readonly sessions: SeatStore;
  readonly host: HostKey;
  readonly tls: TlsIdentity;
  /** The claim with which this host took a lost room back; null where it did not. */
  readonly claim: RecoveryClaim | null;
  /** What lies here as a receipt; of which result it is one, nobody has looked. */
  readonly receipt: string | null;
  /** The seal that stays beside the receipt of a forgotten room: without it no seat that comes late can end. Null before. */
  readonly seal: string | null;
  /** The age identity that camera and sound are encrypted to; it goes into the bag. */
  readonly recordingIdentity: string;
  /** A room of this package has been deleted here, but for its receipt. */
  readonly forgotten: boolean;
  path(name: 'signatures.json' | 'losses.json' | 'sealed' | 'outbox' | 'gateway.json' | 'recording'): string;
  keepClaim(claim: RecoveryClaim): Promise<void>;
  keepReceipt(receipt: string): Promise<void>;
  /** When the receipt was kept: its file's own time, which a restart does not change. Null where there is none. */
  received(): Promise<Date | null>;
  /** Deletes what this machine keeps of the room, whose receipt the caller has checked; receipt and seal stay. What a kill breaks off goes on when the folder is opened again. */
  forget(): Promise<void>;
  close(): void;
}

const RECORDING_KEY = 'recording.key';
const RECEIPT = 'receipt.jws';
/** The receipt's name while the rest is being deleted. Only `forget` gives it, so that no file that somebody puts here deletes anything; on a full disk as well. */
const FORGETTING = 'forgetting.jws';
const SEAL = 'seal.json';
const CLAIM = 'claim.json';
const JOURNAL = 'journal.db';
const SESSIONS = 'seat.db';

/** What is deleted, in this order. The sessions' store is overwritten after all of them: on a full disk there is only room for that when they are gone. */
const FORGOTTEN = [
  HOST_KEY,
  RECORDING_KEY,
  'recording',
  CLAIM,
  'signatures.json',
  'losses.json',
  'sealed',
  'outbox',
  'gateway.json',
  `${JOURNAL}-wal`,
  `${JOURNAL}-shm`,
  JOURNAL,
];

/** Opens the room's data folder, or makes it. Refuses what its parts refuse, and `HOST_KEY_FILE`. */
export async function openRoomFolder(
  crypto: CryptoPort,
  random: RandomPort,
  folder: string,
  pkg: Pick<RoomPackage, 'digest' | 'receiptKey'>,
): Promise<Result<RoomFolder>> {
  const inside = (name: string): string => join(folder, name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (existsSync(inside(FORGETTING))) {
    await removeFiles();
    const rest = openSeatStore(inside(SESSIONS), crypto, random);
    if (!rest.ok) return rest;
    rest.value.forget();
    await named(FORGETTING, RECEIPT);
  }
  const tls = await tlsIdentity(folder);
  if (!tls.ok) return tls;
  const host = await hostKeyIn(crypto, random, folder);
  if (!host.ok) return host;
  const sessions = openSeatStore(inside(SESSIONS), crypto, random);
  if (!sessions.ok) return sessions;
  const journal = openJournal(inside(JOURNAL), { crypto });
  if (!journal.ok) {
    sessions.value.close();
    return journal;
  }
  const receipt = await textIn(inside(RECEIPT));
  const seal = await textIn(inside(SEAL));
  const ofPackage = (text: string): boolean =>
    readReceipt(crypto, pkg.receiptKey, text, { package: pkg.digest }).ok;
  const identity = await identityIn(inside(RECORDING_KEY));
  let forgetting: Promise<void> | null = null;
  const forget = async (): Promise<void> => {
    if (existsSync(inside(RECEIPT))) await named(RECEIPT, FORGETTING);
    journal.value.close();
    await removeFiles();
    sessions.value.forget();
    await named(FORGETTING, RECEIPT);
  };
  const close = (): void => {
    journal.value.close();
    sessions.value.close();
  };
  return accept({
    journal: journal.value,
    sessions: sessions.value,
    host: host.value,
    tls: tls.value,
    claim: await claimIn(inside(CLAIM)),
    receipt,
    seal,
    recordingIdentity: identity,
    forgotten: receipt !== null && journal.value.length === 0 && ofPackage(receipt),
    path: inside,
    keepClaim: (claim) => writeDurably(inside(CLAIM), JSON.stringify(claim), 0o600),
    keepReceipt: (text) => writeDurably(inside(RECEIPT), text, 0o600),
    received: async () => (existsSync(inside(RECEIPT)) ? (await stat(inside(RECEIPT))).mtime : null),
    forget() {
      // Once, however often it is asked for; anew where the disk broke it off.
      forgetting ??= forget().catch((error: unknown) => {
        forgetting = null;
        throw error;
      });
      return forgetting;
    },
    close,
  });

  async function named(from: string, to: string): Promise<void> {
    await rename(inside(from), inside(to));
    await syncFolder(folder);
  }

  /** The seal is moved out of what is deleted; it holds digests and signatures alone. */
  async function keepSeal(): Promise<void> {
    const sealed = existsSync(inside('sealed')) ? await readdir(inside('sealed')) : [];
    const name = sealed.find((one) => one.endsWith('.seal.json'));
    if (name !== undefined) await named(join('sealed', name), SEAL);
  }

  async function removeFiles(): Promise<void> {
    await keepSeal();
    for (const name of FORGOTTEN) await rm(inside(name), { recursive: true, force: true });
  }
}

/** Made when it is first asked for, and durable before anything is encrypted to it. */
async function identityIn(path: string): Promise<string> {
  const kept = await textIn(path);
  if (kept !== null && identitySecret(kept.trim()) === null) throw new DamagedFile(path);
  if (kept !== null) return kept.trim();
  const { identity } = await newIdentity();
  await writeDurably(path, `${identity}\n`, 0o600);
  return identity;
}

async function claimIn(path: string): Promise<RecoveryClaim | null> {
  const text = await textIn(path);
  return text === null ? null : jsonIn(path, recoveryClaim, text);
}
