/** In the record an expert who calls or asks to go has raised no alarm, and an alarm has the level that the windows say. */
import { expect, it } from 'vitest';
import * as day from '../../../../electron/rehearsal/day.ts';
import { does } from '../../../../electron/rehearsal/people.ts';
import type { Regime } from '../../../../shared/project/model.ts';
import { plainWords } from '../../../../shared/record/plainWords.ts';
import { arrived, seatOf, smallProject } from '../../../simulator/room.ts';

async function record(regime: Regime): Promise<readonly { zh: string; en: string }[]> {
  const { room, entries } = await arrived('alarm words', smallProject({ regime }));
  const raise = (kind: string, level: number, text: string) => {
    does(room.world, seatOf(room, 'E1'), 'alarm', { kind, level, about: 'E1', text });
    return plainWords(day.state(room), entries.at(-1)!);
  };
  return [
    raise('call', 2, '请协助'),
    raise('quit', 2, ''),
    raise('noise', 1, ''),
    raise('noise', 2, ''),
    raise('camera-lost', 3, '黑屏'),
  ];
}

it('is said by its kind and its level, in the law’s own words', async () => {
  const tendering = await record('tendering');
  expect(tendering.map(({ zh }) => zh.replace(/^.*E1 /u, ''))).toEqual([
    '呼叫见证人员：请协助。',
    '请求退出程序。',
    '发出告警（提示）。',
    '发出告警（注意）。',
    '发出告警（紧急）：黑屏。',
  ]);
  expect(tendering.map(({ en }) => en.replace(/^.*\) /u, ''))).toEqual([
    'called the supervisor: 请协助.',
    'asked to end the program.',
    'raised an alarm (Note).',
    'raised an alarm (Attention).',
    'raised an alarm (Urgent): 黑屏.',
  ]);
  expect((await record('procurement'))[0]!.zh).toContain('呼叫现场监督人员：请协助。');
});
