/** A room of 15 seats behind its real server, for what is measured over sockets. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { openIntake } from '../../electron/host/intake.ts';
import { roomEngine } from '../../electron/host/roomEngine.ts';
import { type RoomHost, roomHost } from '../../electron/host/roomHost.ts';
import { openRoomServer } from '../../electron/link/roomServer.ts';
import { tlsIdentity } from '../../electron/link/tlsIdentity.ts';
import { type JournalStore, openJournal } from '../../electron/store/journalStore.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import type { Result } from '../../shared/refusal.ts';
import type { ScoringRoom } from '../scoringRoom.ts';

export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
}

export interface LinkRoom {
  readonly folder: string;
  readonly port: number;
  readonly host: RoomHost;
  readonly hostKey: string;
  readonly journal: JournalStore;
  close(): Promise<void>;
}

/** Opens the room over a real journal file with what stands in it so far. */
export async function linkRoom(room: ScoringRoom): Promise<LinkRoom> {
  const { pkg, hostSecret: secretKey, earlier } = room;
  const folder = mkdtempSync(join(tmpdir(), 'link-bench-'));
  const journal = value(openJournal(join(folder, 'journal.db'), { crypto }));
  value(journal.append(earlier));
  const host = roomHost({
    crypto,
    pkg,
    sink: journal,
    secretKey,
    now: () => new Date().toISOString(),
    earlier,
  });
  const intake = openIntake();
  // A room has been open for long when seats come.
  await intake.read('');
  const hostKey = base64url.encode(crypto.ed25519PublicKey(secretKey));
  const engine = roomEngine({
    crypto,
    host,
    lines: (from) => journal.lines(from),
    intake,
    random: (length) => globalThis.crypto.getRandomValues(new Uint8Array(length)),
    key: hostKey,
    tls: '0'.repeat(64),
    package: { size: 0, sha256: pkg.digest },
    now: () => new Date().toISOString(),
    settleSeconds: 0,
    onSignature: () => undefined,
    added: () => undefined,
    changed: () => undefined,
    onFault(error) {
      throw error;
    },
  });
  // And none of them is waited for, as after a restart.
  engine.goOn();
  const server = value(
    await openRoomServer({
      listen: { host: '127.0.0.1', port: 0 },
      tls: value(await tlsIdentity(folder)),
      pages: (_, response) => void response.writeHead(404).end(),
      onPeer: engine.onPeer,
      onFault: (error) => {
        throw error;
      },
    }),
  );
  return {
    folder,
    port: server.port,
    host,
    hostKey,
    journal,
    async close() {
      engine.close();
      await server.close();
      await intake.close();
      journal.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
