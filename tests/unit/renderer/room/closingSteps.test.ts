/** An evaluation that was broken off has nothing open that can never come. */
import { expect, it } from 'vitest';
import * as day from '../../../../electron/rehearsal/day.ts';
import { does } from '../../../../electron/rehearsal/people.ts';
import { brokenOff, closingSteps } from '../../../../renderer/room/closingSteps.ts';
import { playTo } from '../../../simulator/room.ts';

const standings = (...of: Parameters<typeof closingSteps>): string =>
  closingSteps(...of)
    .map(({ standing }) => standing)
    .join(' ');

it('what was never concluded, reported or signed does not apply after an end before the end; the rest fills as ever', async () => {
  const { room } = await playTo('review', 'closing steps');
  expect(standings(day.state(room), 'open')).toBe('open open open open open open');
  expect(brokenOff(day.state(room))).toBeNull();
  does(room.world, room.supervisor, 'close', { outcome: 'sealed-aborted', reason: '停电', excused: [] });
  expect(brokenOff(day.state(room))).toBe('停电');
  expect(standings(day.state(room), 'closed')).toBe('dropped dropped dropped done open open');
  expect(standings(day.state(room), 'delivered')).toBe('dropped dropped dropped done done done');
});

it('a room that ended with its result has every step done, and one that was broken off after the conclusion keeps that', async () => {
  const { room } = await playTo('consolidation', 'closing steps to the end');
  day.conclude(room);
  const concluded = day.state(room);
  expect(standings(concluded, 'open')).toBe('done open open open open open');
  expect(
    standings(
      { ...concluded, closed: { outcome: 'sealed-aborted', reason: '停电', excused: [], seq: 1 } },
      'sealed',
    ),
  ).toBe('done dropped dropped done done open');
  await day.report(room, async () => 'ab'.repeat(32));
  day.signReport(room, new Map());
  day.close(room);
  expect(standings(day.state(room), 'sealed')).toBe('done done done done done open');
});
