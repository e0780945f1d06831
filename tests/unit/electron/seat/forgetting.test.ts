/** The room's word that the centre has the result may come before the last entries do. */
import { expect, test } from 'vitest';
import { forgetting } from '../../../../electron/seat/forgetting.ts';
import { accept, type Result, refusal, refuse } from '../../../../shared/refusal.ts';

const SAID = { receipt: 'the receipt', seal: 'the seal' };
const early = refusal('COPY_OPEN', '尚未收全', 'the end has not come');

test('what did not hold when it was heard is tried again as the copy grows, and tells why nothing was deleted until then', async () => {
  let answer: Result<unknown> = refuse(early);
  const asked: unknown[] = [];
  let done = 0;
  const end = forgetting({
    mayEnd: () => true,
    async finish(said) {
      asked.push(said);
      return answer;
    },
    done: () => void done++,
  });
  await end.grown();
  expect([asked, end.kept()]).toEqual([[], null]);
  await end.hear(SAID);
  expect([asked, end.kept(), done]).toEqual([[SAID], early, 0]);
  answer = accept(undefined);
  await end.grown();
  expect([asked, end.kept(), done]).toEqual([[SAID, SAID], null, 1]);
  await end.grown();
  expect(asked).toHaveLength(2);
});

test('nothing is deleted while the copy is not in step, or has just convicted its host, whatever holds', async () => {
  let inStep = false;
  let done = 0;
  const end = forgetting({
    mayEnd: () => inStep,
    finish: async () => accept(undefined),
    done: () => void done++,
  });
  await end.hear(SAID);
  await end.grown();
  expect([done, end.kept()]).toEqual([0, null]);
  inStep = true;
  await end.grown();
  expect(done).toBe(1);
});
