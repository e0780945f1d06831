/** The grounds of recusal: each law's own, what is chosen is what the record says, and no ground of the other law takes effect. */
import { describe, expect, it } from 'vitest';
import * as day from '../../../../electron/rehearsal/day.ts';
import { does } from '../../../../electron/rehearsal/people.ts';
import { recusalGround, recusalGrounds } from '../../../../shared/evaluation/recusal.ts';
import { bodies } from '../../../../shared/journal/acts.ts';
import type { Regime } from '../../../../shared/project/model.ts';
import { plainWords } from '../../../../shared/record/plainWords.ts';
import { playTo, seatOf, smallProject, verdictOn } from '../../../simulator/room.ts';

const REGIMES = ['tendering', 'procurement'] as const;
const reason = '开评前得知';
const roomOf = (regime: Regime) => playTo('commitment', `recusal ${regime}`, smallProject({ regime }));

describe('grounds of recusal', () => {
  it('are those of the project’s law', () => {
    expect(recusalGrounds('tendering')).toEqual([
      'kin',
      'tie',
      'interest',
      'punished',
      'employment',
      'other',
    ]);
    expect(recusalGrounds('procurement')).toEqual(['employment', 'director', 'holder', 'kin', 'other']);
    expect(recusalGround('tendering', 'punished').zh).toContain('受过行政处罚或刑事处罚');
    const names = (regime: Regime) => recusalGrounds(regime).map((one) => recusalGround(regime, one).zh);
    for (const name of names('tendering')) expect(name).not.toContain('供应商');
    for (const name of names('procurement')) expect(name).not.toContain('投标人');
  });

  it.each(REGIMES)('another law’s takes no effect: %s', async (regime) => {
    const { room } = await roomOf(regime);
    const own = recusalGrounds(regime);
    for (const ground of bodies.recuse.shape.ground.options)
      expect(verdictOn(room, 'E3', 'recuse', { ground, reason }), ground).toBe(
        own.includes(ground) ? null : 'RECUSAL_GROUND',
      );
  });

  it.each(REGIMES)('are recorded as they were offered: %s', async (regime) => {
    const { room, entries } = await roomOf(regime);
    for (const [i, ground] of recusalGrounds(regime).slice(0, 5).entries()) {
      does(room.world, seatOf(room, `E${i + 1}`), 'recuse', { ground, reason });
      const { zh, en } = plainWords(day.state(room), entries.at(-1)!);
      const name = recusalGround(regime, ground);
      expect(zh).toContain(`申请回避，事由为“${name.zh}”：${reason}`);
      expect(en).toContain(`on the ground “${name.en}”`);
    }
  });
});
