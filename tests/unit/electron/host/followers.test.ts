import { expect, it } from 'vitest';
import { batch } from '../../../../electron/host/followers.ts';
import { fromRoom, MESSAGE_LIMIT, STRETCH_LIMIT } from '../../../../electron/link/wire.ts';
import { LINE_LIMIT } from '../../../../shared/journal/entry.ts';

const bytesOf = (lines: readonly string[]): number =>
  Buffer.byteLength(JSON.stringify({ say: 'entries', from: 1, lines, head: null }));

it.each([
  ['of one byte', 'a'],
  ['of three bytes', '标'],
  ['that are quoted', '"'],
])('the longest lines of characters %s fit into a message, and every seat takes it', (_, character) => {
  const lines = batch(Array.from({ length: 100 }, () => character.repeat(LINE_LIMIT)));
  expect(lines.length).toBeGreaterThan(1);
  expect(bytesOf(lines)).toBeLessThan(MESSAGE_LIMIT);
  expect(fromRoom.safeParse({ say: 'entries', from: 1, lines, head: null }).success).toBe(true);
});

it('a stretch has no more lines than a seat takes', () => {
  expect(batch(Array.from({ length: 2000 }, () => '{}'))).toHaveLength(STRETCH_LIMIT);
});
