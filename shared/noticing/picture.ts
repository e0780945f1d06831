/** A camera's frame made small enough to be looked at twice a second: a lens that is covered is covered at any size. */

/** A frame as WebRTC gives it: a plane of luma, then two of chroma at half the width and height (rounded up). */
export interface I420 {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Luma alone, a byte a pixel, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly luma: Uint8Array;
}

/** Red, green, blue: 3 bytes a pixel, row by row. */
export interface Rgb {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Width of a reduced picture; a narrower frame keeps its own. */
const WIDTH = 320;

/** Where each of `to` parts of `from` pixels begins, and where the last one ends. */
const edges = (from: number, to: number): readonly number[] =>
  Array.from({ length: to + 1 }, (_, i) => Math.floor((i * from) / to));

/** Each pixel is the mean of those that it stands for, which also takes most of the camera's noise away. */
export function reduced({ width: wide, height: high, data }: I420): Picture {
  const width = Math.min(wide, WIDTH);
  const height = Math.max(1, Math.round((high * width) / wide));
  const columns = edges(wide, width);
  const rows = edges(high, height);
  const luma = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const [top, bottom] = [rows[y]!, rows[y + 1]!];
    for (let x = 0; x < width; x++) {
      const [left, right] = [columns[x]!, columns[x + 1]!];
      let sum = 0;
      for (let row = top; row < bottom; row++)
        for (let at = row * wide + left; at < row * wide + right; at++) sum += data[at]!;
      luma[y * width + x] = sum / ((bottom - top) * (right - left)) + 0.5;
    }
  }
  return { width, height, luma };
}

/** The reduced picture in colour (BT.601, studio range, which is what WebRTC's frames are in). */
export function coloured(frame: I420, { width, height, luma }: Picture): Rgb {
  const data = new Uint8ClampedArray(width * height * 3);
  const chromaWidth = Math.ceil(frame.width / 2);
  const blue = frame.width * frame.height;
  const red = blue + chromaWidth * Math.ceil(frame.height / 2);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * frame.height) / height / 2) * chromaWidth;
    for (let x = 0; x < width; x++) {
      const chroma = row + Math.floor(((x + 0.5) * frame.width) / width / 2);
      const u = frame.data[blue + chroma]! - 128;
      const v = frame.data[red + chroma]! - 128;
      const grey = 1.164 * (luma[y * width + x]! - 16);
      const at = (y * width + x) * 3;
      data[at] = grey + 1.596 * v;
      data[at + 1] = grey - 0.392 * u - 0.813 * v;
      data[at + 2] = grey + 2.017 * u;
    }
  }
  return { width, height, data: new Uint8Array(data.buffer) };
}
