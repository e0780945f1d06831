/** What a seat says about its line to the room, under its session's signature: an expert's voice goes to nobody on somebody else's word. */
import { z } from 'zod';
import { callPeer } from '../journal/acts.ts';
import { signedBytes } from '../journal/domain.ts';
import { base64url } from '../journal/encoding.ts';
import * as f from '../journal/fields.ts';
import { sdpForm } from '../monitor/description.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import { ENDS } from './line.ts';

export const askingForm = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('ring'), with: callPeer }),
  /** The room rang, and the expert takes it. */
  z.strictObject({ do: z.literal('accept'), line: f.positive }),
  z.strictObject({ do: z.literal('end'), line: f.positive, why: z.enum(ENDS) }),
  /** The masked microphone, offered to the other side of an accepted line whose call stands in the journal. */
  z.strictObject({ do: z.literal('offer'), line: f.positive, sdp: sdpForm }),
]);
export type Asking = z.infer<typeof askingForm>;

/** Bound to the room and the session. */
interface Asked {
  readonly room: string;
  readonly session: string;
  readonly asking: Asking;
}

/** The session's signature, base64url. @param secretKey the session's Ed25519 seed */
export const signAsking = (crypto: CryptoPort, secretKey: Uint8Array, asked: Asked): string =>
  base64url.encode(crypto.ed25519Sign(secretKey, signedBytes('intercom', asked)));

export const askingSigned = (crypto: CryptoPort, asked: Asked, sig: string): boolean =>
  crypto.ed25519Verify(
    base64url.decode(asked.session),
    signedBytes('intercom', asked),
    base64url.decode(sig),
  );
