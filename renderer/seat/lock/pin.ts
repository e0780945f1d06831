/** Words about the PIN (解锁口令): what is said of a wrong one, under the field. */
import type { Refusal } from '../../../shared/refusal.ts';

/** Digits of a PIN, as the seat's station asks for. */
export const PIN = /^\d{4,12}$/;

/** @param wait seconds until the next try counts */
export const wrongPin = (wait: number): Refusal => ({
  code: 'PIN',
  zh: wait > 0 ? `解锁口令不对，请 ${wait} 秒后再试` : '解锁口令不对，请重新输入',
  en: wait > 0 ? `This is not the PIN; try again in ${wait} s` : 'This is not the PIN; enter it again',
});

export const notThisSlip: Refusal = {
  code: 'SLIP_OWNER',
  zh: '这不是本席位人员的入席凭证，请核对后重新输入',
  en: 'This slip belongs to somebody else; check it and enter it again',
};
