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
  const end = forgetting(
    async (said) => {
      asked.push(said);
      return answer;
    },
    () => done++,
  );
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
