/** What the centre reads of a seal before it can open the result that the seal is of. */
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { type ResultPayload, readPayload, resultPayload, sealFile } from '../../shared/seal/seal.ts';

/** What a seal says of its result, and the JWS payload in which it says so: by that two carriages of one room are compared. */
export type Said = Pick<ResultPayload, 'room' | 'package' | 'outcome'> & { readonly payload: string };

/** Says nothing of who signed. Refuses `SEAL_FORM`. */
export function readSeal(text: string): Result<Said> {
  try {
    const { payload } = sealFile.parse(JSON.parse(text)).result;
    const read = readPayload(payload, resultPayload);
    if (!read.ok) return read;
    const { room, package: digest, outcome } = read.value;
    return accept({ room, package: digest, outcome, payload });
  } catch {
    return refuse(refusal('SEAL_FORM', '封存凭证的格式不符', 'The seal is not of the known form'));
  }
}
