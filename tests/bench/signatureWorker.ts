/** The peer of the verification bench: verifies signatures with the native library and does nothing else. */
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';

export interface SignatureJob {
  readonly signatures: readonly {
    /** Ed25519 public key, base64url. */
    readonly key: string;
    readonly message: Uint8Array;
    readonly signature: Uint8Array;
  }[];
}

const { signatures } = workerData as SignatureJob;
const keys = new Map<string, KeyObject>();
for (const { key: x } of signatures)
  if (!keys.has(x)) keys.set(x, createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } }));

parentPort?.once('message', () => {
  const verified = signatures.every(({ key, message, signature }) =>
    verify(null, message, keys.get(key)!, signature),
  );
  parentPort?.postMessage(verified);
});
parentPort?.postMessage('ready');
