/**
 * A lost room is taken back by a new host that a supervisor vouches for: the slip's key signs which host and which TLS key. Only a seat that holds the
 * room's journal believes it, and gives nothing but that journal until the `host` act stands in it.
 */
import { z } from 'zod';
import { signedBytes } from '../../shared/journal/domain.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import * as f from '../../shared/journal/fields.ts';
import type { RoomPackage } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';

export const recoveryClaim = z.strictObject({
  package: f.hash,
  room: f.hash,
  supervisor: f.id,
  host: f.key32,
  tls: f.hash,
  sig: f.signature,
});
export type RecoveryClaim = z.infer<typeof recoveryClaim>;

/** @param slip the supervisor's slip signing seed, 32 bytes */
export function signClaim(
  crypto: CryptoPort,
  slip: Uint8Array,
  claim: Omit<RecoveryClaim, 'sig'>,
): RecoveryClaim {
  return { ...claim, sig: base64url.encode(crypto.ed25519Sign(slip, signedBytes('recover', claim))) };
}

/** Whether a supervisor of the package signed the claim, for this room and the TLS key of this peer. */
export function claimHolds(
  crypto: CryptoPort,
  pkg: RoomPackage,
  { sig, ...claim }: RecoveryClaim,
  found: { readonly room: string; readonly tls: string },
): boolean {
  const slip = pkg.slipKeys.get(claim.supervisor);
  return (
    slip !== undefined &&
    pkg.data.supervisors.some((s) => s.supervisor === claim.supervisor) &&
    claim.package === pkg.digest &&
    claim.room === found.room &&
    claim.tls === found.tls &&
    crypto.ed25519Verify(base64url.decode(slip), signedBytes('recover', claim), base64url.decode(sig))
  );
}
