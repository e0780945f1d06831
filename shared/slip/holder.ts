/** Whose slip a code is: its keys are compared with the public halves that the package holds. */
import { TERMS } from '../evaluation/terms.ts';
import { base64url } from '../journal/encoding.ts';
import type { RoomPackage } from '../journal/state.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import { accept, type Result, refusal, refuse } from '../refusal.ts';
import { readSlipCode } from './code.ts';
import { type SlipKeys, slipKeys } from './keys.ts';

export interface SlipOwner {
  readonly who: string;
  readonly name: string;
  readonly role: 'member' | 'supervisor';
  readonly keys: SlipKeys;
}

/** Refuses what `readSlipCode` refuses, and `SLIP_OTHER`: nobody's slip in this package. */
export function slipOwner(crypto: CryptoPort, pkg: RoomPackage, typed: string): Result<SlipOwner> {
  const code = readSlipCode(typed);
  if (!code.ok) return code;
  const { code: project, lot, regime } = pkg.data.project;
  for (const [who, publicKey] of pkg.slipKeys) {
    const keys = slipKeys(crypto, code.value, { project, who, ...(lot === undefined ? {} : { lot }) });
    if (base64url.encode(keys.publicKey) !== publicKey) continue;
    const supervisor = pkg.data.supervisors.find((s) => s.supervisor === who);
    const name = supervisor?.name ?? pkg.data.committee.find((m) => m.expert === who)?.name ?? who;
    return accept({ who, name, role: supervisor === undefined ? 'member' : 'supervisor', keys });
  }
  return refuse(
    refusal(
      'SLIP_OTHER',
      `这不是本项目的入席凭证，请核对凭证上的项目名称；如拿错，请向${TERMS[regime].supervisor}更换`,
      'This slip is not of this project. Compare the project’s name on it, and ask the supervisor for the right one',
    ),
  );
}
