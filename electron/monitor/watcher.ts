/** Who looks at the raw pictures and sound of one seat; the monitor hands over what arrives, and passes on what is found. */

/** One picture, I420: the luma plane, then both chroma planes at half the width and height. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export interface Found {
  readonly kind: string;
  readonly level: 1 | 2 | 3;
  readonly text: string;
}

export interface Watcher {
  frame(frame: Frame): void;
  /** @param samples one channel, 16 bit; @param sampleRate Hz */
  sound(samples: Int16Array, sampleRate: number): void;
  close(): void;
}

/** Begins to watch a seat. @param found hears each alarm once */
export type Watch = (seat: string, found: (alarm: Found) => void) => Watcher;
