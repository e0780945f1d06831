import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Delivery, pieceQueue } from '../../../../../renderer/seat/recording/pieceQueue.ts';
import { accept, type Result, refusal, refuse } from '../../../../../shared/refusal.ts';

const piece = (segment: number, data: string, size = 10): Delivery<string> => ({
  do: 'piece',
  segment,
  data,
  size,
  at: '2026-05-18T09:30:00+08:00',
  mono: '1',
});
const no = refuse(refusal('DISK_FULL', '磁盘已满', 'The disk is full'));
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A station that answers when it is told to. */
function station(bound = 100) {
  const got: string[] = [];
  const told: string[] = [];
  let answer: ((result: Result<unknown>) => void) | null = null;
  const queue = pieceQueue<string>({
    bound,
    send(delivery) {
      expect(answer).toBeNull();
      got.push(delivery.do === 'stop' ? `stop ${delivery.segment}` : delivery.data);
      return new Promise((resolve) => {
        answer = (result) => {
          answer = null;
          resolve(result);
        };
      });
    },
    full: () => told.push('full'),
    drained: () => told.push('drained'),
    refused: (segment, pieces) => told.push(`refused ${segment}: ${pieces}`),
  });
  return {
    queue,
    got,
    told,
    async answer(result: Result<unknown> = accept({})): Promise<void> {
      answer?.(result);
      await turn();
    },
    get open() {
      return answer !== null;
    },
  };
}

it('pieces go in their order, each when the one before is on the disk', async () => {
  const { queue, got, answer } = station();
  for (const data of ['a', 'b', 'c']) queue.put(piece(1, data));
  queue.put({ do: 'stop', segment: 1 });
  expect(got).toEqual(['a']);
  await answer();
  expect(got).toEqual(['a', 'b']);
  expect(queue.waiting).toBe(20);
  await answer();
  await answer();
  expect(got).toEqual(['a', 'b', 'c', 'stop 1']);
  expect(queue.waiting).toBe(0);
});

it('says once that too much waits, keeps it nevertheless, and says when all has gone', async () => {
  const { queue, got, told, answer } = station(25);
  for (const data of ['a', 'b', 'c', 'd']) queue.put(piece(1, data));
  expect(told).toEqual(['full']);
  for (let i = 0; i < 4; i++) await answer();
  expect(got).toEqual(['a', 'b', 'c', 'd']);
  expect(told).toEqual(['full', 'drained']);
});

it('a refused piece takes the rest of its segment with it, and no other segment’s, and says how many', async () => {
  const { queue, got, told, answer } = station();
  for (const [segment, data] of [
    [1, 'a1'],
    [2, 'a2'],
    [1, 'b1'],
    [2, 'b2'],
  ] as const)
    queue.put(piece(segment, data));
  await answer(no);
  await answer();
  await answer();
  expect(told).toEqual(['refused 1: 2']);
  expect(got).toEqual(['a1', 'a2', 'b2']);
  expect(queue.waiting).toBe(0);
});

it('what waited for a station that is gone goes to no other one', async () => {
  const first = station();
  first.queue.put(piece(1, 'a'));
  first.queue.put(piece(1, 'b'));
  first.queue.clear();
  await first.answer(no);
  first.queue.put(piece(2, 'c'));
  expect(first.got).toEqual(['a', 'c']);
  expect(first.told).toEqual([]);
  expect(first.queue.waiting).toBe(10);
});

it('every piece is sent exactly once, however putting and answering interleave', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 60 }), async (steps) => {
      const one = station(1e9);
      let put = 0;
      for (const puts of steps) {
        if (puts) one.queue.put(piece(1, String(put++)));
        else await one.answer();
      }
      while (one.open) await one.answer();
      expect(one.got).toEqual(Array.from({ length: put }, (_, i) => String(i)));
    }),
    { numRuns: 50 },
  );
});
