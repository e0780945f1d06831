/**
 * The code of an entry slip (入席凭证): 15 random symbols of Crockford's base32 (75 bits) and his check symbol, printed in groups of four.
 * It is typed by people, so it is read tolerantly: small letters, spaces and hyphens, O for 0, I and L for 1.
 */
import type { RandomPort } from '../ports/crypto.ts';
import { accept, type Result, refusal, refuse } from '../refusal.ts';

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** The check symbol's alphabet: the value modulo 37. */
const CHECK = `${SYMBOLS}*~$=U`;
const LENGTH = 15;

const numberOf = (symbols: string): bigint =>
  [...symbols].reduce((sum, s) => sum * 32n + BigInt(SYMBOLS.indexOf(s)), 0n);

const checkOf = (symbols: string): string => CHECK[Number(numberOf(symbols) % 37n)]!;

/** A fresh code, 16 symbols without groups. */
export function newSlipCode(random: RandomPort): string {
  const symbols = [...random(LENGTH)].map((byte) => SYMBOLS[byte & 31]!).join('');
  return symbols + checkOf(symbols);
}

/** As it is printed: four groups of four. */
export const slipGroups = (code: string): string => code.match(/.{4}/g)!.join('-');

/** The code in its one form. Refuses `SLIP_FORM` (not 16 symbols) and `SLIP_CHECK` (mistyped: the check symbol does not fit). */
export function readSlipCode(typed: string): Result<string> {
  const plain = typed.replace(/[\s-]/g, '').toUpperCase();
  const symbols = plain.slice(0, LENGTH).replace(/O/g, '0').replace(/[IL]/g, '1');
  const check = plain.slice(LENGTH).replace(/O/g, '0').replace(/[IL]/g, '1');
  if (plain.length !== LENGTH + 1 || [...symbols].some((s) => !SYMBOLS.includes(s)) || !CHECK.includes(check))
    return refuse(
      refusal(
        'SLIP_FORM',
        '入席凭证号码应为四组、每组四位，请对照凭证重新输入',
        'A slip’s code is four groups of four; enter it again as printed',
      ),
    );
  return checkOf(symbols) === check
    ? accept(symbols + check)
    : refuse(
        refusal(
          'SLIP_CHECK',
          '号码与校验位不符，可能输错了一位，请对照凭证逐组核对',
          'The check symbol does not fit: a symbol was mistyped; compare group by group',
        ),
      );
}

/** The 75 bits as 10 bytes, big-endian: the secret that the slip's keys are derived from. The check symbol is no part of it. */
export function slipSecret(code: string): Uint8Array {
  let value = numberOf(code.slice(0, LENGTH));
  const secret = new Uint8Array(10);
  for (let at = 9; at >= 0; at--) {
    secret[at] = Number(value & 255n);
    value >>= 8n;
  }
  return secret;
}
