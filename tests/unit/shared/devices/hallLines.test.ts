/** How many people the hall is told that the room waits for: those who have yet to do it themselves. */
import { expect, it } from 'vitest';
import * as day from '../../../../electron/rehearsal/day.ts';
import { does } from '../../../../electron/rehearsal/people.ts';
import { hallCount, hallLines } from '../../../../shared/devices/hallLines.ts';
import { foldTo } from '../../../../shared/journal/fold.ts';
import { arrived, crypto, playToScores } from '../../../simulator/room.ts';

it('whoever has signed in is not waited for to sign in, though he is not admitted yet', async () => {
  const { room, entries } = await arrived('hall');
  const { pkg } = day.state(room);
  const told = entries.map(({ seq, act }) => {
    const state = foldTo(crypto, pkg, entries, seq);
    return `${act.type} ${hallCount(state)} ${hallLines(state).zh[1]}`;
  });
  expect(told.slice(0, 3)).toEqual([
    'open 5 等待 5 名专家签到',
    'sign-in 4 等待 4 名专家签到',
    'admit 4 等待 4 名专家签到',
  ]);
  expect(told.slice(-2)).toEqual(['sign-in 0 评标正在进行', 'admit 0 评标正在进行']);
});

it('nobody is counted while nothing goes on', async () => {
  const { room } = await playToScores('hall paused', ['E1', 'E2']);
  expect(hallCount(day.state(room))).toBe(3);
  expect(hallLines(day.state(room)).en[1]).toBe('Waiting for 3 to submit');
  does(room.world, room.supervisor, 'pause', { reason: '午餐', present: [] });
  expect(hallCount(day.state(room))).toBe(0);
  expect(hallLines(day.state(room)).zh[1]).toBe('评标暂停');
});
