/** What is noted of seats and alarms is its author's to say: nobody lets himself go, and nobody ends another's alarm. */
import { expect, it } from 'vitest';
import * as day from '../../electron/rehearsal/day.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import { plainWords } from '../../shared/record/plainWords.ts';
import { arrived, attempt, seatOf, send, signed } from '../simulator/room.ts';

it('a seat is let go by the supervisor alone, and the record says whose and why', async () => {
  const { room } = await arrived('let go');
  const { session } = seatOf(room, 'E1').author;
  expect(attempt(room, 'E1', 'let-go', { session, reason: '我要走' }).code).toBe('OFFICE');
  expect(attempt(room, 'S1', 'let-go', { session: 'A'.repeat(43), reason: '无' }).code).toBe(
    'LET_GO_SESSION',
  );
  const sent = signed(room, seatOf(room, 'S1'), 'let-go', { session, reason: '设备故障' });
  expect(send(room, sent)).toEqual({ appended: true, code: null });
  const state = day.state(room);
  expect(state.letGo.get(session)).toEqual({ reason: '设备故障', seq: state.head.seq });
  const entry: Entry = { seq: state.head.seq, prev: '', at: state.at!, act: sent };
  expect(plainWords(state, entry)).toMatchObject({ kind: 'intervention', person: 'E1', effective: true });
  expect(plainWords(state, entry).zh).toContain('设备故障');
});
