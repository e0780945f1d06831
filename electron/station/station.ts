/** What the three stations have in common: windows that are served, told the status when it changes, and sent the journal that they follow. */
import type { z } from 'zod';
import type { BridgePort, Contract } from '../../shared/bridge/contract.ts';
import type { packageForm } from '../../shared/bridge/parts.ts';
import { type BridgeServer, type Handlers, serveBridge } from '../../shared/bridge/serve.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { keyFingerprint } from '../../shared/package/fingerprint.ts';
import { packageName } from '../../shared/package/packageName.ts';
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import { batch } from '../host/followers.ts';
import type { OpenPackage } from '../package/openPackage.ts';
import type { Clock } from '../session/sessionAuthor.ts';

/** What a station takes from the machine that it runs on. */
export interface Machine {
  readonly crypto: CryptoPort;
  readonly random: RandomPort;
  readonly clock: Clock;
  /** Hears what is wrong with the program itself, for its log. */
  readonly onFault: (error: unknown) => void;
}

export interface Station {
  /** Serves a window; any number may watch. */
  serve(port: BridgePort): void;
  close(): Promise<void>;
}

/** The next entry that a window is to be told; null: it does not follow the journal. */
export interface Reading {
  next: number | null;
}

export interface Windows<C extends Contract> {
  /** @param handlers of one window, which say how far it has read */
  add(port: BridgePort, handlers: (reading: Reading) => Handlers<C>): void;
  /** Something may have changed: all are told once, when the present work is done. */
  changed(): void;
  /** Sends every window the entries that it lacks. */
  added(): void;
  close(): void;
}

/**
 * @param options.status what windows are told
 * @param options.lines canonical lines of the journal from an entry on
 */
export function windows<C extends Contract>(
  contract: C,
  options: {
    readonly status: () => unknown;
    readonly lines: (from: number) => Iterable<string>;
    readonly onFault: (error: unknown) => void;
  },
): Windows<C> {
  const open = new Map<BridgeServer<C>, Reading>();
  let telling: NodeJS.Immediate | undefined;
  let closed = false;

  function send(server: BridgeServer<C>, reading: Reading): void {
    while (reading.next !== null) {
      const lines = batch(options.lines(reading.next));
      if (lines.length === 0) return;
      server.tell('journal', { from: reading.next, lines } as never);
      reading.next += lines.length;
    }
  }

  return {
    add(port, handlers) {
      const reading: Reading = { next: null };
      const server = serveBridge(contract, port, handlers(reading), options.onFault);
      open.set(server, reading);
      server.onClose(() => void open.delete(server));
    },
    changed() {
      if (closed) return;
      telling ??= setImmediate(() => {
        telling = undefined;
        try {
          for (const server of open.keys()) server.tell('status', options.status() as never);
        } catch (error) {
          // Nobody asked for this status; whoever asks hears the same as a fault of the station.
          options.onFault(error);
        }
      });
    },
    added() {
      for (const [server, reading] of open) send(server, reading);
    },
    close() {
      closed = true;
      clearImmediate(telling);
      for (const server of open.keys()) server.close();
    },
  };
}

/** A verified package as windows get it. */
export function packageOf(crypto: CryptoPort, { room, centreKey }: OpenPackage): z.infer<typeof packageForm> {
  return {
    digest: room.digest,
    name: packageName(room.data.project),
    project: canonicalJson(room.data),
    slipKeys: Object.fromEntries(room.slipKeys),
    recipients: room.recipients,
    receiptKey: room.receiptKey,
    fingerprint: keyFingerprint(crypto, centreKey),
  };
}
