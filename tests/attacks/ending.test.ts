/** Endings that the journal does not give, or that a majority has not voted. */
import { describe, expect, it } from 'vitest';
import * as day from '../../electron/rehearsal/day.ts';
import { does } from '../../electron/rehearsal/people.ts';
import { activeSession } from '../../shared/evaluation/committee.ts';
import { scoresOut } from '../../shared/evaluation/gate.ts';
import { rankingDigest } from '../../shared/evaluation/outcome.ts';
import { PHASES } from '../../shared/journal/acts.ts';
import type { Motion } from '../../shared/journal/motion.ts';
import { checkSigners } from '../../shared/verdict/roomChecks.ts';
import type { ReadSeal } from '../../shared/verdict/sealChecks.ts';
import { findings } from '../../shared/verdict/verdict.ts';
import {
  arrived,
  attempt,
  goTo,
  playTo,
  playToScores,
  roundIn,
  scoreAndSubmit,
  seatOf,
  verdictOn,
} from '../simulator/room.ts';

const carry = (room: day.Room, motion: Motion) => day.carryMotion(room, seatOf(room, 'E1'), motion);

describe('an outcome', () => {
  it('that the journal does not give is refused, and so is one without its vote', async () => {
    const { room } = await playTo('consolidation', 'outcome');
    const none = { reason: 'x', ranking: null, matters: '' };
    expect(
      verdictOn(room, 'E1', 'outcome', { kind: 'ranked', reason: '', ranking: 'ab'.repeat(32), matters: '' }),
    ).toBe('RANKING_DIFFERS');
    expect(verdictOn(room, 'E1', 'outcome', { kind: 'void', ...none })).toBe('NOT_VOID');
    expect(verdictOn(room, 'E1', 'outcome', { kind: 'all-rejected', ...none })).toBe('NO_VOTE');
    expect(verdictOn(room, 'E1', 'outcome', { kind: 'stopped', ...none })).toBe('NO_VOTE');
    expect(verdictOn(room, 'S1', 'outcome', { kind: 'stopped', ...none })).toBe('OFFICE');
    expect(verdictOn(room, 'E1', 'move', { motion: { kind: 'reject-all', reason: 'x' } })).toBe(
      'ENOUGH_BIDS',
    );
  });

  it('all rejected by vote falls when enough bids are back in', async () => {
    const passes = (_: string, bid: string) =>
      bid === 'B3' ? { pass: false, reason: '未盖章' } : { pass: true, reason: '' };
    const { room } = await playTo('clarification', 'enough again', undefined, { passes });
    const motion = carry(room, { kind: 'reject-all', reason: '缺乏竞争' });
    const outcome = { kind: 'all-rejected', reason: '缺乏竞争', ranking: null, matters: '', motion } as const;
    expect(verdictOn(room, 'E1', 'outcome', outcome)).toBeNull();
    const act = does(room.world, seatOf(room, 'E1'), 'back', { to: 'review', reason: '重新核对' });
    does(room.world, room.supervisor, 'witness', { act });
    for (const check of ['C1', 'C2'])
      for (const who of ['E1', 'E2', 'E3'])
        does(room.world, seatOf(room, who), 'review', { bid: 'B3', check, pass: true, reason: '' });
    day.proceed(room);
    expect(verdictOn(room, 'E1', 'outcome', outcome)).toBe('NO_VOTE');
  });

  it('of a tie settled before a score was changed is settled anew', async () => {
    const { room } = await playTo('consolidation', 'tie then change', undefined, { scores: () => '20' });
    day.settle(room);
    expect(day.state(room).settled).toEqual(['B1']);
    const change = {
      round: 1,
      bid: 'B2',
      item: 'T1',
      from: '20',
      to: '30',
      ground: 'tender-clause',
      reason: '漏看',
    } as const;
    for (const who of ['E5', 'E4', 'E3']) does(room.world, seatOf(room, who), 'change', change);
    expect(day.state(room).settled).toBeNull();
    expect(roundIn(room).sheets.get('E5')!.values.size).toBe(6);
  });
});

