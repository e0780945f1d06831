/** Nobody sees another's score before all are in, whoever says that it is time. */
import { describe, expect, it } from 'vitest';
import * as day from '../../electron/rehearsal/day.ts';
import { does } from '../../electron/rehearsal/people.ts';
import { gateClosed } from '../../shared/evaluation/gate.ts';
import type { Bodies } from '../../shared/journal/acts.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import {
  attempt,
  copyOf,
  MEMBERS,
  type Play,
  playToScores,
  roundIn,
  scoreAndSubmit,
  seatOf,
  verdictOn,
} from '../simulator/room.ts';

const ALL_BUT_E5 = MEMBERS.slice(0, 4);

/** What an altered seat would release, whatever the gate says. */
function everything({ room }: Play, who: string, round = 1): Bodies['release'] {
  const { keys, shares } = seatOf(room, who).keeper.secrets;
  const { deals } = day.state(room).rounds[round - 1]!;
  const key = keys.get(round);
  return {
    round,
    key: key === undefined ? null : base64url.encode(key),
    shares: [...shares].filter(([deal]) => deals.has(deal)).map(([deal, share]) => ({ deal, share })),
  };
}

const dueNow = ({ room }: Play, who: string): number[] =>
  seatOf(room, who)
    .keeper.releases(day.state(room))
    .map(({ round }) => round);

/** E5 withdraws and R1 comes in, to where scoring goes on. */
async function replaceE5({ room }: Play): Promise<void> {
  const act = does(room.world, seatOf(room, 'E5'), 'recuse', { ground: 'tie', reason: '系亲属关系' });
  await day.substitute(room, 'E5', { kind: 'recusal', act });
  day.commit(room);
  day.read(room);
  day.review(room);
  day.proceed(room);
  day.proceed(room);
  await day.exchangeKeys(room);
}

describe('the gate', () => {
  it('stays closed until the last member has submitted, for the whole committee together too', async () => {
    const play = await playToScores('early', ALL_BUT_E5);
    for (const who of MEMBERS) {
      expect(dueNow(play, who)).toEqual([]);
      expect(attempt(play.room, who, 'release', everything(play, who))).toEqual({
        appended: true,
        code: 'GATE_CLOSED',
      });
    }
    expect(roundIn(play.room).sheets.size).toBe(0);
  });

  it('stays closed for an act that had not seen the last submission, though it comes after it', async () => {
    const play = await playToScores('old seen', ALL_BUT_E5);
    const seen = day.state(play.room).head;
    scoreAndSubmit(play.room, 'E5');
    expect(attempt(play.room, 'E1', 'release', everything(play, 'E1'), { seen }).code).toBe('GATE_UNSEEN');
    expect(attempt(play.room, 'E1', 'release', everything(play, 'E1')).code).toBeNull();
  });

  it('is opened by no phase: neither the chair’s word nor a host that says so', async () => {
    const play = await playToScores('phase flag', ALL_BUT_E5);
    const { room } = play;
    expect(verdictOn(room, 'E1', 'proceed', { to: 'consolidation' })).toBe('NOT_SUBMITTED');
    for (const phase of ['consolidation', 'report', 'signing'] as const) {
      const told = { ...copyOf(day.state(room)), phase };
      expect(gateClosed(told, 1, told.head.seq)?.code).toBe('GATE_CLOSED');
      expect(seatOf(room, 'E1').keeper.releases(told)).toEqual([]);
    }
  });

  it('stays closed while the room is paused, and the seat gives out its key when it goes on', async () => {
    const play = await playToScores('paused', MEMBERS);
    does(play.room.world, play.room.supervisor, 'pause', { reason: '夜间', present: [] });
    expect(dueNow(play, 'E1')).toEqual([]);
    expect(verdictOn(play.room, 'E1', 'release', everything(play, 'E1'))).toBe('PAUSED');
    does(play.room.world, play.room.supervisor, 'resume', { present: [] });
    expect(dueNow(play, 'E1')).toEqual([1]);
  });

  it('closes again when a member is replaced before all were in: the substitute scores unseen scores beside', async () => {
    const play = await playToScores('replaced early', ['E1', 'E2']);
    await replaceE5(play);
    expect(day.state(play.room).rounds).toHaveLength(1);
    for (const who of ['E3', 'E4']) scoreAndSubmit(play.room, who);
    expect(attempt(play.room, 'E1', 'release', everything(play, 'E1')).code).toBe('GATE_CLOSED');
    scoreAndSubmit(play.room, 'R1');
    day.releaseAll(play.room);
    expect(roundIn(play.room).sheets.size).toBe(5);
  });

  it('once open, a substitute scores in a new round with everybody, though not all sheets are out yet', async () => {
    const play = await playToScores('replaced late', MEMBERS);
    day.releaseFrom(play.room, seatOf(play.room, 'E1'));
    expect(roundIn(play.room).sheets.size).toBe(1);
    await replaceE5(play);
    expect(day.state(play.room).substitutions[0]).toMatchObject({ afterRelease: true });
    expect(roundIn(play.room)).toMatchObject({ number: 2, submits: new Map() });
  });
});

