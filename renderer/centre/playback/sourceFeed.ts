/** A video element's source that takes WebM bytes as they come, wherever on the track's time they belong. */

export interface SourceFeed {
  /** What the player was told that it gets. */
  readonly mime: string;
  /** Begins at another place: a segment's head comes next, and its time 0 lies at this second. */
  begin(offset: number): Promise<void>;
  /**
   * Where there is no room, what lies before `past` goes; resolves to the second before which nothing is left, 0 where nothing had to go. Rejects
   * where that does not make room.
   */
  append(bytes: Uint8Array<ArrayBuffer>, past: number): Promise<number>;
  /** The pictures without a gap, in seconds, that a second lies in, or just before; null where there are none. */
  bufferedAt(second: number): { readonly from: number; readonly to: number } | null;
  /** The pictures that lie nearest before a second, or where there are none the first after it; null where there are none at all. */
  nearest(second: number): { readonly from: number; readonly to: number } | null;
  /** Lets go of what lies before a second. */
  forget(before: number): Promise<void>;
  end(): void;
}

/** Seconds that a recorder's first picture may come after its start. */
const SLACK = 0.6;

/**
 * Attaches a new source to the element. Rejects where the browser cannot play that.
 * @param seconds how long the track's time is
 */
export async function sourceFeed(
  video: HTMLVideoElement,
  mime: string,
  seconds: number,
): Promise<SourceFeed> {
  const source = new MediaSource();
  const url = URL.createObjectURL(source);
  video.src = url;
  await new Promise((resolve) => source.addEventListener('sourceopen', resolve, { once: true }));
  URL.revokeObjectURL(url);
  const buffer = source.addSourceBuffer(mime);
  source.duration = seconds;

  /** The buffer does one thing at a time. */
  const done = (): Promise<void> =>
    new Promise((resolve, reject) => {
      buffer.addEventListener('updateend', () => resolve(), { once: true });
      buffer.addEventListener('error', () => reject(new Error('the pictures cannot be decoded')), {
        once: true,
      });
    });

  async function remove(from: number, to: number): Promise<void> {
    buffer.remove(from, to);
    await done();
  }

  const stretches = (): { from: number; to: number }[] =>
    Array.from({ length: buffer.buffered.length }, (_, i) => ({
      from: buffer.buffered.start(i),
      to: buffer.buffered.end(i),
    }));

  return {
    mime,
    async begin(offset) {
      buffer.abort();
      buffer.timestampOffset = offset;
    },
    async append(bytes, past) {
      let gone = 0;
      try {
        buffer.appendBuffer(bytes);
      } catch (error) {
        if (!(error instanceof DOMException) || error.name !== 'QuotaExceededError' || past <= 0) throw error;
        gone = past;
        await remove(0, gone);
        buffer.appendBuffer(bytes);
      }
      await done();
      return gone;
    },
    bufferedAt: (second) => stretches().find(({ from, to }) => from - SLACK <= second && second < to) ?? null,
    nearest(second) {
      const there = stretches();
      return there.findLast(({ to }) => to <= second) ?? there[0] ?? null;
    },
    async forget(before) {
      const { buffered } = buffer;
      if (buffered.length > 0 && buffered.start(0) < before) await remove(0, before);
    },
    end() {
      video.removeAttribute('src');
      video.load();
    },
  };
}
