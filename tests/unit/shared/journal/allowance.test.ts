/** The bound of what one session may append: far above what an honest day comes to, by the lines that such a day really writes. */
import { describe, expect, it } from 'vitest';
import * as day from '../../../../electron/rehearsal/day.ts';
import type { Act, ActType } from '../../../../shared/journal/acts.ts';
import { allowanceOf, usedUp } from '../../../../shared/journal/allowance.ts';
import { type Entry, entryLine } from '../../../../shared/journal/entry.ts';
import type { Session } from '../../../../shared/journal/state.ts';
import type { ProjectData } from '../../../../shared/project/model.ts';
import { type Play, playToScores, seatOf, signed, smallProject } from '../../../simulator/room.ts';

const numbered = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index + 1));

/** 30 bids by 60 items, and as many checks. */
function largest(): ProjectData {
  const data = smallProject();
  const [bid] = data.bids;
  const items = numbered(60, (n) => ({ id: `T${n}`, name: '方案', by: 'experts', max: '1' }) as const);
  const review = numbered(60, (n) => ({ id: `C${n}`, name: '检查', stage: 'form' }) as const);
  return {
    ...data,
    project: { ...data.project, review, groups: [{ id: 'tech', name: '技术', items }] },
    bids: numbered(30, (n) => ({ ...bid!, bid: `B${n}` })),
  };
}

const bytesOf = (entry: Entry): number => Buffer.byteLength(entryLine(entry));

/** How long the line of such an act is, in a room as it is late in the day. */
function lineOf(play: Play, type: ActType, body: object): number {
  const act = signed(play.room, seatOf(play.room, 'E1'), type as 'review', body as never) as Act;
  return bytesOf({ act, at: act.at, prev: 'a'.repeat(64), seq: 999_999 });
}

describe('an allowance', () => {
  it('is at least twice what an expert does who changes each score and judgement of the largest project twenty times, recorded for twelve hours', async () => {
    const play = await playToScores('allowance', ['E1']);
    const score = play.entries.find(({ act }) => act.type === 'score')!;
    const from = '2026-05-18T09:30:00.000+08:00';
    const head = { track: 'camera', segment: 100, pieces: 1000, head: 'a'.repeat(64), from, to: from };
    const heads = 3 * ((12 * 3600) / 5);
    const changes = 20 * 30 * 60;
    const reason = '投标函未按招标文件要求加盖单位公章，'.repeat(5);
    const others = 5000;
    const acts = heads + 2 * changes + others;
    const bytes =
      heads * lineOf(play, 'recording-head', head) +
      changes * bytesOf(score) +
      changes * lineOf(play, 'review', { bid: 'B30', check: 'C60', pass: false, reason }) +
      others * 4000;
    const allowed = allowanceOf(largest());
    expect(allowed).toEqual({ acts: 304_000, bytes: 134_217_728 + 3600 * 81_920 });
    expect([allowed.acts / acts > 1.9, allowed.bytes / bytes > 1.9]).toEqual([true, true]);
  });

  it('ends a member’s session at the number of its acts or of their bytes, and no other’s', async () => {
    const { room } = await playToScores('allowance ends');
    const state = day.state(room);
    const { acts, bytes } = allowanceOf(state.pkg.data);
    const session = state.sessions.get(seatOf(room, 'E1').author.session)!;
    const at = (seq: number, written: number, role: Session['role'] = 'member') =>
      usedUp(state, { ...session, role, last: { ...session.last, seq, written } })?.code ?? null;
    expect(at(acts - 1, bytes - 1)).toBeNull();
    expect(at(acts, 0)).toBe('ALLOWANCE');
    expect(at(1, bytes)).toBe('ALLOWANCE');
    expect([at(acts, bytes, 'supervisor'), at(acts, bytes, 'host')]).toEqual([null, null]);
  });
});
