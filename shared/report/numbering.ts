/** The numbers of chapters, sections and tables, by position: 一、 （一） 表1-1. */
import type { Block, Chapter } from './model.ts';

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

/** A count from 1 to 99 in Chinese numerals: 7 is 七, 12 is 十二, 20 is 二十. */
function chineseNumeral(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${DIGITS[ones]}`;
}

function numberedBlocks(blocks: readonly Block[], chapter: number): readonly Block[] {
  let sections = 0;
  let tables = 0;
  return blocks.map((block) => {
    if (block.kind === 'section') {
      sections += 1;
      return { ...block, title: `（${chineseNumeral(sections)}）${block.title}` };
    }
    if (block.kind !== 'table') return block;
    tables += 1;
    return { ...block, title: `表${chapter}-${tables}　${block.title}` };
  });
}

export const numbered = (chapters: readonly Chapter[]): readonly Chapter[] =>
  chapters.map(({ title, blocks }, index) => ({
    title: `${chineseNumeral(index + 1)}、${title}`,
    blocks: numberedBlocks(blocks, index + 1),
  }));
