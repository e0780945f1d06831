/**
 * Which session works at the machine that says `hello`, signed by that session for this connection alone: what stands in the journal is known to
 * everybody in the room, so that a name proves nothing, and a host that starts again would believe whoever came first.
 */
import { signedBytes } from '../../shared/journal/domain.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';

export interface Greeting {
  /** The host's, of this connection. */
  readonly nonce: string;
  readonly room: string | null;
  /** SHA-256 of the TLS key at the other end, hex: so that nobody in between can pass it on. */
  readonly tls: string;
}

export interface GreetingProof {
  readonly session: string;
  readonly sig: string;
}

export const signGreeting = (
  crypto: CryptoPort,
  { session, secretKey }: { readonly session: string; readonly secretKey: Uint8Array },
  greeting: Greeting,
): GreetingProof => ({
  session,
  sig: base64url.encode(crypto.ed25519Sign(secretKey, signedBytes('greeting', greeting))),
});

export const greetingSigned = (
  crypto: CryptoPort,
  greeting: Greeting,
  { session, sig }: GreetingProof,
): boolean =>
  crypto.ed25519Verify(base64url.decode(session), signedBytes('greeting', greeting), base64url.decode(sig));
