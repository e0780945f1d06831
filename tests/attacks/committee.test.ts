/** What the supervisor cannot do without the committee, the chair without a majority, and a vote after its time. */
import { describe, expect, it } from 'vitest';
import * as day from '../../electron/rehearsal/day.ts';
import { does } from '../../electron/rehearsal/people.ts';
import { nextPhase } from '../../shared/evaluation/course.ts';
import { PHASES } from '../../shared/journal/acts.ts';
import type { Motion } from '../../shared/journal/motion.ts';
import { arrived, goTo, playTo, seatOf, smallProject, verdictOn } from '../simulator/room.ts';

const absence = { kind: 'absence', member: 'E5', reason: '离场' } as const;
const carry = (room: day.Room, motion: Motion, by = 'E1') => day.carryMotion(room, seatOf(room, by), motion);
const substitute = (motion: string, into = 'R1') =>
  ({ out: 'E5', in: into, ground: { kind: 'absence', motion } }) as const;

describe('substitution', () => {
  it('by the supervisor alone is refused, at every phase', async () => {
    const { room } = await arrived('supervisor alone');
    const none = 'ab'.repeat(32);
    const seen: string[] = [];
    const alone = (): void => {
      const { phase } = day.state(room);
      for (const ground of [
        { kind: 'absence', motion: none } as const,
        { kind: 'recusal', act: none } as const,
      ])
        expect(verdictOn(room, 'S1', 'substitute', { out: 'E5', in: 'R1', ground }), phase).toBe(
          'SUBSTITUTE_GROUND',
        );
      expect(verdictOn(room, 'S1', 'move', { motion: absence }), phase).toBe('OFFICE');
      seen.push(phase);
    };
    for (const phase of PHASES.slice(1, PHASES.indexOf('report'))) {
      await goTo(room, phase);
      alone();
    }
    day.conclude(room);
    alone();
    await day.report(room, async () => none);
    alone();
    expect(seen).toEqual(PHASES.slice(1, PHASES.indexOf('closed')));
  });

  it('needs a majority that this member is absent, not a motion, a minority, or a vote on another', async () => {
    const { room } = await playTo('review', 'majority');
    const motion = does(room.world, seatOf(room, 'E1'), 'move', { motion: absence });
    for (const who of ['E1', 'E2'])
      does(room.world, seatOf(room, who), 'vote', { motion, yes: true, reason: '' });
    expect(verdictOn(room, 'S1', 'substitute', substitute(motion))).toBe('SUBSTITUTE_GROUND');
    const other = carry(room, { ...absence, member: 'E4' });
    expect(verdictOn(room, 'S1', 'substitute', substitute(other))).toBe('SUBSTITUTE_GROUND');
    does(room.world, seatOf(room, 'E3'), 'vote', { motion, yes: true, reason: '' });
    for (const into of ['E4', 'S1', 'R9'])
      expect(verdictOn(room, 'S1', 'substitute', substitute(motion, into))).toBe('NOT_RESERVE');
    expect(verdictOn(room, 'E1', 'substitute', substitute(motion))).toBe('OFFICE');
    expect(verdictOn(room, 'S1', 'substitute', substitute(motion))).toBeNull();
  });

  it('on another’s recusal is refused', async () => {
    const { room } = await playTo('review', 'others recusal');
    const act = does(room.world, seatOf(room, 'E4'), 'recuse', { ground: 'kin', reason: '近亲属' });
    const ground = { kind: 'recusal', act } as const;
    expect(verdictOn(room, 'S1', 'substitute', { out: 'E5', in: 'R1', ground })).toBe('SUBSTITUTE_GROUND');
    expect(verdictOn(room, 'S1', 'substitute', { out: 'E4', in: 'R1', ground })).toBeNull();
  });

  it('on a vote of the morning is refused when the member has come back since', async () => {
    const { room } = await playTo('review', 'old vote');
    const motion = carry(room, absence);
    expect(verdictOn(room, 'S1', 'substitute', substitute(motion))).toBeNull();
    const pass = { bid: 'B1', check: 'C1', pass: true, reason: '' };
    does(room.world, seatOf(room, 'E5'), 'review', pass);
    expect(verdictOn(room, 'S1', 'substitute', substitute(motion))).toBe('ABSENCE_LAPSED');
  });

  it('on the vote stands although the absent member’s seat goes on by itself', async () => {
    const { room } = await playTo('scoring', 'unattended seat');
    const motion = carry(room, absence);
    await day.exchangeKeys(room);
    expect(verdictOn(room, 'S1', 'substitute', substitute(motion))).toBeNull();
  });

  it('absence is the chair’s to record once there is one, except the chair’s own', async () => {
    const { room } = await playTo('review', 'chair records');
    expect(verdictOn(room, 'E2', 'move', { motion: absence })).toBe('CHAIR_ONLY');
    expect(verdictOn(room, 'E2', 'move', { motion: { ...absence, member: 'E1' } })).toBeNull();
  });

  it.each([
    'commitment',
    'chair',
    'reading',
    'review',
    'clarification',
    'scoring',
    'consolidation',
    'report',
    'signing',
  ] as const)('of the chair in phase %s leaves a way on to the closed room', async (phase) => {
    const { room } = await arrived(`chair out ${phase}`);
    await goTo(room, phase === 'report' || phase === 'signing' ? 'consolidation' : phase);
    if (phase === 'report' || phase === 'signing') day.conclude(room);
    if (phase === 'signing') await day.report(room, async () => 'ab'.repeat(32));
    if (phase === 'commitment') {
      day.tellNames(room);
      day.commit(room);
    }
    const act = does(room.world, seatOf(room, 'E1'), 'recuse', { ground: 'other', reason: '其他' });
    await day.substitute(room, 'E1', { kind: 'recusal', act });
    day.commit(room);
    const heir = { ...room, minds: { ...room.minds, chair: 'E2' } };
    if (!['commitment', 'chair'].includes(phase)) {
      expect(day.state(room).chair).toBeNull();
      day.elect(heir);
      day.read(room);
    }
    await goTo(heir, 'consolidation');
    day.conclude(heir);
    await day.report(heir, async () => 'ab'.repeat(32));
    day.signReport(heir);
    day.close(heir);
    expect(day.state(room).closed?.outcome).toBe('sealed');
  });
});

