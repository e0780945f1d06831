/** What the room keeps on its disk: journal, supervisor's sessions, host key, TLS key, the signatures and the sealed result, the receipt. */
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { generateX25519Identity } from 'age-encryption';
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import { accept, type Result } from '../../shared/refusal.ts';
import { type RecoveryClaim, recoveryClaim } from '../link/recoveryClaim.ts';
import { type TlsIdentity, tlsIdentity } from '../link/tlsIdentity.ts';
import { identitySecret } from '../recording/ageKeys.ts';
import { openSeatStore, type SeatStore } from '../seat/seatStore.ts';
import { writeDurably } from '../store/durableFile.ts';
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
  readonly receipt: string | null;
  /** The age identity that camera and sound are encrypted to; it goes into the bag. */
  readonly recordingIdentity: string;
  /** Everything but the receipt has been deleted. */
  readonly forgotten: boolean;
  path(name: 'signatures.json' | 'losses.json' | 'sealed' | 'outbox' | 'gateway.json' | 'recording'): string;
  keepClaim(claim: RecoveryClaim): Promise<void>;
  keepReceipt(receipt: string): Promise<void>;
  /** Deletes what this machine keeps of the room; the receipt stays. What a kill breaks off goes on when the folder is opened again. */
  forget(): Promise<void>;
  close(): void;
}

const RECORDING_KEY = 'recording.key';
const RECEIPT = 'receipt.jws';
const CLAIM = 'claim.json';
const JOURNAL = 'journal.db';
const SESSIONS = 'seat.db';

/**
 * What is deleted, in this order. From the first on nobody can go on with the room, so that one with a receipt and without its key is being
 * forgotten; the journal, without which nobody could tell what the rest was, goes last. The sessions' store is overwritten after all of them: on a
 * full disk there is only room for that when they are gone.
 */
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
): Promise<Result<RoomFolder>> {
  const inside = (name: string): string => join(folder, name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const receipt = await textIn(inside(RECEIPT));
  const forgetting = receipt === null ? accept(false) : isForgetting(crypto, inside);
  if (!forgetting.ok) return forgetting;
  if (forgetting.value) {
    for (const name of FORGOTTEN) await rm(inside(name), { recursive: true, force: true });
    const rest = openSeatStore(inside(SESSIONS), crypto, random);
    if (!rest.ok) return rest;
    rest.value.forget();
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
  const identity = await identityIn(inside(RECORDING_KEY));
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
    recordingIdentity: identity,
    forgotten: forgetting.value,
    path: inside,
    keepClaim: (claim) => writeDurably(inside(CLAIM), JSON.stringify(claim), 0o600),
    keepReceipt: (text) => writeDurably(inside(RECEIPT), text, 0o600),
    async forget() {
      journal.value.close();
      for (const name of FORGOTTEN) await rm(inside(name), { recursive: true, force: true });
      sessions.value.forget();
    },
    close,
  });
}

/** Whether a room that has its receipt has begun to forget, or has forgotten before: the host's key or the journal is gone, or was made anew. */
function isForgetting(crypto: CryptoPort, inside: (name: string) => string): Result<boolean> {
  if (!existsSync(inside(HOST_KEY)) || !existsSync(inside(JOURNAL))) return accept(true);
  const journal = openJournal(inside(JOURNAL), { crypto });
  if (!journal.ok) return journal;
  const { length } = journal.value;
  journal.value.close();
  return accept(length === 0);
}

/** Made when it is first asked for, and durable before anything is encrypted to it. */
async function identityIn(path: string): Promise<string> {
  const kept = await textIn(path);
  if (kept !== null && identitySecret(kept.trim()) === null) throw new DamagedFile(path);
  if (kept !== null) return kept.trim();
  const identity = await generateX25519Identity();
  await writeDurably(path, `${identity}\n`, 0o600);
  return identity;
}

async function claimIn(path: string): Promise<RecoveryClaim | null> {
  const text = await textIn(path);
  return text === null ? null : jsonIn(path, recoveryClaim, text);
}
