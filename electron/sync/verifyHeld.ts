/** Verifies a result that the centre holds, as anybody would verify it, with all that belongs to it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { accept, type Result, refuse } from '../../shared/refusal.ts';
import type { Verdict } from '../../shared/verdict/verdict.ts';
import { readHeld } from '../sealing/openResult.ts';
import { verifyResult } from '../sealing/verifyResult.ts';
import { writeDurably } from '../store/durableFile.ts';
import { damageIn } from './damage.ts';
import { RECORDINGS, RESULT, SEAL, VERDICT } from './heldFiles.ts';
import { readSeal, type Said } from './sealText.ts';

export interface Verified {
  /** Text of the seal that it was verified with. */
  readonly seal: string;
  readonly said: Said;
  /** The room as its journal gives it; null where there is none that can be replayed. */
  readonly room: RoomState | null;
  readonly verdict: Verdict;
}

/** Keeps the verdict in the result's folder. Refuses what keeps one from being made: `RESULT_DAMAGED`, a file that cannot be read as a result, or a seal. */
export async function verifyHeld(
  crypto: CryptoPort,
  keys: { readonly identities: readonly string[]; readonly trust: Uint8Array },
  folder: string,
): Promise<Result<Verified>> {
  const damage = await damageIn(folder);
  if (damage !== null) return refuse(damage);
  const held = await readHeld(join(folder, RESULT));
  const seal = await readFile(join(folder, SEAL), 'utf8');
  const said = readSeal(seal);
  if (!held.ok) return held;
  if (!said.ok) return said;
  const evidence = { ...keys, held: held.value, seal, recordings: join(folder, RECORDINGS) };
  let room: RoomState | null = null;
  const verdict = await verifyResult(crypto, evidence, (replayed) => {
    room = replayed;
  });
  await writeDurably(join(folder, VERDICT), `${JSON.stringify(verdict, null, 2)}\n`, 0o600);
  return accept({ seal, said: said.value, room, verdict });
}
