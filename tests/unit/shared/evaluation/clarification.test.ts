/** Questions to bidders: nobody goes on to scores or to a ranking over one that is open. */
import { describe, expect, it } from 'vitest';
import { proceed, settle } from '../../../../electron/rehearsal/day.ts';
import { does } from '../../../../electron/rehearsal/people.ts';
import { answerable } from '../../../../shared/evaluation/clarification.ts';
import { blockers } from '../../../../shared/evaluation/course.ts';
import { rankingDigest } from '../../../../shared/evaluation/outcome.ts';
import type { Phase } from '../../../../shared/journal/acts.ts';
import { crypto, goTo, type Play, playTo, seatOf, verdictOn } from '../../../simulator/room.ts';

const chairOf = ({ room }: Play): string => room.world.host.state().chair!.member;

const asks = (play: Play, bid = 'B1'): string =>
  does(play.room.world, seatOf(play.room, chairOf(play)), 'question', { bid, text: '请说明工期' });

const answers = ({ room }: Play, question: string): string =>
  does(room.world, room.supervisor, 'answer', { question, text: '一百二十日', signedBy: '甲' });

const ranked = (play: Play): string | null => {
  settle(play.room);
  return verdictOn(play.room, chairOf(play), 'outcome', {
    kind: 'ranked',
    reason: '',
    ranking: rankingDigest(crypto, play.room.world.host.state()),
    matters: '',
  });
};

describe('a question to a bidder', () => {
  it.each<Phase>(['review', 'clarification', 'scoring', 'consolidation'])(
    'asked in %s keeps the ranking back until its answer stands beside it',
    async (phase) => {
      const play = await playTo(phase, `asked in ${phase}`);
      const state = () => play.room.world.host.state();
      const question = asks(play);
      expect(answerable(state())).toEqual([question]);
      if (phase === 'review' || phase === 'clarification') {
        await goTo(play.room, 'clarification');
        expect(blockers(state(), 'scoring').map(({ code }) => code)).toContain('QUESTION_OPEN');
        expect(() => proceed(play.room)).toThrow('QUESTION_OPEN');
        answers(play, question);
      }
      await goTo(play.room, 'consolidation');
      if (answerable(state()).length > 0) {
        expect(ranked(play)).toBe('QUESTION_OPEN');
        answers(play, question);
      }
      expect(state().questions.get(question)!.answer).toMatchObject({ text: '一百二十日', signedBy: '甲' });
      expect(ranked(play)).toBeNull();
    },
  );

  it('is the chair’s, to a bidder who is there, and is answered once', async () => {
    const play = await playTo('clarification', 'asked');
    const other = play.room.world.host.state().members.find((who) => who !== chairOf(play))!;
    const question = { bid: 'B1', text: '请说明工期' };
    expect(verdictOn(play.room, other, 'question', question)).toBe('OFFICE');
    expect(verdictOn(play.room, chairOf(play), 'question', { ...question, bid: 'B9' })).toBe('BID_UNKNOWN');
    const hash = asks(play);
    answers(play, hash);
    expect(() => answers(play, hash)).toThrow('ANSWERED');
    expect(() => answers(play, '0'.repeat(64))).toThrow('QUESTION_UNKNOWN');
  });
});
