/** Listening to a seat is the supervisor's act, about somebody who sits there, and reads so in the record. */
import { describe, expect, it } from 'vitest';
import * as day from '../../electron/rehearsal/day.ts';
import { messagesOf } from '../../shared/gateway/messages.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import { plainWords } from '../../shared/record/plainWords.ts';
import { arrived, attempt, seatOf, send, signed } from '../simulator/room.ts';

const FROM = '2026-05-18T10:00:00.000+08:00';

describe('listening', () => {
  it('stands in the record with who is listened to, and tells nothing outside', async () => {
    const { room } = await arrived('listening');
    const session = seatOf(room, 'E1').author.session;
    const sent = signed(room, seatOf(room, 'S1'), 'listen', { session, from: FROM });
    expect(send(room, sent)).toEqual({ appended: true, code: null });
    const state = day.state(room);
    const entry: Entry = { seq: state.head.seq, prev: '', at: state.at!, act: sent };
    expect(plainWords(state, entry)).toMatchObject({ kind: 'intervention', person: 'E1', effective: true });
    expect(plainWords(state, entry).zh).toContain('监听');
    expect(messagesOf(state.phase, state, entry, 'a'.repeat(64))).toEqual([]);
  });

  it('is not a member’s, and not about a supervisor or a seat where nobody sits', async () => {
    const { room } = await arrived('listening refused');
    const session = seatOf(room, 'E1').author.session;
    expect(attempt(room, 'E2', 'listen', { session, from: FROM }).code).toBe('OFFICE');
    for (const other of [seatOf(room, 'S1').author.session, 'A'.repeat(43)])
      expect(attempt(room, 'S1', 'listen', { session: other, from: FROM }).code).toBe('LISTEN_SESSION');
  });
});
