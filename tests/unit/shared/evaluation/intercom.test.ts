/** The voice-masked intercom: who may speak with whom and when, and what the record says of it. */
import { describe, expect, it } from 'vitest';
import { does } from '../../../../electron/rehearsal/people.ts';
import { messagesOf } from '../../../../shared/gateway/messages.ts';
import type { Bodies, CallPeer, Phase } from '../../../../shared/journal/acts.ts';
import { foldTo } from '../../../../shared/journal/fold.ts';
import { plainWords } from '../../../../shared/record/plainWords.ts';
import { arrived, attempt, crypto, goTo, type Play, seatOf, verdictOn } from '../../../simulator/room.ts';

const RECIPIENT = `age1${'q'.repeat(58)}`;
const RECORDED = { recording: { due: true, recipient: RECIPIENT } };
const WITH_BIDDERS = { ...RECORDED, intercom: { bidders: true } };

const call = (peer: CallPeer): Bodies['call'] => ({ with: peer, masked: true, recorded: true });
const SUPERVISOR = call({ kind: 'supervisor', supervisor: 'S1' });
const AGENCY = call({ kind: 'agency' });
const about = (question: string) => call({ kind: 'bidder', question });

async function at(phase: Phase, seed: string, opening: Parameters<typeof arrived>[3]): Promise<Play> {
  const play = await arrived(seed, undefined, {}, opening);
  await goTo(play.room, phase);
  return play;
}

const calls = ({ room }: Play, who: string, body: Bodies['call']): string =>
  does(room.world, seatOf(room, who), 'call', body);

const ends = ({ room }: Play, who: string, call: string): string | null =>
  verdictOn(room, who, 'call-end', { call, how: 'hung-up' });

const asks = ({ room }: Play): string =>
  does(room.world, seatOf(room, room.world.host.state().chair!.member), 'question', {
    bid: 'B1',
    text: '工期',
  });

describe('a call', () => {
  it('with the supervisor or the agency begins and ends, and the record holds both moments', async () => {
    const play = await at('reading', 'calls', RECORDED);
    const state = () => play.room.world.host.state();
    for (const body of [SUPERVISOR, AGENCY]) {
      const hash = calls(play, 'E2', body);
      expect(state().calls.get(hash)).toMatchObject({ by: 'E2', with: body.with, end: null });
      does(play.room.world, seatOf(play.room, 'E2'), 'call-end', { call: hash, how: 'hung-up' });
      expect(state().calls.get(hash)!.end).toMatchObject({ how: 'hung-up', seq: state().head.seq });
    }
  });

  it('is refused where the room is not recorded', async () => {
    const play = await at('reading', 'unrecorded', {});
    expect(verdictOn(play.room, 'E1', 'call', AGENCY)).toBe('CALL_UNRECORDED');
  });

  it('is refused when the scores are out: nothing records it any more', async () => {
    const play = await at('scoring', 'released', RECORDED);
    expect(verdictOn(play.room, 'E1', 'call', AGENCY)).toBeNull();
    await goTo(play.room, 'consolidation');
    expect(verdictOn(play.room, 'E1', 'call', AGENCY)).toBe('CALL_UNRECORDED');
  });

  it('is no supervisor’s to begin, and nobody’s before the names are told', async () => {
    const play = await arrived('offices', undefined, {}, RECORDED);
    expect(verdictOn(play.room, 'S1', 'call', AGENCY)).toBe('OFFICE');
    expect(verdictOn(play.room, 'E1', 'call', AGENCY)).toBe('PHASE');
    await goTo(play.room, 'commitment');
    does(play.room.world, play.room.supervisor, 'announce', { bids: ['B1', 'B2', 'B3'] });
    expect(verdictOn(play.room, 'E1', 'call', AGENCY)).toBe('NOT_COMMITTED');
  });

  it('reaches only a supervisor who has been admitted', async () => {
    const play = await at('reading', 'supervisors', RECORDED);
    for (const supervisor of ['S2', 'E2', 'nobody'])
      expect(verdictOn(play.room, 'E1', 'call', call({ kind: 'supervisor', supervisor }))).toBe(
        'CALL_SUPERVISOR',
      );
  });

  it('is between two: neither an expert nor the other side is in two calls', async () => {
    const play = await at('reading', 'busy', RECORDED);
    const first = calls(play, 'E1', SUPERVISOR);
    expect(verdictOn(play.room, 'E1', 'call', AGENCY)).toBe('CALL_BUSY');
    expect(verdictOn(play.room, 'E2', 'call', SUPERVISOR)).toBe('CALL_BUSY');
    expect(verdictOn(play.room, 'E2', 'call', AGENCY)).toBeNull();
    does(play.room.world, play.room.supervisor, 'call-end', { call: first, how: 'lost' });
    expect(verdictOn(play.room, 'E2', 'call', SUPERVISOR)).toBeNull();
  });

  it('is ended by the own expert or the supervisor, once', async () => {
    const play = await at('reading', 'ends', RECORDED);
    const hash = calls(play, 'E1', AGENCY);
    expect(ends(play, 'E2', hash)).toBe('CALL_FOREIGN');
    expect(ends(play, 'E1', 'f'.repeat(64))).toBe('CALL_UNKNOWN');
    does(play.room.world, seatOf(play.room, 'E1'), 'call-end', { call: hash, how: 'hung-up' });
    expect(ends(play, 'S1', hash)).toBe('CALL_ENDED');
  });

  it('can be ended in a pause, and not begun', async () => {
    const play = await at('reading', 'pause', RECORDED);
    const hash = calls(play, 'E1', AGENCY);
    does(play.room.world, play.room.supervisor, 'pause', { reason: '用餐', present: [] });
    expect(verdictOn(play.room, 'E2', 'call', SUPERVISOR)).toBe('PAUSED');
    expect(ends(play, 'E1', hash)).toBeNull();
  });
});

