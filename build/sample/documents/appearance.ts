import type { Project } from '../../../shared/project/model.ts';
import type { BookSetting, BookStyle } from '../book/book.ts';
import { choose, chooseNumber } from '../choice.ts';

const STYLES: readonly BookStyle[] = [
  { size: 12, leading: 1.75, numbering: 'chapters', shade: '#dfe6ee' },
  { size: 11.5, leading: 1.8, numbering: 'decimal', shade: '#e6e6e6' },
  { size: 12, leading: 1.7, numbering: 'chinese', shade: '#e8efe2' },
  { size: 11.5, leading: 1.85, numbering: 'chapters', shade: '#f0e9dd' },
  { size: 12, leading: 1.7, numbering: 'decimal', shade: '#e3ebe9' },
];

/** The look and the file's data of a bidder's document: made some days before the opening, never by the clock. */
export function bookSetting(project: Project, bid: string, author: string, title: string): BookSetting {
  const hours = 80 + chooseNumber(`${bid}/${title}/made`, 100);
  return {
    title: `${project.name} ${title}`,
    author,
    header: `${project.name}    ${title}`,
    created: new Date(Date.parse(project.opened) - hours * 3_600_000),
    // The last digits of an identifier spread the looks over the bidders better than a hash of five does.
    style: /\d+$/u.test(bid)
      ? STYLES[(Number(/\d+$/u.exec(bid)![0]) - 1) % STYLES.length]!
      : choose(bid, STYLES),
  };
}

/** The look of what the owner's agency writes. */
export function tenderSetting(project: Project, author: string): BookSetting {
  return {
    title: `${project.name} 招标文件`,
    author,
    header: `${project.name}    招标文件`,
    created: new Date(Date.parse(project.opened) - 24 * 24 * 3_600_000),
    style: { size: 11.5, leading: 1.75, numbering: 'chapters', shade: '#e4e8ee' },
  };
}
