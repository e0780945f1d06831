/** The signatures under a closed room's result, as they come from the seats: each checked, each once, kept until the result is sealed. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import * as f from '../../shared/journal/fields.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { jwsPayload, jwsSigner, jwsVerify } from '../../shared/seal/jws.ts';
import { requiredSigners, resultOf, type SealFile, signResult } from '../../shared/seal/seal.ts';
import type { Desk } from '../session/desk.ts';
import { writeDurably } from '../store/durableFile.ts';

export type ResultSignature = SealFile['result']['signatures'][number];

export interface SealSignatures {
  /** Takes one in that a required session made over this room's result; false where it is none, or is here already. Rejects with the disk's error; the next call writes what the disk did not take. */
  take(signature: ResultSignature): Promise<boolean>;
  /** Members and supervisors whose signature is still out; who was excused at the close is not waited for. */
  missing(): string[];
  /** In the order of the required signers, so that the seal does not depend on who was quickest. */
  all(): ResultSignature[];
}

/** The signature of the session that works here, over the closed room's result as this machine has it; null where nobody has entered a slip. */
export const ownSignature = (
  crypto: CryptoPort,
  desk: Pick<Desk, 'session' | 'secretKey'> | null,
  state: RoomState,
): ResultSignature | null =>
  desk === null ? null : signResult(crypto, resultOf(state), desk.session, desk.secretKey);

const kept = z.array(z.strictObject({ protected: z.string(), signature: f.signature }));

/**
 * @param file where they are kept; what does not verify there is left out, and is asked for again
 * @param state of the closed room
 */
export async function sealSignatures(
  crypto: CryptoPort,
  file: string,
  state: RoomState,
): Promise<SealSignatures> {
  const payload = jwsPayload(resultOf(state));
  const signers = requiredSigners(state);
  const bySession = new Map<string, ResultSignature>();

  function add(signature: ResultSignature): boolean {
    const signer = jwsSigner('sealroom-seal+jws', signature.protected);
    if (!signer.ok || bySession.has(signer.value)) return false;
    const required = signers.some(({ session }) => session === signer.value);
    if (!required || !jwsVerify(crypto, signer.value, payload, signature)) return false;
    bySession.set(signer.value, signature);
    return true;
  }

  for (const signature of await readKept(file)) add(signature);
  let writing = Promise.resolve();
  let unwritten = false;

  async function write(): Promise<void> {
    unwritten = false;
    try {
      await writeDurably(file, JSON.stringify(all()), 0o600);
    } catch (error) {
      unwritten = true;
      throw error;
    }
  }

  const all = (): ResultSignature[] =>
    signers.flatMap(({ session }) => (session === null ? [] : (bySession.get(session) ?? [])));

  return {
    all,
    async take(signature) {
      const taken = add(signature);
      if (!taken && !unwritten) return false;
      writing = writing.then(write, write);
      await writing;
      return taken;
    },
    missing() {
      const excused = new Set(state.closed!.excused.map(({ who }) => who));
      return signers
        .filter(({ who, session }) => !excused.has(who) && (session === null || !bySession.has(session)))
        .map(({ who }) => who);
    },
  };
}

async function readKept(file: string): Promise<ResultSignature[]> {
  try {
    const parsed = kept.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}