describe('a bidder’s representative', () => {
  it('is spoken with in the clarification phase, about a question that waits for its written answer', async () => {
    const play = await at('review', 'bidder', WITH_BIDDERS);
    const question = asks(play);
    expect(verdictOn(play.room, 'E1', 'call', about(question))).toBe('CALL_PHASE');
    await goTo(play.room, 'clarification');
    expect(verdictOn(play.room, 'E1', 'call', about('f'.repeat(64)))).toBe('CALL_QUESTION');
    const hash = calls(play, 'E1', about(question));
    does(play.room.world, seatOf(play.room, 'E1'), 'call-end', { call: hash, how: 'hung-up' });
    expect(play.room.world.host.state().questions.get(question)!.answer, 'a call answers nothing').toBeNull();
    does(play.room.world, play.room.supervisor, 'answer', { question, text: '一年', signedBy: '甲' });
    expect(verdictOn(play.room, 'E1', 'call', about(question))).toBe('CALL_QUESTION');
  });

  it.each([
    ['says nothing of it', RECORDED],
    ['forbids it', { ...RECORDED, intercom: { bidders: false } }],
  ] as const)('is not spoken with where the opening %s', async (_, opening) => {
    const play = await at('clarification', 'forbidden', opening);
    expect(verdictOn(play.room, 'E1', 'call', about(asks(play)))).toBe('CALL_BIDDERS');
  });
});

describe('the record of a call', () => {
  it('says in plain words who spoke with whom, and the gateway nothing', async () => {
    const play = await at('clarification', 'words', WITH_BIDDERS);
    const question = asks(play);
    const from = play.entries.length;
    const hash = calls(play, 'E1', about(question));
    does(play.room.world, play.room.supervisor, 'call-end', { call: hash, how: 'lost' });
    const state = play.room.world.host.state();
    const told = play.entries.slice(from).map((entry) => plainWords(state, entry));
    expect(told.map(({ zh, kind, bid }) => ({ zh, kind, bid }))).toEqual([
      {
        zh: '1 号席位 专家E1 与投标人 B1 投标人1 的代表开始变声通话（双方变声，录音）。',
        kind: 'call',
        bid: 'B1',
      },
      {
        zh: '见证人员 S1 结束专家E1与投标人 B1 投标人1 的代表的变声通话（线路中断）。',
        kind: 'call',
        bid: 'B1',
      },
    ]);
    for (const entry of play.entries.slice(from)) {
      const then = foldTo(crypto, play.room.world.pkg, play.entries, entry.seq);
      expect(
        messagesOf('clarification', then, entry, then.sessions.get(entry.act.session)!.last.hash),
      ).toEqual([]);
    }
  });

  it('keeps an attempt without effect as such', async () => {
    const play = await at('reading', 'attempt', RECORDED);
    calls(play, 'E1', AGENCY);
    expect(attempt(play.room, 'E2', 'call', AGENCY)).toEqual({ appended: true, code: 'CALL_BUSY' });
    expect(play.room.world.host.state().calls.size).toBe(1);
  });
});
