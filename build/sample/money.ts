/** Money as whole fen (分), which is how a bill adds up exactly. */
export function toFen(amount: string): bigint {
  const [whole, fraction = ''] = amount.split('.');
  return BigInt(whole! + fraction.padEnd(2, '0'));
}

/** Fen as `1,234,567.89`. */
export function printFen(fen: bigint): string {
  const digits = fen.toString().padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/gu, ',');
  return `${whole}.${digits.slice(-2)}`;
}

/** `value x numerator / denominator`, rounded half up; all of them whole and not negative. */
export function share(value: bigint, numerator: bigint, denominator: bigint): bigint {
  return (value * numerator * 2n + denominator) / (denominator * 2n);
}

const NUMERALS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿'];

/** An amount in the capital numerals of documents of value (人民币大写): 叁仟肆佰万元整. */
export function capitalAmount(fen: bigint): string {
  const whole = (fen / 100n).toString();
  let text = '';
  let gap = false;
  [...whole].forEach((digit, index) => {
    const place = whole.length - 1 - index;
    if (digit === '0') gap = true;
    else {
      text += (gap && text !== '' ? '零' : '') + NUMERALS[Number(digit)] + PLACES[place % 4];
      gap = false;
    }
    if (place % 4 === 0 && place > 0 && /[1-9]/u.test(whole.slice(Math.max(0, index - 3), index + 1))) {
      text += GROUPS[place / 4];
      gap = false;
    }
  });
  const [jiao, cents] = [Number((fen / 10n) % 10n), Number(fen % 10n)];
  if (text !== '') text += '元';
  if (jiao === 0 && cents === 0) return `人民币${text}整`;
  const tenths = jiao > 0 ? `${NUMERALS[jiao]}角` : text === '' ? '' : '零';
  return `人民币${text}${tenths}${cents > 0 ? `${NUMERALS[cents]}分` : '整'}`;
}
