/** A cell that was emptied under seal: nobody can tell it from a scored one before the release, and nobody gains by submitting it. */
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import * as day from '../../electron/rehearsal/day.ts';
import { hallLines } from '../../shared/devices/hallLines.ts';
import { cellKey } from '../../shared/evaluation/committee.ts';
import { openCells } from '../../shared/evaluation/openCells.ts';
import { evaluation } from '../../shared/evaluation/outcome.ts';
import { waitingSince } from '../../shared/evaluation/waiting.ts';
import { entryLine } from '../../shared/journal/entry.ts';
import { evolve } from '../../shared/journal/fold.ts';
import { emptyRoom } from '../../shared/journal/state.ts';
import { plainWords } from '../../shared/record/plainWords.ts';
import type { CellContent } from '../../shared/sheets/cell.ts';
import { replay } from '../../shared/verdict/replay.ts';
import {
  crypto,
  MEMBERS,
  type Play,
  playToScores,
  roundIn,
  scoreAndSubmit,
  seatOf,
  verdictOn,
} from '../simulator/room.ts';
import { toldOf } from '../simulator/told.ts';

const CELL = cellKey('B1', 'T1');
const PLACE = { document: '技术标.pdf', page: 12 };

const content = (score: string | null, remark = '', place: CellContent['place'] = null): CellContent => ({
  score,
  remark,
  place,
});

/** The same day twice, but for what stands in these acts on one cell. */
async function withCell(seed: string, contents: readonly CellContent[]): Promise<Play> {
  const play = await playToScores(seed, ['E2']);
  for (const one of contents) day.keepCell(play.room, seatOf(play.room, 'E1'), CELL, one);
  return play;
}

/** Keys, hashes and ciphertexts are random: each stands as its length. Ages of acts and their counts stay. */
const masked = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, one) =>
      one instanceof Map ? { map: [...one] } : one instanceof Set ? { set: [...one] } : one,
    ).replace(/[A-Za-z0-9_-]{20,}/g, (random) => `${random.length}`),
  );

/** All that host, supervisor, hall, gateway and other seats can make of a journal. */
function seenBy({ room, entries }: Play) {
  const { pkg } = room.world;
  const state = day.state(room);
  let folded = emptyRoom(pkg);
  const record = entries.map((entry) => {
    folded = evolve(crypto, folded, entry);
    return [plainWords(folded, entry), hallLines(folded), waitingSince(folded, entries)];
  });
  return masked({
    lines: entries.map(entryLine),
    record,
    told: toldOf(pkg, entries),
    state: { ...state, pkg: null },
    open: openCells(roundIn(room), 'E1'),
  });
}

describe('an emptied cell', () => {
  it.each<[string, readonly CellContent[], readonly CellContent[]]>([
    ['a first score taken back', [content('7'), content(null)], [content('7'), content('38.5')]],
    ['a remark before the score', [content(null, '先写意见')], [content('7')]],
    ['a place before the score', [content(null, '', PLACE)], [content('40', '好')]],
    ['nothing at all', [content(null)], [content('12', '好'.repeat(250), PLACE)]],
  ])('looks to everybody else as a scored one: %s', async (_, emptied, scored) => {
    const one = seenBy(await withCell('emptied', emptied));
    expect(one).toEqual(seenBy(await withCell('emptied', scored)));
    expect(JSON.stringify(one)).toContain('保存了评分表的一项');
  });
});

/** E5's sheet is in with one cell empty, as an altered seat would send it; what the others did is done. */
async function submittedEmpty(seed: string): Promise<Play> {
  const play = await playToScores(seed, MEMBERS.slice(0, 4));
  const { room } = play;
  day.keepCell(room, seatOf(room, 'E5'), CELL, content('7'));
  day.keepCell(room, seatOf(room, 'E5'), CELL, content(null, '不评', PLACE));
  scoreAndSubmit(room, 'E5');
  return play;
}

/** As a ciphertext that nobody can read, down to the remark. */
const UNREADABLE = {
  original: null,
  score: null,
  remark: '',
  place: null,
  fault: 'unreadable',
  changes: [],
};

describe('an emptied cell in a submitted sheet', () => {
  it.each([
    ['by its key', 'key'],
    ['by the others’ shares, its author being gone', 'shares'],
  ] as const)('is opened %s as one that cannot be read, the same in every replay', async (_, by) => {
    const { room, entries } = await submittedEmpty(`submitted empty ${by}`);
    if (by === 'shares') room.seats.delete('E5');
    else day.releaseFrom(room, seatOf(room, 'E5'));
    day.releaseAll(room);
    const sheet = roundIn(room).sheets.get('E5')!;
    expect([sheet.by, sheet.values.get(CELL)]).toEqual([by, UNREADABLE]);
    expect([...sheet.values.values()].filter(({ fault }) => fault !== null)).toHaveLength(1);
    const replayed = replay(crypto, room.world.pkg, entries.map(entryLine));
    expect(replayed.failure).toBeNull();
    expect(isDeepStrictEqual(replayed.state, day.state(room))).toBe(true);
  });

  it('keeps the ranking open until a majority has voted its score, which then counts', async () => {
    const { room } = await submittedEmpty('voted');
    day.releaseAll(room);
    day.proceed(room);
    const ranked = { kind: 'ranked', reason: '', ranking: null, matters: '' } as const;
    expect(verdictOn(room, 'E1', 'outcome', ranked)).toBe('CELL_FAULTY');
    const mend = { round: 1, member: 'E5', bid: 'B1', item: 'T1', score: '20', reason: '未评分' };
    day.carryMotion(room, seatOf(room, 'E1'), { kind: 'mend', ...mend });
    expect(roundIn(room).sheets.get('E5')!.values.get(CELL)).toMatchObject({ original: null, score: '20' });
    day.conclude(room);
    expect(day.state(room).outcome!.kind).toBe('ranked');
    expect(evaluation(day.state(room)).answer.candidates.length).toBeGreaterThan(0);
  });
});
