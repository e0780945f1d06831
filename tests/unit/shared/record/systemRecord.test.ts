/** What a reader of the record can do without is what no hand has done; whatever a machine finds wrong stays in sight. */
import { expect, it } from 'vitest';
import * as day from '../../../../electron/rehearsal/day.ts';
import type { Bodies } from '../../../../shared/journal/acts.ts';
import { plainWords } from '../../../../shared/record/plainWords.ts';
import { isSystemRecord } from '../../../../shared/record/systemRecord.ts';
import { attempt, playToScores } from '../../../simulator/room.ts';

const AT = '2026-05-18T10:00:00.000+08:00';
const head = (pieces: number): Bodies['recording-head'] => ({
  ...{ track: 'screen', segment: 1, pieces, head: 'ab'.repeat(32), from: AT, to: AT },
});
const GAP = { track: 'screen', from: AT, to: AT, reason: 'station-restarted' } as const;

it('keys dealt and confirmed and a recording’s heads can be done without; a gap and what had no effect cannot', async () => {
  const { room, entries } = await playToScores('system record', ['E1']);
  expect(attempt(room, 'E1', 'recording-head', head(5)).code).toBeNull();
  const state = () => day.state(room);
  expect(plainWords(state(), entries.at(-1)!).zh).toBe('专家E1席位的屏幕录像校验码已记入日志。');
  const types = new Set(entries.filter((one) => isSystemRecord(state(), one)).map(({ act }) => act.type));
  expect([...types].sort()).toEqual(['deal', 'recording-head', 'share-ok']);
  expect(attempt(room, 'E1', 'recording-gap', GAP).code).toBeNull();
  expect(isSystemRecord(state(), entries.at(-1)!)).toBe(false);
  expect(attempt(room, 'E1', 'recording-head', head(4)).code).toBe('RECORDING_ORDER');
  expect(isSystemRecord(state(), entries.at(-1)!)).toBe(false);
});