describe('the election', () => {
  it('begins anew when a member is replaced in it: no ballot for or by the one who left locks the others out', async () => {
    const { room } = await playTo('chair', 'stuck election');
    const votes = { E1: 'E5', E2: 'E5', E3: 'E1', E4: 'E1' };
    for (const [who, chair] of Object.entries(votes))
      does(room.world, seatOf(room, who), 'ballot', { round: 1, chair });
    expect(day.state(room).chair).toBeNull();
    await day.substitute(room, 'E5', { kind: 'absence', motion: carry(room, absence) });
    day.commit(room);
    day.elect(room);
    expect(day.state(room).chair).toMatchObject({ member: 'E1', round: 2 });
  });

  it('takes one ballot from each, for a member, not for the purchaser’s delegate, and not after it is over', async () => {
    const { room } = await playTo('chair', 'ballots', smallProject({ regime: 'procurement' }));
    expect(verdictOn(room, 'E1', 'ballot', { round: 1, chair: 'E4' })).toBe('BALLOT_OWNER');
    expect(verdictOn(room, 'E1', 'ballot', { round: 1, chair: 'R1' })).toBe('BALLOT_CANDIDATE');
    expect(verdictOn(room, 'E1', 'ballot', { round: 2, chair: 'E1' })).toBe('BALLOT_ROUND');
    does(room.world, seatOf(room, 'E1'), 'ballot', { round: 1, chair: 'E1' });
    expect(verdictOn(room, 'E1', 'ballot', { round: 1, chair: 'E1' })).toBe('BALLOT_TWICE');
    expect(verdictOn(room, 'S1', 'ballot', { round: 1, chair: 'E1' })).toBe('OFFICE');
    day.elect({ ...room, seats: new Map([...room.seats].slice(1)) });
    expect(verdictOn(room, 'E5', 'ballot', { round: 1, chair: 'E2' })).toBe('CHAIR_ELECTED');
  });
});

