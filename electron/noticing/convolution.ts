/** The few layers that `tiny_face_detector` is made of, over numbers in rows of pixels, each pixel its channels side by side. */

export interface Planes {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Float32Array;
}

/** A square filter over all channels, without a border: the result is `size - 1` smaller each way. */
export interface Convolution {
  readonly size: number;
  /** By output channel: its row of `size` × `size` × input channels. The count of outputs is a multiple of 4, the last may be idle. */
  readonly filters: Float32Array;
  readonly bias: Float32Array;
}

/** A 3 × 3 filter for each channel by itself, then a mix of the channels of each pixel. */
export interface Separable {
  /** 3 × 3 × channels. */
  readonly depthwise: Float32Array;
  readonly pointwise: Convolution;
}

/** What is below zero keeps a tenth of itself, so that nothing is lost in training. */
const LEAK = 0.1;

/** @param leaky bends the result; the network's last layer is left straight */
export function convolved(planes: Planes, layer: Convolution, leaky: boolean): Planes {
  const { size, bias } = layer;
  const width = planes.width - size + 1;
  const height = planes.height - size + 1;
  const channels = bias.length;
  const data = new Float32Array(width * height * channels);
  const row = size * size * planes.channels;
  const windows = new Float32Array(2 * row);
  for (let pixel = 0; pixel < width * height; pixel += 2) {
    copyWindow(planes, size, pixel, width, windows, 0);
    // The last of an odd count is reckoned twice.
    const second = Math.min(pixel + 1, width * height - 1);
    copyWindow(planes, size, second, width, windows, row);
    products(windows, layer, data, pixel * channels, second * channels);
  }
  if (leaky) for (let i = 0; i < data.length; i++) if (data[i]! < 0) data[i]! *= LEAK;
  return { width, height, channels, data };
}

/** The pixels below a filter, side by side: then every output is the product of two rows. */
function copyWindow(
  { width: wide, channels, data }: Planes,
  size: number,
  pixel: number,
  width: number,
  windows: Float32Array,
  at: number,
): void {
  const left = pixel % width;
  const top = (pixel - left) / width;
  const run = size * channels;
  for (let y = 0; y < size; y++) {
    const from = ((top + y) * wide + left) * channels;
    const to = at + y * run;
    for (let i = 0; i < run; i++) windows[to + i] = data[from + i]!;
  }
}

/** Two windows by four outputs at a time: each number that is read serves several sums, which is where the time goes. */
function products(
  windows: Float32Array,
  { filters, bias }: Convolution,
  data: Float32Array,
  first: number,
  second: number,
): void {
  const row = windows.length / 2;
  for (let out = 0; out < bias.length; out += 4) {
    let [a0, a1, a2, a3] = [bias[out]!, bias[out + 1]!, bias[out + 2]!, bias[out + 3]!];
    let [b0, b1, b2, b3] = [a0, a1, a2, a3];
    const f0 = out * row;
    const f1 = f0 + row;
    const f2 = f1 + row;
    const f3 = f2 + row;
    for (let i = 0; i < row; i++) {
      const a = windows[i]!;
      const b = windows[row + i]!;
      const w0 = filters[f0 + i]!;
      const w1 = filters[f1 + i]!;
      const w2 = filters[f2 + i]!;
      const w3 = filters[f3 + i]!;
      a0 += a * w0;
      a1 += a * w1;
      a2 += a * w2;
      a3 += a * w3;
      b0 += b * w0;
      b1 += b * w1;
      b2 += b * w2;
      b3 += b * w3;
    }
    data[first + out] = a0;
    data[first + out + 1] = a1;
    data[first + out + 2] = a2;
    data[first + out + 3] = a3;
    data[second + out] = b0;
    data[second + out + 1] = b1;
    data[second + out + 2] = b2;
    data[second + out + 3] = b3;
  }
}

/** The picture keeps its size: beyond its edge all is zero. */
export function separable(planes: Planes, { depthwise, pointwise }: Separable): Planes {
  const { width, height, channels, data } = planes;
  const filtered = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * channels;
      for (let dy = Math.max(-1, -y); dy <= Math.min(1, height - 1 - y); dy++) {
        for (let dx = Math.max(-1, -x); dx <= Math.min(1, width - 1 - x); dx++) {
          const from = at + (dy * width + dx) * channels;
          const filter = ((dy + 1) * 3 + dx + 1) * channels;
          for (let c = 0; c < channels; c++)
            filtered[at + c] = filtered[at + c]! + data[from + c]! * depthwise[filter + c]!;
        }
      }
    }
  }
  return convolved({ width, height, channels, data: filtered }, pointwise, true);
}

/** The largest of each 2 × 2 pixels, by channel. @param step 2 halves the picture, 1 keeps its size */
export function pooled({ width, height, channels, data }: Planes, step: 1 | 2): Planes {
  const wide = Math.ceil(width / step);
  const high = Math.ceil(height / step);
  const result = new Float32Array(wide * high * channels);
  for (let y = 0; y < high; y++) {
    const above = y * step * width * channels;
    const below = Math.min(y * step + 1, height - 1) * width * channels;
    for (let x = 0; x < wide; x++) {
      const left = x * step * channels;
      const right = Math.min(x * step + 1, width - 1) * channels;
      const at = (y * wide + x) * channels;
      for (let i = 0; i < channels; i++) {
        const upper = Math.max(data[above + left + i]!, data[above + right + i]!);
        const lower = Math.max(data[below + left + i]!, data[below + right + i]!);
        result[at + i] = Math.max(upper, lower);
      }
    }
  }
  return { width: wide, height: high, channels, data: result };
}