describe('signing and closing', () => {
  it('taken to agree is an act of a majority, the seal’s majority cannot be excused away, another report is not signed', async () => {
    const { room } = await playToScores('signing');
    await goTo(room, 'consolidation');
    day.conclude(room);
    await day.report(room, async () => 'ab'.repeat(32));
    expect(verdictOn(room, 'E1', 'sign', { report: 'cd'.repeat(32) })).toBe('REPORT_DIFFERS');
    const agree = { kind: 'taken-to-agree', member: 'E5', reason: '拒签' } as const;
    expect(verdictOn(room, 'S1', 'move', { motion: agree })).toBe('OFFICE');
    const motion = does(room.world, seatOf(room, 'E1'), 'move', { motion: agree });
    does(room.world, seatOf(room, 'E1'), 'vote', { motion, yes: true, reason: '' });
    const close = { outcome: 'sealed', reason: '', excused: [] } as const;
    expect(verdictOn(room, 'S1', 'close', { ...close, excused: [] })).toBe('UNSIGNED');
    for (const who of ['E2', 'E3'])
      does(room.world, seatOf(room, who), 'vote', { motion, yes: true, reason: '' });
    expect(verdictOn(room, 'E5', 'dissent', { report: 'ab'.repeat(32), reason: 'x' })).toBe('SIGNED');
    for (const who of ['E1', 'E2', 'E3', 'E4'])
      does(room.world, seatOf(room, who), 'sign', { report: 'ab'.repeat(32) });
    const excused = ['E1', 'E2', 'E3'].map((who) => ({ who, reason: 'x' }));
    expect(verdictOn(room, 'S1', 'close', { ...close, excused })).toBe('EXCUSED');
    expect(verdictOn(room, 'S1', 'close', { ...close, excused: [] })).toBeNull();
  });

  it('is over a report that names the journal as it is, made after the outcome: the chair cannot put another there', async () => {
    const { room } = await playToScores('false report');
    await goTo(room, 'consolidation');
    const early = day.state(room).head;
    day.conclude(room);
    const { head } = day.state(room);
    const report = (named: typeof head, who = 'E1') =>
      verdictOn(room, who, 'report', { digest: 'ab'.repeat(32), head: named });
    for (const named of [
      { ...head, hash: 'ab'.repeat(32) },
      { ...head, seq: head.seq + 1 },
      { ...head, seq: head.seq - 1 },
      { seq: 0, hash: '0'.repeat(64) },
    ])
      expect(report(named), JSON.stringify(named)).toBe('REPORT_HEAD');
    expect(report(early)).toBe('REPORT_STALE');
    expect(report(head, 'E2')).toBe('OFFICE');
    expect(report(head)).toBeNull();
  });

  it('under a sealed result needs a majority’s signatures, whatever reasons are recorded for the others', async () => {
    const { room } = await playToScores('few signers');
    await goTo(room, 'consolidation');
    day.conclude(room);
    await day.report(room, async () => 'ab'.repeat(32));
    day.signReport(room);
    day.close(room);
    const state = day.state(room);
    const faultOf = (without: readonly string[], excused = without) => {
      const found = findings();
      const signers = ['S1', ...state.members.filter((who) => !without.includes(who))];
      const closed = { ...state.closed!, excused: excused.map((who) => ({ who, reason: '已离场' })) };
      const keys = signers.map((who) => activeSession(state, who)!.key);
      checkSigners(found, { ...state, closed }, { signers: keys } as unknown as ReadSeal);
      return found.verdict().checks.find(({ id }) => id === 'signers')!.reason?.code ?? null;
    };
    expect(state.closed!.outcome).toBe('sealed');
    expect(faultOf([])).toBeNull();
    expect(faultOf(['E4', 'E5'])).toBeNull();
    expect(faultOf(['E4', 'E5'], ['E4'])).toBe('SIGNER_MISSING');
    expect(faultOf(['E3', 'E4', 'E5'])).toBe('SIGNERS_FEW');
    expect(faultOf(['E1', 'E2', 'E3', 'E4', 'E5'])).toBe('SIGNERS_FEW');
  });

  it('what a recused member judged is never ranked: there is no outcome and no seal before the substitution', async () => {
    const { room } = await playTo('consolidation', 'recused at the end');
    const ranking = rankingDigest(room.world.crypto, day.state(room));
    does(room.world, seatOf(room, 'E5'), 'recuse', { ground: 'tie', reason: '亲属' });
    expect(verdictOn(room, 'E1', 'outcome', { kind: 'ranked', reason: '', ranking, matters: '' })).toBe(
      'RECUSED',
    );
  });

  it('whatever the phase, also in a pause, the supervisor can close the room as aborted', async () => {
    const { room } = await arrived('abort');
    const close = { outcome: 'sealed-aborted' as const, reason: '人数不足', excused: [] };
    const seen: string[] = [];
    const closable = (): void => {
      const { phase } = day.state(room);
      expect(verdictOn(room, 'S1', 'close', close), phase).toBeNull();
      seen.push(phase);
    };
    for (const phase of PHASES.slice(1, PHASES.indexOf('report'))) {
      closable();
      await goTo(room, phase);
    }
    closable();
    day.conclude(room);
    closable();
    await day.report(room, async () => 'ab'.repeat(32));
    closable();
    expect(seen).toEqual(PHASES.filter((phase) => phase !== 'closed'));
    does(room.world, room.supervisor, 'pause', { reason: '夜间', present: [] });
    closable();
  });

  it('an aborted room gives its reason', async () => {
    const { room } = await arrived('aborted');
    expect(attempt(room, 'S1', 'close', { outcome: 'sealed-aborted', reason: ' ', excused: [] }).code).toBe(
      'CLOSE_REASON',
    );
    expect(
      attempt(room, 'S1', 'close', { outcome: 'sealed-aborted', reason: '人数不足', excused: [] }).code,
    ).toBeNull();
  });

  it('an aborted room excuses members alone, each once and with a reason of his own, and who is not here has to be excused', async () => {
    const { room } = await arrived('aborted without');
    const close = (...names: string[]) =>
      verdictOn(room, 'S1', 'close', {
        outcome: 'sealed-aborted',
        reason: '人数不足',
        excused: names.map((who) => ({ who, reason: `${who} 已离场` })),
      });
    expect(close('S1')).toBe('EXCUSED');
    expect(close('R1')).toBe('EXCUSED');
    expect(close('E1', 'E1')).toBe('EXCUSED');
    expect(close('E1', 'E2', 'E3', 'E4', 'E5')).toBeNull();
    const { key } = activeSession(day.state(room), 'E5')!;
    day.state(room).sessions.get(key)!.closed = day.state(room).head.seq;
    expect(close('E1')).toBe('UNEXCUSED');
    expect(close('E5')).toBeNull();
  });

  it('under an aborted room’s seal nobody is missing without a reason of his own, and the supervisor never', async () => {
    const { room } = await arrived('aborted seal');
    const excused = ['E2', 'E3', 'E4'].map((who) => ({ who, reason: '已离场' }));
    does(room.world, room.supervisor, 'close', { outcome: 'sealed-aborted', reason: '停电', excused });
    const state = day.state(room);
    const signed = (...who: string[]) => {
      const found = findings();
      const signers = who.map((one) => activeSession(state, one)!.key);
      checkSigners(found, state, { signers } as unknown as ReadSeal);
      const verdict = found.verdict();
      const { result, reason } = verdict.checks.find(({ id }) => id === 'signers')!;
      return [result, reason?.en ?? verdict.notes.map(({ en }) => en.split(' ')[0])];
    };
    const without = (who: string) => `The signature of ${who} is missing without a recorded reason`;
    expect(signed('S1')).toEqual(['FAIL', without('E1')]);
    expect(signed('S1', 'E1')).toEqual(['FAIL', without('E5')]);
    expect(signed('E1', 'E5')).toEqual(['FAIL', without('S1')]);
    expect(signed('S1', 'E1', 'E5')).toEqual(['PASS', ['E2', 'E3', 'E4', 'Aborted']]);
    expect(signed('S1', 'E1', 'E5', 'E4')).toEqual(['PASS', ['E2', 'E3']]);
  });

  it('a room’s scores may be known from the moment the last sheet is in, released on record or not', async () => {
    const { room } = await playToScores('known', ['E1', 'E2', 'E3', 'E4']);
    expect(scoresOut(day.state(room))).toBe(false);
    scoreAndSubmit(room, 'E5');
    expect(scoresOut(day.state(room))).toBe(true);
  });
});
