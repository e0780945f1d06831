import { existsSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { type Evaluation, evaluation, withoutEffect } from './house.ts';

let all: Evaluation;
afterEach(() => all.close());

test('an evaluation over real sockets and files comes to its sealed result', async () => {
  all = await evaluation();
  await all.lead.until(({ status }) => status?.stage === 'sealed');
  expect(all.faults).toEqual([]);
  expect(all.lead.window.state!.outcome!.kind).toBe('ranked');
  expect(withoutEffect(all.lead.window.state!)).toEqual([]);
  expect(existsSync(`${all.house.folder}/room/sealed/SMALL-2026-001-1.seal.json`)).toBe(true);
}, 120_000);
