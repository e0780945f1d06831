import type { Book } from '../book/book.ts';
import { chineseDate, dayAfter, programme } from './schedule.ts';

const NAME = 150;
const DAYS = 46;
const ROW = 18.8;

/** The programme as a bar chart (横道图) on a sheet of its own, lying. */
export function drawGantt(book: Book, bid: string, days: number, start: string): void {
  book.newPage('landscape');
  const { doc, left } = book;
  const width = doc.page.width - 2 * left;
  book.bookmark(3, '施工总进度计划横道图');
  book.line('施工总进度计划横道图', left, 76, 14, { weight: 'bold', align: 'center', width });
  const subtitle = `计划开工 ${chineseDate(start)}    计划竣工 ${chineseDate(dayAfter(start, days - 1))}    总工期 ${days} 日历天`;
  book.line(subtitle, left, 98, 9.5, { align: 'center', width });

  const activities = programme(bid, days);
  const top = 118;
  const chart = left + NAME + DAYS;
  const scale = (width - NAME - DAYS) / days;
  const bottom = top + ROW * (activities.length + 1);
  doc.rect(left, top, width, ROW).fill(book.style.shade);
  book.line('工作内容', left, top + 5, 9.5, { weight: 'bold', align: 'center', width: NAME });
  book.line('天数', left + NAME, top + 5, 9.5, { weight: 'bold', align: 'center', width: DAYS });

  doc.lineWidth(0.3).strokeColor('#bbb');
  for (let day = 30; day < days; day += 30) {
    const x = chart + day * scale;
    doc
      .moveTo(x, top + ROW)
      .lineTo(x, bottom)
      .stroke();
  }
  for (let day = 0; day < days; day += 30) {
    const room = Math.min(30, days - day) * scale;
    if (room > 18)
      book.line(String(day + 30), chart + day * scale, top + 5, 8.5, { align: 'right', width: room - 3 });
  }

  activities.forEach(({ name, from, to, critical }, index) => {
    const y = top + ROW * (index + 1);
    book.line(name, left + 6, y + 5, 9);
    book.line(String(to - from + 1), left + NAME, y + 5, 9, { align: 'center', width: DAYS });
    const [x, length] = [chart + (from - 1) * scale, (to - from + 1) * scale];
    doc.rect(x, y + 5.5, length, ROW - 11).fill(critical ? '#b5382c' : '#3f6fa5');
    doc
      .lineWidth(0.3)
      .strokeColor('#999')
      .moveTo(left, y)
      .lineTo(left + width, y)
      .stroke();
  });
  doc
    .lineWidth(0.8)
    .strokeColor('#333')
    .rect(left, top, width, bottom - top)
    .stroke();
  doc
    .moveTo(left + NAME, top)
    .lineTo(left + NAME, bottom)
    .stroke();
  doc.moveTo(chart, top).lineTo(chart, bottom).stroke();

  const legend = bottom + 10;
  doc.rect(left, legend + 1.5, 26, 8).fill('#b5382c');
  book.line('关键工作', left + 32, legend, 9);
  doc.rect(left + 90, legend + 1.5, 26, 8).fill('#3f6fa5');
  book.line('非关键工作', left + 122, legend, 9);
  book.line('横轴为自开工日起的日历天数', left + 200, legend, 9, { color: '#555' });
}
