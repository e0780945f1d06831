/** What a supervisor reads before an act is what the record says after it. */
import { expect, it } from 'vitest';
import * as day from '../../../../electron/rehearsal/day.ts';
import { does } from '../../../../electron/rehearsal/people.ts';
import type { ActType, Bodies } from '../../../../shared/journal/acts.ts';
import { plainWords, plainWordsAhead } from '../../../../shared/record/plainWords.ts';
import { playToScores } from '../../../simulator/room.ts';

it('a pause, its end, an intervention with and without a matter, an end before the end', async () => {
  const { room, entries } = await playToScores('ahead', ['E1']);
  const { world, supervisor } = room;
  const { session } = supervisor.author;
  function reads<T extends ActType>(type: T, body: Bodies[T]): string {
    const { zh, en } = plainWordsAhead(day.state(room), { type, body, session } as never);
    does(world, supervisor, type, body);
    expect({ zh, en }).toEqual((({ zh, en }) => ({ zh, en }))(plainWords(day.state(room), entries.at(-1)!)));
    return zh;
  }
  expect(reads('pause', { reason: '午餐', present: ['E1', 'E2'] })).toBe(
    '见证人员 S1 暂停评标，在场 2 人：午餐。',
  );
  expect(reads('resume', { present: ['E1'] })).toBe('见证人员 S1 恢复评标，在场 1 人。');
  expect(reads('intervene', { about: '交谈', reason: '提醒' })).toBe(
    '见证人员 S1 进行现场干预：交谈；理由：提醒。',
  );
  expect(reads('intervene', { about: '', reason: '提醒' })).toBe('见证人员 S1 进行现场干预：提醒。');
  expect(
    reads('close', {
      outcome: 'sealed-aborted',
      reason: '停电',
      excused: [{ who: 'E2', reason: '离席' }],
    }),
  ).toContain('中止并封存');
});
