const DIGITS = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** A whole number from 1 to 99 in Chinese: 12 is 十二. */
function chineseNumber(value: number): string {
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  if (tens === 0) return DIGITS[ones]!;
  return `${tens === 1 ? '' : DIGITS[tens]}十${ones === 0 ? '' : DIGITS[ones]}`;
}

/** How a bidder numbers chapters, sections and paragraphs. */
export type Numbering = 'chapters' | 'decimal' | 'chinese';

/** The number before a heading of level 1, 2 or 3, given the running numbers of the levels. */
export function headingNumber(style: Numbering, counts: readonly number[]): string {
  const [chapter = 0, section = 0, paragraph = 0] = counts;
  if (style === 'decimal') return `${counts.join('.')}  `;
  if (counts.length === 1)
    return style === 'chapters' ? `第${chineseNumber(chapter)}章  ` : `${chineseNumber(chapter)}、`;
  if (counts.length === 2)
    return style === 'chapters' ? `第${chineseNumber(section)}节  ` : `（${chineseNumber(section)}）`;
  return style === 'chapters' ? `${chineseNumber(paragraph)}、` : `${paragraph}. `;
}
