/** Who is ticked as present before the supervisor looks: nobody whose seat is not there. */
import { expect, it } from 'vitest';
import * as day from '../../../../electron/rehearsal/day.ts';
import { enter } from '../../../../electron/rehearsal/people.ts';
import { takenAsPresent } from '../../../../renderer/room/takenAsPresent.ts';
import { activeSession } from '../../../../shared/evaluation/committee.ts';
import { arrived, MEMBERS } from '../../../simulator/room.ts';

const { room } = await arrived('present');
const state = () => day.state(room);
const sessionOf = (who: string): string => activeSession(state(), who)!.key;
const seat = (sessions: readonly string[], up = true) => ({
  seat: '1',
  up,
  since: '2026-05-18T09:30:00Z',
  sessions: [...sessions],
  entries: 1,
});
const seats = () => MEMBERS.map((who) => seat([sessionOf(who)]));

it('everybody who is admitted and connected, in the committee’s order', () => {
  expect(takenAsPresent(state(), seats().toReversed())).toEqual([...MEMBERS]);
});

it('not whose seat is cut off, nor whose seat has not come', () => {
  const [first, second, ...others] = seats();
  expect(takenAsPresent(state(), [{ ...first!, up: false }, second!, ...others])).toEqual(MEMBERS.slice(1));
  expect(takenAsPresent(state(), others)).toEqual(MEMBERS.slice(2));
  expect(takenAsPresent(state(), [])).toEqual([]);
});

it('whoever has moved is where he sits now', async () => {
  const before = seats();
  await enter(room.world, room.supervisor, 'E1', '9');
  expect(takenAsPresent(state(), before)).toEqual(MEMBERS.slice(1));
  expect(takenAsPresent(state(), seats())).toEqual([...MEMBERS]);
});
