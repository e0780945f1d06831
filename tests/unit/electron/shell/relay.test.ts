import { expect, it } from 'vitest';
import { readCommandLine } from '../../../../electron/shell/commandLine.ts';
import { passable } from '../../../../electron/shell/relay.ts';
import { seatContract } from '../../../../shared/bridge/seat.ts';

it('lets a question of the contract pass as it is', () => {
  const question = { id: 1, ask: 'status', params: {} };
  expect(passable(seatContract, question)).toEqual(question);
});

it.each([
  ['a command that the station does not have', { id: 1, ask: 'rebuild', params: {} }],
  ['what every object inherits', { id: 1, ask: 'constructor', params: {} }],
  ['an answer', { id: 1, ok: true, value: {} }],
  ['an event', { tell: 'status', value: {} }],
  ['another member beside', { id: 1, ask: 'status', params: {}, more: 1 }],
  ['no number', { ask: 'status', params: {} }],
  ['more than any work has', { id: 1, ask: 'status', params: { long: 'x'.repeat(5 << 20) } }],
  ['nothing', null],
  ['a text', 'status'],
])('stops %s', (_, message) => {
  expect(passable(seatContract, message)).toBeNull();
});

it('reads its own part of the command line', () => {
  expect(readCommandLine(['--no-sandbox', '.', '--station', 'a/station.json'])).toEqual({
    station: 'a/station.json',
    windowed: false,
  });
  expect(readCommandLine(['--station=b.json', '--windowed'])).toEqual({ station: 'b.json', windowed: true });
  expect(readCommandLine(['.'])).toEqual({ station: null, windowed: false });
});
