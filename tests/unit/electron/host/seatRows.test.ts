/** Whose word the row of a seat's label is, in a room where anybody can say a label. */
import { beforeEach, expect, test } from 'vitest';
import { type SeatRows, seatRows } from '../../../../electron/host/seatRows.ts';
import type { Peer } from '../../../../electron/link/roomServer.ts';

const NOW = '2026-05-18T09:30:00.000+08:00';
const nobody = { room: null, signed: null, sessions: [] };
const machine = (): Peer => ({
  say: () => true,
  sayText: () => true,
  drained: async () => undefined,
  close: () => undefined,
});

let admitted: Map<string, string>;
let rows: SeatRows;
let [seat, other] = [machine(), machine()];
beforeEach(() => {
  admitted = new Map();
  [seat, other] = [machine(), machine()];
  rows = seatRows(
    () => NOW,
    (session) => admitted.get(session),
  );
});

const says = (peer: Peer, label: string, entries: number, session: string | null = null): boolean =>
  rows.said(peer, { ...nobody, seat: label, entries }, session);

test('who has shown the session that was admitted at a label keeps its row, whoever else says the label later', () => {
  says(seat, '1', 10, 'session-1');
  admitted.set('session-1', '1');
  says(other, '1', 99);
  expect(rows.all().map(({ entries }) => entries)).toEqual([10]);
  expect(rows.peerOf('1')).toBe(seat);
  rows.gone(other, 0);
  expect(rows.all()).toEqual([{ ...nobody, seat: '1', entries: 10, up: true, since: NOW }]);
});

test('a session that was admitted at another label shows nothing about this one', () => {
  admitted.set('session-1', '1').set('session-2', '2');
  says(seat, '1', 10, 'session-1');
  says(other, '1', 99, 'session-2');
  expect(rows.peerOf('1')).toBe(seat);
});

test('a machine without a session yet is the newest that says the label, and goes out of the row with its connection', () => {
  says(seat, '1', 10);
  says(other, '1', 20);
  expect(rows.peerOf('1')).toBe(other);
  rows.gone(other, 0);
  expect(rows.peerOf('1')).toBe(seat);
  rows.gone(seat, 12);
  expect(rows.all()).toEqual([{ ...nobody, seat: '1', entries: 12, up: false, since: NOW }]);
  says(other, '1', 30, 'session-1');
  expect(rows.all()).toMatchObject([{ entries: 30, up: true }]);
  expect([rows.seatAt(other), rows.sessionAt(other)]).toEqual(['1', 'session-1']);
  expect([rows.seatAt(seat), rows.sessionAt(seat)]).toEqual([null, null]);
});

test('labels without an end are not kept', () => {
  const known = Array.from({ length: 1000 }, (_, i) => says(machine(), `made-up-${i}`, 0));
  expect(known.indexOf(false)).toBe(200);
  expect(rows.all()).toHaveLength(200);
});
