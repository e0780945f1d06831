/** The keys that a slip's code gives (HKDF-SHA-256, RFC 5869). The code never leaves the seat; the package holds the public half. */
import type { CryptoPort } from '../ports/crypto.ts';
import { slipSecret } from './code.ts';

export interface SlipHolder {
  readonly project: string;
  readonly lot?: string;
  /** Member or supervisor. */
  readonly who: string;
}

export interface SlipKeys {
  /** Ed25519 seed that signs sign-ins, 32 bytes. */
  readonly signing: Uint8Array;
  readonly publicKey: Uint8Array;
  /** Under which a seat keeps its secrets on disk, 32 bytes. */
  readonly atRest: Uint8Array;
}

const utf8 = new TextEncoder();

/**
 * Salt: "sealroom/slip/1\n" + project, line feed, lot (empty where there is none). Info: purpose ("sign-in" or "at-rest"), line feed, member.
 * @param code in its one form, as `readSlipCode` gives it
 */
export function slipKeys(crypto: CryptoPort, code: string, holder: SlipHolder): SlipKeys {
  const secret = slipSecret(code);
  const salt = utf8.encode(`sealroom/slip/1\n${holder.project}\n${holder.lot ?? ''}`);
  const derive = (purpose: string) =>
    crypto.hkdfSha256(secret, salt, utf8.encode(`${purpose}\n${holder.who}`), 32);
  const signing = derive('sign-in');
  return { signing, publicKey: crypto.ed25519PublicKey(signing), atRest: derive('at-rest') };
}
