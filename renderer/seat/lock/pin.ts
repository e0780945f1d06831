/** Shows the station a PIN (解锁口令), or the slip where that is forgotten; says what is wrong with either. */
import { type Refusal, type Result, refuse } from '../../../shared/refusal.ts';
import type { SeatClient } from '../seat.ts';

/** Digits of a PIN, as the seat's station asks for. */
export const PIN = /^\d{4,12}$/;

/** @param wait seconds until the next try counts */
const wrongPin = (wait: number): Refusal => ({
  code: 'PIN',
  zh: wait > 0 ? `解锁口令不对，请 ${wait} 秒后再试` : '解锁口令不对，请重新输入',
  en: wait > 0 ? `This is not the PIN; try again in ${wait} s` : 'This is not the PIN; enter it again',
});

const notThisSlip: Refusal = {
  code: 'SLIP_OWNER',
  zh: '这不是本席位人员的入席凭证，请核对后重新输入',
  en: 'This slip belongs to somebody else; check it and enter it again',
};

/** Refuses `PIN` and `SLIP_OWNER`, and what the station refuses. */
export async function unlock(
  client: SeatClient,
  shown: { readonly pin: string } | { readonly slip: string },
): Promise<Result<unknown>> {
  const answer = await client.ask('unlock', shown);
  if (!answer.ok || answer.value.open) return answer;
  return refuse('pin' in shown ? wrongPin(answer.value.wait) : notThisSlip);
}
