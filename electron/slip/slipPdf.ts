import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';
import { fingerprintGroups } from '../../shared/package/fingerprint.ts';
import { slipGroups } from '../../shared/slip/code.ts';
import { chineseFontPath } from '../fonts/chinese.ts';
import { type Slip, slipInstructions, slipLines } from './slip.ts';

/** Points; A5 upright is 419.5 x 595.3. */
const MARGIN = 36;
const WIDTH = 419.53 - 2 * MARGIN;
const LABEL = 72;
const CODE_BOX = 112;
const QR = 84;
const INK = '#111111';
const FAINT = '#666666';
const RULE = '#999999';

type Pdf = InstanceType<typeof PDFDocument>;

function heading(pdf: Pdf): number {
  pdf.font('bold').fontSize(22).fillColor(INK);
  pdf.text('入席凭证', MARGIN, MARGIN, { width: WIDTH, align: 'center', characterSpacing: 8 });
  const y = pdf.y + 6;
  pdf
    .lineWidth(1.4)
    .strokeColor(INK)
    .moveTo(MARGIN, y)
    .lineTo(MARGIN + WIDTH, y)
    .stroke();
  pdf
    .lineWidth(0.5)
    .moveTo(MARGIN, y + 3)
    .lineTo(MARGIN + WIDTH, y + 3)
    .stroke();
  return y + 16;
}

function particulars(pdf: Pdf, slip: Slip, from: number): number {
  let y = from;
  for (const [label, value] of slipLines(slip)) {
    pdf.font('regular').fontSize(10.5).fillColor(FAINT).text(label, MARGIN, y, { width: LABEL });
    pdf.fillColor(INK).text(value, MARGIN + LABEL, y, { width: WIDTH - LABEL });
    y = pdf.y + 5;
  }
  return y + 7;
}

/** Dark modules as rectangles, runs of a row as one, so that no hairline shows between them. */
function qrCode(pdf: Pdf, text: string, x: number, y: number): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'Q' });
  const side = QR / modules.size;
  pdf.fillColor('black');
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; ) {
      let end = column;
      while (end < modules.size && modules.get(row, end)) end++;
      if (end > column) pdf.rect(x + column * side, y + row * side, (end - column) * side, side);
      column = Math.max(end, column + 1);
    }
  }
  pdf.fill();
}

function code(pdf: Pdf, slip: Slip, y: number): number {
  pdf.lineWidth(0.8).strokeColor(INK).rect(MARGIN, y, WIDTH, CODE_BOX).stroke();
  const padding = (CODE_BOX - QR) / 2;
  qrCode(pdf, slip.code, MARGIN + WIDTH - QR - padding, y + padding);
  pdf
    .font('regular')
    .fontSize(9.5)
    .fillColor(FAINT)
    .text('凭证号码', MARGIN + padding, y + padding);
  const groups = slipGroups(slip.code).split('-');
  pdf.font('Courier-Bold').fontSize(24).fillColor(INK);
  for (const [i, line] of [groups.slice(0, 2), groups.slice(2)].entries())
    pdf.text(line.join(' - '), MARGIN + padding, y + padding + 26 + i * 32, { lineBreak: false });
  return y + CODE_BOX + 16;
}

function fingerprint(pdf: Pdf, slip: Slip, y: number): number {
  pdf
    .font('regular')
    .fontSize(9.5)
    .fillColor(FAINT)
    .text('交易中心密钥指纹（入席前与屏幕逐组核对）', MARGIN, y);
  const groups = fingerprintGroups(slip.fingerprint);
  pdf.font('Courier').fontSize(11).fillColor(INK);
  const top = pdf.y + 8;
  for (const [i, group] of groups.entries())
    pdf.text(group, MARGIN + (i % 8) * (WIDTH / 8), top + Math.floor(i / 8) * 16, { lineBreak: false });
  return top + 2 * 16 + 10;
}

function instructions(pdf: Pdf, slip: Slip, from: number): void {
  let y = from;
  pdf
    .lineWidth(0.5)
    .strokeColor(RULE)
    .moveTo(MARGIN, y)
    .lineTo(MARGIN + WIDTH, y)
    .stroke();
  y += 10;
  pdf.font('regular').fontSize(9).fillColor(INK);
  for (const [i, line] of slipInstructions(slip).entries()) {
    pdf.text(`${i + 1}.`, MARGIN, y, { width: 14 });
    pdf.text(line, MARGIN + 14, y, { width: WIDTH - 14, lineGap: 1.5 });
    y = pdf.y + 4;
  }
  const bottom = pdf.page.height - MARGIN - 14;
  pdf.fillColor(FAINT).text('领取人（签字）：', MARGIN, Math.max(y + 16, bottom), { lineBreak: false });
  pdf.text('日期：', MARGIN + WIDTH / 2, Math.max(y + 16, bottom), { lineBreak: false });
}

/** The slip as a page of A5: particulars, code as text and QR, the centre key's fingerprint, what the holder must know. */
export async function slipPdf(slip: Slip): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: 'A5',
    margin: MARGIN,
    lang: 'zh-CN',
    info: { Title: `入席凭证 ${slip.project.code} ${slip.person.id}` },
  });
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  pdf.registerFont('regular', chineseFontPath('regular'));
  pdf.registerFont('bold', chineseFontPath('bold'));
  const afterHeading = heading(pdf);
  const afterParticulars = particulars(pdf, slip, afterHeading);
  instructions(pdf, slip, fingerprint(pdf, slip, code(pdf, slip, afterParticulars)));
  pdf.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}