describe('going back', () => {
  it('is the chair’s request and the supervisor’s witness, neither alone', async () => {
    const { room } = await playTo('consolidation', 'back');
    expect(verdictOn(room, 'S1', 'back', { to: 'review', reason: 'x' })).toBe('OFFICE');
    expect(verdictOn(room, 'S1', 'witness', { act: 'ab'.repeat(32) })).toBe('BACK_UNKNOWN');
    const act = does(room.world, seatOf(room, 'E1'), 'back', { to: 'review', reason: '漏项' });
    expect(day.state(room).phase).toBe('consolidation');
    expect(verdictOn(room, 'E1', 'witness', { act })).toBe('OFFICE');
  });

  it('on a request of an earlier phase is refused: the supervisor keeps none in hand', async () => {
    const { room } = await playTo('clarification', 'old request');
    const act = does(room.world, seatOf(room, 'E1'), 'back', { to: 'review', reason: '漏项' });
    expect(verdictOn(room, 'S1', 'witness', { act })).toBeNull();
    await goTo(room, 'consolidation');
    expect(verdictOn(room, 'S1', 'witness', { act })).toBe('BACK_STALE');
  });

  it('after a signature is refused', async () => {
    const { room } = await playTo('consolidation', 'signed already');
    day.conclude(room);
    await day.report(room, async () => 'ab'.repeat(32));
    const act = does(room.world, seatOf(room, 'E1'), 'back', { to: 'review', reason: '漏项' });
    does(room.world, seatOf(room, 'E2'), 'sign', { report: 'ab'.repeat(32) });
    expect(verdictOn(room, 'E1', 'back', { to: 'review', reason: '漏项' })).toBe('SIGNED');
    expect(verdictOn(room, 'S1', 'witness', { act })).toBe('BACK_STALE');
  });
});

describe('a rejection', () => {
  const fail = { bid: 'B3', check: 'C1', pass: false, reason: '未盖章' };
  const sheet = { bid: 'B3', check: 'C1', ground: '未盖章', clause: '3.1' };

  it('needs a majority that fails the bid, and a deliberation; a fail needs a reason', async () => {
    const { room } = await playTo('review', 'rejection');
    expect(verdictOn(room, 'E1', 'review', { ...fail, reason: ' ' })).toBe('REVIEW_REASON');
    for (const who of ['E1', 'E2']) does(room.world, seatOf(room, who), 'review', fail);
    expect(verdictOn(room, 'E1', 'reject', sheet)).toBe('NO_MAJORITY');
    does(room.world, seatOf(room, 'E3'), 'review', fail);
    expect(verdictOn(room, 'E1', 'reject', sheet)).toBe('DELIBERATION_DUE');
    does(room.world, seatOf(room, 'E2'), 'deliberate', { bid: 'B3', check: 'C1', matter: '盖章' });
    expect(verdictOn(room, 'E2', 'reject', sheet)).toBe('OFFICE');
    does(room.world, seatOf(room, 'E1'), 'reject', sheet);
    expect(day.state(room).rejections.size).toBe(1);
  });

  it('falls with the majority that it stands on', async () => {
    const { room } = await playTo('review', 'rejection falls', undefined, {
      passes: (_, bid, check) => (bid === 'B3' && check === 'C1' ? fail : { pass: true, reason: '' }),
    });
    day.review(room);
    expect(day.state(room).rejections.size).toBe(1);
    for (const who of ['E1', 'E2', 'E3'])
      does(room.world, seatOf(room, who), 'review', { ...fail, pass: true });
    expect(day.state(room).rejections.size).toBe(0);
    expect(nextPhase(day.state(room))).toBe('clarification');
  });
});
