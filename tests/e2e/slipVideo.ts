/** A slip held before a camera: a video for Chromium's file camera, with the slip's QR code in the middle of a grey picture. */
import { writeFile } from 'node:fs/promises';
import QRCode from 'qrcode';

const WIDTH = 640;
const HEIGHT = 480;
/** Of the picture's height: what the code takes, its quiet zone included. */
const SHARE = 0.7;
const FRAMES = 5;
const [BLACK, WHITE, GREY] = [16, 235, 120];
/** Modules of white around a QR code (ISO/IEC 18004). */
const QUIET = 4;

/** Writes YUV4MPEG2, planar 4:2:0. @param code what the slip's QR code says */
export async function writeSlipVideo(path: string, code: string): Promise<void> {
  const { modules } = QRCode.create(code, { errorCorrectionLevel: 'Q' });
  const side = modules.size + 2 * QUIET;
  const scale = Math.floor((HEIGHT * SHARE) / side);
  const left = (WIDTH - side * scale) >> 1;
  const top = (HEIGHT - side * scale) >> 1;
  const light = Buffer.alloc(WIDTH * HEIGHT, GREY);
  for (let y = 0; y < side * scale; y++)
    for (let x = 0; x < side * scale; x++) {
      const [row, column] = [Math.floor(y / scale) - QUIET, Math.floor(x / scale) - QUIET];
      const inside = Math.min(row, column) >= 0 && Math.max(row, column) < modules.size;
      light[(top + y) * WIDTH + left + x] = inside && modules.get(row, column) ? BLACK : WHITE;
    }
  const colour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, colour]);
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420\n`);
  await writeFile(path, Buffer.concat([head, ...Array(FRAMES).fill(frame)]));
}
