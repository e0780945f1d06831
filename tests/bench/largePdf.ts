/** A document of many pages as bidders hand them in: running text, a ruled table on every page, one Chinese font. */
import PDFDocument from 'pdfkit';
import { chineseFontPath } from '../../electron/fonts/chinese.ts';

/** Points. */
const MARGIN = 60;
const LINES = 26;
const ROWS = 8;
const ROW = 22;

const SENTENCES = [
  '屋面拆除按分区分段进行，拆除的材料当日清运出场，不在屋面堆放。',
  '防水卷材进场后见证取样复试，合格后方可使用，搭接宽度不小于一百毫米。',
  '动火作业实行审批制度，配备看火人和灭火器材，作业后留守三十分钟。',
  '雨季施工设置临时排水和覆盖，未完成的节点当日封闭。',
  '质量员对每道工序验收签字，上道工序不合格不得进入下道工序。',
];

export async function largePdf(pages: number): Promise<Uint8Array> {
  const pdf = new PDFDocument({ size: 'A4', margin: MARGIN, autoFirstPage: false });
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  pdf.registerFont('regular', chineseFontPath('regular'));
  for (let page = 1; page <= pages; page++) {
    pdf.addPage();
    pdf.font('regular').fontSize(16).text(`第${page}章 施工组织设计`, MARGIN, MARGIN);
    pdf.fontSize(10.5);
    for (let line = 0; line < LINES; line++)
      pdf.text(SENTENCES[(page + line) % SENTENCES.length]!, MARGIN, MARGIN + 36 + line * 17, {
        lineBreak: false,
      });
    const top = MARGIN + 36 + LINES * 17 + 12;
    for (let row = 0; row < ROWS; row++)
      for (let column = 0; column < 4; column++) {
        const [x, y] = [MARGIN + column * 118, top + row * ROW];
        pdf.rect(x, y, 118, ROW).stroke();
        pdf.text(`${page}.${row + 1}.${column + 1}`, x + 6, y + 5, { lineBreak: false });
      }
  }
  pdf.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}
