/** What the bar above every screen says first: no alarm of a machine hides an expert who calls. */
import { expect, it } from 'vitest';
import * as day from '../../../../electron/rehearsal/day.ts';
import { does } from '../../../../electron/rehearsal/people.ts';
import { foremost, openAlarms } from '../../../../renderer/room/openAlarms.ts';
import { arrived, seatOf } from '../../../simulator/room.ts';

it('the newest call, then the gravest of the others; what has been seen to no more', async () => {
  const { room } = await arrived('alarms');
  const { world, supervisor } = room;
  const raise = (who: string, kind: string, level: number, text = ''): string =>
    does(world, seatOf(room, who), 'alarm', { kind, level, about: who, text });
  const said = (): string[] =>
    foremost(openAlarms(day.state(room))).map(({ body }) => `${body.kind} ${body.about}`);
  expect(said()).toEqual([]);
  raise('E1', 'recording-gap', 2);
  expect(said()).toEqual(['recording-gap E1']);
  raise('E2', 'call', 1);
  const call = raise('E3', 'call', 1);
  raise('E4', 'camera-black', 3);
  raise('E5', 'recording-gap', 2);
  expect(said()).toEqual(['call E3', 'camera-black E4']);
  does(world, supervisor, 'alarm-seen', { alarm: call, note: '' });
  expect(said()).toEqual(['call E2', 'camera-black E4']);
  expect(openAlarms(day.state(room))).toHaveLength(4);
  expect(openAlarms({ ...day.state(room), phase: 'closed' })).toEqual([]);
});
