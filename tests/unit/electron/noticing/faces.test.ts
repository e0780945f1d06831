import { afterEach, expect, it } from 'vitest';
import { openFaceCounter } from '../../../../electron/noticing/faces.ts';

const grey = () => ({ width: 64, height: 64, data: new Uint8Array(64 * 64 * 3).fill(120) });

const faces = openFaceCounter(0.5);
afterEach(() => faces.close());

it('counts none where there is none', async () => {
  expect(await faces.count(grey())).toBe(0);
});

it('a worker that ends owes no answer, and the next picture gets another worker', async () => {
  const unanswered = faces.count(grey());
  await faces.close();
  expect(await unanswered).toBeNull();
  expect(await faces.count(grey())).toBe(0);
});

it('a picture that makes the worker fail is answered with null', async () => {
  expect(await faces.count({ ...grey(), width: -1 })).toBeNull();
  expect(await faces.count(grey())).toBe(0);
});
