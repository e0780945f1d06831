/** A score as it is typed at a seat: read tolerantly, refused with what is allowed. */
import type { Decimal, Item } from '../project/model.ts';
import { accept, type Result, refusal, refuse } from '../refusal.ts';
import { scoreFault } from './scoreFault.ts';

const TYPED = /^(?:\d{1,6}(?:\.\d{0,6})?|\.\d{1,6})$/;

/** What an item's field takes, for people: from, to, step. */
export const allowedScore = ({ min = '0', max, step }: Item): { zh: string; en: string } => ({
  zh: `${min} 至 ${max} 分${step === undefined ? '' : `，以 ${step} 分为一档`}`,
  en: `${min} to ${max} points${step === undefined ? '' : `, in steps of ${step}`}`,
});

/**
 * Reads a typed score into its one decimal form (`08.50` is `8.5`); full-width digits and the Chinese full stop count as their plain forms.
 * Refuses `SCORE_FORM` (no number) and `SCORE_OUT_OF_RANGE` (outside the range or off the step of the item).
 */
export function readTypedScore(item: Item, typed: string): Result<Decimal> {
  const plain = typed
    .normalize('NFKC')
    .replace(/[。．]/g, '.')
    .trim();
  const allowed = allowedScore(item);
  if (!TYPED.test(plain))
    return refuse(refusal('SCORE_FORM', `请输入数字：${allowed.zh}`, `Type a number: ${allowed.en}`));
  const [whole = '', fraction = ''] = plain.split('.');
  const [digits, places] = [whole.replace(/^0+(?=\d)/, '') || '0', fraction.replace(/0+$/, '')];
  const score = places === '' ? digits : `${digits}.${places}`;
  return scoreFault(item, score) === null
    ? accept(score)
    : refuse(
        refusal(
          'SCORE_OUT_OF_RANGE',
          `“${item.name}”的评分应为 ${allowed.zh}`,
          `The score of “${item.name}” is ${allowed.en}`,
        ),
      );
}
