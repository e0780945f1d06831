/** A media server's places for viewers. Whoever asks has one at once, and has to receive soon: an offer that nobody stands behind keeps nobody out. */
import type { View } from '../monitor/view.ts';

export interface Place {
  /** Null while the offer is being answered. */
  readonly view: View | null;
  /** The offer is answered. A place that has been left meanwhile takes nobody. */
  sit(view: View): void;
  /** The viewer receives, and keeps his place. */
  reached(): void;
  leave(): void;
  /** Resolves when it has been left. */
  readonly over: Promise<void>;
}

export interface Places {
  /** Null where all are taken, or where this token holds as many as it may without receiving. */
  take(stream: string, by: string): Place | null;
  /** Those of a stream's viewers. */
  of(stream: string): Place[];
}

/** @param limits see `openStreams` */
export function viewerPlaces(
  most: number,
  limits: { readonly connectWithin: number; readonly unconnected: number },
): Places {
  const places = new Map<Place, { readonly stream: string; readonly by: string; connected: boolean }>();
  return {
    take(stream, by) {
      const waiting = [...places.values()].filter((one) => one.by === by && !one.connected);
      if (places.size >= most || waiting.length >= limits.unconnected) return null;
      const { promise: over, resolve } = Promise.withResolvers<void>();
      let view: View | null = null;
      const late = setTimeout(leave, limits.connectWithin);
      const place: Place = {
        get view() {
          return view;
        },
        sit(sitting) {
          if (places.has(place)) view = sitting;
          else sitting.close();
        },
        reached() {
          clearTimeout(late);
          const held = places.get(place);
          if (held !== undefined) held.connected = true;
        },
        leave,
        over,
      };
      places.set(place, { stream, by, connected: false });
      return place;

      function leave(): void {
        clearTimeout(late);
        if (!places.delete(place)) return;
        view?.close();
        resolve();
      }
    },
    of: (stream) => [...places].flatMap(([place, held]) => (held.stream === stream ? place : [])),
  };
}
