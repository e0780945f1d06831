/**
 * Whether a seat may delete what it holds. The seats' copies are what convicts a forked or rewritten journal, and the centre's receipt alone names
 * digests that no seat knows: centre and host together could have every copy deleted before there is a result that any expert has signed. So the
 * receipt has to come with the seal that it names, and that seal has to say of the journal what this very copy says.
 */
import { hex } from '../journal/encoding.ts';
import type { RoomState } from '../journal/state.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import { spokenTerms } from '../record/words.ts';
import { type Result, refusal, refuse } from '../refusal.ts';
import { type Receipt, readReceipt } from '../seal/receipt.ts';
import { checkCompleteness, checkHost, checkSigners } from './roomChecks.ts';
import { checkSeal } from './sealChecks.ts';
import { findings } from './verdict.ts';

/** What a room says to its seats when the centre has verified the result. */
export interface Delivered {
  /** The centre's receipt, a compact JWS. */
  readonly receipt: string;
  /** Text of `<name>.seal.json`. */
  readonly seal: string;
}

/**
 * The seal is checked as the verifier checks it: every signature, each required signer or the reason in `close`, and the host's own, over the last
 * entry of this copy. That is the same for a seat whose expert has moved or was replaced, at which nobody sat, or that was off at the sealing and
 * has been given the rest of the journal since; and for an aborted room. A seal that has a receipt has passed these checks at the centre.
 * Refuses `COPY_OPEN` (the end of the journal has yet to come) and `RECEIPT_UNTIED`.
 * @param state the room as the seat's own copy tells it; null where there is none, or the host has signed for an entry that it does not hold
 */
export function mayForget(
  crypto: CryptoPort,
  state: RoomState | null,
  { receipt, seal }: Delivered,
): Result<Receipt> {
  const { supervisor } = spokenTerms('zh', state?.pkg.data.project.regime ?? null);
  if (state === null || state.closed === null)
    return refuse(
      refusal(
        'COPY_OPEN',
        `交易中心已出具回执，但本席位尚未收全评标日志，本席位的内容予以保留；主机补齐后自动清除，主机已清除本室内容的，请${supervisor}将本机移交监督部门`,
        'The centre has signed the receipt, but the end of the journal has not come to this seat, which keeps everything. It clears itself when the host has sent the rest; where the host has been cleared, the supervisor hands this machine to the authority',
      ),
    );
  const found = findings();
  const sealed = checkSeal(crypto, found, seal, null);
  if (sealed !== null) {
    checkCompleteness(found, state, sealed.result);
    checkSigners(found, state, sealed);
    checkHost(found, state, sealed);
  }
  const failed = found.verdict().checks.find(({ result }) => result === 'FAIL')?.reason;
  const read = readReceipt(crypto, state.pkg.receiptKey, receipt, {
    room: state.room!,
    package: state.pkg.digest,
    seal: hex.encode(crypto.sha256(new TextEncoder().encode(seal))),
    ...(sealed === null ? {} : { ciphertext: sealed.carriage.ciphertext }),
  });
  const why = failed ?? (read.ok ? null : read.refusals[0]!);
  return why === null
    ? read
    : refuse(
        refusal(
          'RECEIPT_UNTIED',
          `主机送来的回执与本席位保存的评标日志不能相互印证（${why.zh}），本席位未删除任何内容；请保持本机原状，举手示意${supervisor}报告监督部门`,
          `The receipt that the host has sent cannot be tied to this seat’s copy of the journal (${why.en}); nothing was deleted here. Leave the machine as it is, and raise your hand for the supervisor to tell the authority`,
        ),
      );
}
