/**
 * What a track's recorders have given on its way to the station: one thing after the other, the next when the last is answered, so that
 * no more than what the station is behind with is ever in memory.
 */
import type { Result } from '../../../shared/refusal.ts';

export type Delivery<Data> =
  | {
      readonly do: 'piece';
      readonly segment: number;
      readonly data: Data;
      /** Bytes. */
      readonly size: number;
      /** RFC 3339. */
      readonly at: string;
      /** Milliseconds, a decimal string. */
      readonly mono: string;
    }
  /** The segment's last piece stands before this. */
  | { readonly do: 'stop'; readonly segment: number };

export interface PieceQueue<Data> {
  put(delivery: Delivery<Data>): void;
  /** Bytes that wait, what is on its way included. */
  readonly waiting: number;
  /** Forgets everything: there is no station that it could go to. */
  clear(): void;
}

/**
 * @param options.send resolves when it is on the disk, or was refused: then the segment is over, and the rest of it is forgotten
 * @param options.bound bytes from which on `full` is called, once until all has gone; what comes nevertheless is kept
 */
export function pieceQueue<Data>(options: {
  readonly send: (delivery: Delivery<Data>) => Promise<Result<unknown>>;
  readonly bound: number;
  readonly full: () => void;
  readonly drained: () => void;
  /** @param pieces that are forgotten with the refused one, itself included */
  readonly refused: (segment: number, pieces: number) => void;
}): PieceQueue<Data> {
  let queue: Delivery<Data>[] = [];
  let waiting = 0;
  let sending = false;
  let overfull = false;
  let generation = 0;

  const size = (one: Delivery<Data>): number => (one.do === 'piece' ? one.size : 0);

  /** The refused piece is the first of the queue; what follows of its segment has no place to go to. */
  function forget(segment: number): void {
    const lost = queue.filter((one) => one.segment === segment);
    queue = queue.filter((one) => one.segment !== segment);
    waiting -= lost.reduce((sum, one) => sum + size(one), 0);
    options.refused(segment, lost.filter((one) => one.do === 'piece').length);
  }

  async function go(): Promise<void> {
    if (sending) return;
    sending = true;
    const mine = generation;
    for (let first = queue[0]; first !== undefined; first = queue[0]) {
      const answer = await options.send(first);
      if (mine !== generation) return;
      if (answer.ok || first.do === 'stop') {
        queue.shift();
        waiting -= size(first);
      } else forget(first.segment);
    }
    sending = false;
    if (!overfull) return;
    overfull = false;
    options.drained();
  }

  return {
    put(delivery) {
      queue.push(delivery);
      waiting += size(delivery);
      if (waiting > options.bound && !overfull) {
        overfull = true;
        options.full();
      }
      void go();
    },
    get waiting() {
      return waiting;
    },
    clear() {
      generation += 1;
      queue = [];
      waiting = 0;
      sending = false;
      overfull = false;
    },
  };
}
