/**
 * Connections to one known key. No authority vouches for a room's certificate and no clock is trusted: neither chain, name nor dates are looked
 * at, only the public key, which TLS has made the peer prove to hold.
 */

import { Agent, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect, type TLSSocket } from 'node:tls';
import { type Refusal, refusal } from '../../shared/refusal.ts';
import { spkiFingerprint } from './tlsIdentity.ts';

/** Milliseconds without a byte after which an address that does not answer is given up. */
const HANDSHAKE_SILENCE = 10_000;

/** The peer holds another key than the one that is known; nothing has been sent to it. */
class PeerKeyError extends Error {
  readonly code = 'PEER_KEY';
  /** What the peer showed, hex. */
  readonly fingerprint: string;
  constructor(fingerprint: string) {
    super(`the peer's TLS key ${fingerprint} is not the known one`);
    this.fingerprint = fingerprint;
  }
}

/** The refusal for a connection's error where the peer's key was the cause. */
export const peerKeyRefusal = (error: unknown): Refusal | undefined =>
  error instanceof PeerKeyError
    ? refusal(
        'PEER_KEY',
        `对方主机出示的连接密钥（指纹 ${error.fingerprint}）不是本机所认定的，未发送任何数据。请核对主机地址和配置文件中的指纹，并通知监督人员`,
        `The host at this address shows another key (fingerprint ${error.fingerprint}) than the one this machine knows; nothing was sent. Compare the address and the fingerprint in the station file, and tell the supervisor`,
      )
    : undefined;

/**
 * Fingerprint of the key that the other end of an open TLS connection has proved to hold, hex; empty, and so equal to none, where the connection
 * is gone.
 */
export function peerFingerprint(socket: TLSSocket): string {
  // Not `getPeerX509Certificate`: on a client it takes the certificate out of the connection, and the next question finds none.
  const certificate: { raw?: Buffer } | null = socket.getPeerCertificate();
  return certificate?.raw === undefined ? '' : spkiFingerprint(certificate.raw);
}

class PinnedAgent extends Agent {
  readonly #accepts: (fingerprint: string) => boolean;
  readonly #handshakes = new Set<TLSSocket>();

  constructor(accepts: (fingerprint: string) => boolean) {
    // Every connection is checked anew: none is kept for the next request.
    super({ keepAlive: false });
    this.#accepts = accepts;
  }

  /**
   * `checkServerIdentity` is not called once `rejectUnauthorized` is off, and a socket that is returned at once may be written to before its
   * handshake is over. So the request gets its socket only after the check.
   */
  override createConnection(
    { host, port }: RequestOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const socket = connect({
      host: host ?? 'localhost',
      port: Number(port),
      minVersion: 'TLSv1.3',
      rejectUnauthorized: false,
    });
    const settle = (error: Error | null): void => {
      this.#handshakes.delete(socket);
      socket.setTimeout(0).off('timeout', silent).off('error', settle);
      callback?.(error, socket);
    };
    const silent = (): void => {
      socket.destroy(new Error('the peer does not answer'));
    };
    this.#handshakes.add(socket);
    socket.setTimeout(HANDSHAKE_SILENCE).once('timeout', silent).once('error', settle);
    socket.once('secureConnect', () => {
      const fingerprint = peerFingerprint(socket);
      if (this.#accepts(fingerprint)) settle(null);
      else socket.destroy(new PeerKeyError(fingerprint));
    });
  }

  override destroy(): void {
    for (const socket of this.#handshakes) socket.destroy(new Error('the connection was given up'));
    super.destroy();
  }
}

/**
 * An agent for `https.request` and for `ws`, over TLS 1.3 alone: a peer whose key is not accepted gets no byte of application data, and the
 * request fails with an error of code `PEER_KEY`.
 * @param accepts asked once a connection, with the peer's `spkiFingerprint`
 */
export const pinnedAgent = (accepts: (fingerprint: string) => boolean): Agent => new PinnedAgent(accepts);
