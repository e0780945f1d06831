/** What a member can bring up from the window: the own recusal, for as long as the room lets him. */
import { expect, it } from 'vitest';
import * as day from '../../../../../electron/rehearsal/day.ts';
import { does } from '../../../../../electron/rehearsal/people.ts';
import { mattersOf } from '../../../../../renderer/seat/decisions/committeeMatters.ts';
import { activeSession } from '../../../../../shared/evaluation/committee.ts';
import { PHASES } from '../../../../../shared/journal/acts.ts';
import { arrived, goTo, playTo, seatOf } from '../../../../simulator/room.ts';

const offered = (room: day.Room, who = 'E3') =>
  mattersOf(day.state(room), activeSession(day.state(room), who)?.key ?? null).some(
    ({ kind }) => kind === 'recusal',
  );

it('a recusal is offered from the commitment to the signature, and not before', async () => {
  const { room } = await arrived('recusal offered');
  expect(offered(room)).toBe(false);
  const seen: string[] = [];
  const asked = () => {
    expect(offered(room), day.state(room).phase).toBe(true);
    seen.push(day.state(room).phase);
  };
  for (const phase of PHASES.slice(1, PHASES.indexOf('report'))) {
    await goTo(room, phase);
    asked();
  }
  day.conclude(room);
  asked();
  await day.report(room, async () => 'ab'.repeat(32));
  asked();
  expect(seen).toEqual(PHASES.slice(1, PHASES.indexOf('closed')));
});

it('who has recused himself is offered nothing more', async () => {
  const { room } = await playTo('review', 'recused already');
  does(room.world, seatOf(room, 'E3'), 'recuse', { ground: 'kin', reason: '近亲属' });
  expect(offered(room)).toBe(false);
  expect(offered(room, 'E2')).toBe(true);
});

it('nobody can say of himself that he is absent, or will not sign', async () => {
  const { room } = await playTo('review', 'absent himself');
  const chair = day.state(room).chair!.member;
  const absent = (who: string): string[] =>
    mattersOf(day.state(room), activeSession(day.state(room), who)!.key).flatMap((matter) =>
      matter.kind === 'absence' ? [matter.member] : [],
    );
  expect(absent(chair)).toEqual(day.state(room).members.filter((who) => who !== chair));
  const other = day.state(room).members.find((who) => who !== chair)!;
  expect(absent(other)).toEqual([chair]);
});