describe('a round that was given up', () => {
  it('is let out only when the next one is in', async () => {
    const play = await playToScores('old round', MEMBERS);
    const { room } = play;
    day.releaseFrom(room, seatOf(room, 'E1'));
    const old = everything(play, 'E2');
    const act = does(room.world, seatOf(room, 'E1'), 'back', { to: 'review', reason: '重新评审' });
    expect(verdictOn(room, 'E1', 'witness', { act })).toBe('OFFICE');
    does(room.world, room.supervisor, 'witness', { act });
    expect(attempt(room, 'E2', 'release', old).code).toBe('GATE_CLOSED');
    day.proceed(room);
    day.proceed(room);
    await day.exchangeKeys(room);
    expect(dueNow(play, 'E2')).toEqual([]);
    for (const who of ALL_BUT_E5) scoreAndSubmit(room, who);
    expect(attempt(room, 'E2', 'release', old).code).toBe('GATE_CLOSED');
    scoreAndSubmit(room, 'E5');
    expect(dueNow(play, 'E2')).toEqual([1, 2]);
    day.releaseAll(room);
    expect(day.state(room).rounds.map(({ sheets }) => sheets.size)).toEqual([5, 5]);
  });

  it('has other keys than the new one', async () => {
    const play = await playToScores('new keys', MEMBERS);
    const { room } = play;
    const act = does(room.world, seatOf(room, 'E1'), 'back', { to: 'clarification', reason: '重新澄清' });
    does(room.world, room.supervisor, 'witness', { act });
    day.proceed(room);
    await day.exchangeKeys(room);
    for (const who of MEMBERS) {
      const { keys } = seatOf(room, who).keeper.secrets;
      expect(keys.get(2)).not.toEqual(keys.get(1));
    }
  });
});

describe('a replaced member’s sheet', () => {
  it('stays closed: no seat gives its shares out, and the room does not take them', async () => {
    const play = await playToScores('replaced sheet', ['E5']);
    const { room } = play;
    const dealt = [...roundIn(room).deals.values()].find(({ dealer }) => dealer === 'E5')!;
    await replaceE5(play);
    for (const who of [...ALL_BUT_E5, 'R1']) scoreAndSubmit(room, who);
    for (const who of ALL_BUT_E5) {
      const { secrets, releases } = seatOf(room, who).keeper;
      expect(secrets.shares.has(dealt.act)).toBe(true);
      expect(releases(day.state(room))[0]!.shares.map(({ deal }) => deal)).not.toContain(dealt.act);
      const share = { deal: dealt.act, share: secrets.shares.get(dealt.act)! };
      expect(attempt(room, who, 'release', { round: 1, key: null, shares: [share] }).code).toBe(
        'SHARE_OF_REPLACED',
      );
    }
    day.releaseAll(room);
    expect([...roundIn(room).sheets.keys()].sort()).toEqual([...ALL_BUT_E5, 'R1']);
  });

  it('is deposited for the authority alone, and only a replaced member’s', async () => {
    const play = await playToScores('deposit', ['E5']);
    const deals = [...roundIn(play.room).deals.values()];
    const dealOf = (who: string) => deals.find(({ dealer }) => dealer === who)!.act;
    await replaceE5(play);
    expect(verdictOn(play.room, 'E1', 'deposit-share', { deal: dealOf('E2'), file: 'AA' })).toBe(
      'DEPOSIT_MEMBER',
    );
    expect(verdictOn(play.room, 'E1', 'deposit-share', { deal: dealOf('E5'), file: 'AA' })).toBe(
      'NO_AUTHORITY',
    );
  });

  it('a release that crossed with a substitution is due again, and not lost', async () => {
    const play = await playToScores('crossed', MEMBERS);
    const { room } = play;
    const made = seatOf(room, 'E1').keeper.releases(day.state(room))[0]!;
    await replaceE5(play);
    expect(attempt(room, 'E1', 'release', made).code).toBe('GATE_CLOSED');
    for (const who of [...ALL_BUT_E5, 'R1']) scoreAndSubmit(room, who);
    expect(dueNow(play, 'E1')).toEqual([1, 2]);
  });
});
