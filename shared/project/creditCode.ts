const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * Whether a text is a unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters of an alphabet without I, O, S, V
 * and Z, the last one being (31 - sum of value x 3^i mod 31) mod 31. Capitals only.
 */
export function isCreditCode(text: string): boolean {
  if (text.length !== 18) return false;
  const values = Array.from(text, (character) => ALPHABET.indexOf(character));
  if (values.includes(-1)) return false;
  let sum = 0;
  let weight = 1;
  for (const value of values.slice(0, 17)) {
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return values[17] === (31 - (sum % 31)) % 31;
}
