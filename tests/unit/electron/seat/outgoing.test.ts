import { expect, test } from 'vitest';
import { outgoing } from '../../../../electron/seat/outgoing.ts';
import type { SeatStore } from '../../../../electron/seat/seatStore.ts';
import type { Desk } from '../../../../electron/session/desk.ts';
import { refusal } from '../../../../shared/refusal.ts';

const own = (seq: number) =>
  ({ seq, act: `act ${seq}`, type: 'read', body: '{}', text: `text ${seq}` }) as const;

/** An outbox with two acts on their way, and what it has said and given up. */
function twoWaiting() {
  const said: string[] = [];
  const given: string[] = [];
  const store = {
    refusedActs: () => [],
    refusedAct: (_session: string, act: string) => given.push(act),
  } as unknown as SeatStore;
  const out = outgoing(store, (text) => said.push(text));
  out.take({ session: 'S', acts: () => [] } as unknown as Desk, 0);
  out.add(own(4));
  out.add(own(5));
  said.splice(0);
  return { out, said, given };
}

const because = (code: string) => refusal(code, '原因', 'The reason');

test.each(['DISK_FULL', 'DISK_ERROR', 'JOURNAL_CLOSED', 'CHAINS_DIFFER'])(
  'a host that takes nothing at present (%s) costs nothing: the acts stay, and are said again',
  (code) => {
    const { out, said, given } = twoWaiting();
    expect(out.refused('act 4', because(code))).toBeNull();
    expect([out.waiting().map(({ seq }) => seq), given]).toEqual([[4, 5], []]);
    out.send();
    expect(said).toEqual(['text 4', 'text 5']);
    out.close();
  },
);

test('an act that the room will never take is kept as refused, and not said again', () => {
  const { out, said, given } = twoWaiting();
  out.refused('act 4', because('SESSION_CLOSED'));
  expect([out.waiting().map(({ seq }) => seq), given]).toEqual([[5], ['act 4']]);
  out.send();
  expect(said).toEqual(['text 5']);
});

test('what the room has signed for is not said again, however often it signs', () => {
  const { out, said } = twoWaiting();
  out.acknowledge('act 4');
  out.acknowledge('act 4');
  out.send();
  expect([out.received(), said]).toEqual([4, ['text 5']]);
});

test('an act is out of order as long as the one before it was not taken: it stays, whatever is said of it', () => {
  const { out, said, given } = twoWaiting();
  out.refused('act 4', because('DISK_FULL'));
  expect(out.refused('act 5', because('ACT_ORDER'))).toBeNull();
  expect([out.waiting().map(({ seq }) => seq), given]).toEqual([[4, 5], []]);
  out.acknowledge('act 4');
  out.send();
  expect(said).toEqual(['text 5']);
  // Now it is the oldest, and what is said of it counts.
  out.refused('act 5', because('ACT_ORDER'));
  expect([out.waiting(), given]).toEqual([[], ['act 5']]);
  out.close();
});

test('acts are not taken for received where the record holds another one under their number', () => {
  const { out } = twoWaiting();
  expect(out.settle({ seq: 5, hash: 'act of an earlier day' })).toBe(false);
  expect(out.waiting().map(({ seq }) => seq)).toEqual([4, 5]);
  expect(out.settle({ seq: 5, hash: 'act 5' })).toBe(true);
  expect([out.waiting(), out.received()]).toEqual([[], 5]);
});
