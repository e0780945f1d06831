/** Which result of a package stands in another one's way, by how each of them stands. */
import { expect, test } from 'vitest';
import {
  conflict,
  inConflict,
  type KeptResult,
  keptResult,
  settled,
  shownResult,
} from '../../../../electron/sync/keptResult.ts';

const hash = (digit: string): string => digit.repeat(64);

/** A ranked result; `digit` makes its room and its file. */
const result = (digit: string, state: KeptResult['state'], more: Partial<KeptResult> = {}): KeptResult => ({
  name: 'P-1',
  room: hash(digit),
  package: hash('a'),
  ciphertext: hash(digit),
  received: `2026-05-18T1${digit}:00:00+08:00`,
  state,
  refusal: null,
  payload: digit,
  outcome: 'ranked',
  scoresOut: true,
  replayed: state !== 'verifying',
  second: [],
  ...more,
});
const word = (digit: string) => ({ first: hash(digit), reason: '重新评审' });
const codeOf = (held: readonly KeptResult[], of: KeptResult): string | null =>
  conflict(held, of)?.code ?? null;

test.each([
  ['received', 'SECOND_RESULT'],
  ['second', 'SECOND_RESULT'],
  ['incomplete', 'SECOND_RESULT'],
  ['failed', 'SECOND_RESULT'],
  ['verifying', 'FIRST_VERIFYING'],
] as const)('after a ranked result that is %s another room’s is refused: %s', (state, code) => {
  expect(codeOf([result('1', state)], result('2', 'verifying'))).toBe(code);
});

test('a file that is no room of the package is in nobody’s way, nor is a later one that has no receipt', () => {
  const none = result('1', 'failed', { replayed: false });
  expect(codeOf([none], result('2', 'verifying'))).toBeNull();
  for (const state of ['second', 'incomplete', 'failed', 'verifying'] as const)
    expect(codeOf([result('3', state)], result('2', 'verifying'))).toBeNull();
  expect(codeOf([result('3', 'received')], result('2', 'verifying'))).toBe('SECOND_RESULT');
  expect(codeOf([result('1', 'received', { package: hash('b') })], result('2', 'verifying'))).toBeNull();
});

test('the order is of moments, however they are written', () => {
  const later = result('1', 'incomplete', { received: '2026-05-18T05:00:00.000Z' });
  expect(codeOf([later], result('2', 'verifying'))).toBeNull();
  expect(codeOf([result('2', 'incomplete')], later)).toBe('SECOND_RESULT');
});

test('of two that came in one moment only one waits for the other', () => {
  const at = { received: '2026-05-18T12:00:00+08:00' };
  const [one, two] = [result('1', 'verifying', at), result('2', 'verifying', at)];
  expect([codeOf([one, two], one), codeOf([one, two], two)]).toEqual([null, 'FIRST_VERIFYING']);
});

test('a room that was broken off before its scores were out is in nobody’s way where its record is authentic', () => {
  const aborted = { outcome: 'aborted', scoresOut: false } as const;
  for (const state of ['received', 'incomplete', 'second'] as const)
    expect(codeOf([result('1', state, aborted)], result('2', 'verifying'))).toBeNull();
  expect(codeOf([result('1', 'failed', aborted)], result('2', 'verifying'))).toBe('SECOND_RESULT');
  const late = { ...aborted, scoresOut: true };
  expect(codeOf([result('1', 'incomplete', late)], result('2', 'verifying'))).toBe('SECOND_RESULT');
});

test('only a word about the room in conflict lets a second one in, and each room takes its own, the earliest first', () => {
  const held = [result('2', 'received'), result('1', 'incomplete')];
  const [of, named] = [result('3', 'verifying'), (...of: string[]) => ({ second: of.map(word) })];
  expect(inConflict(held, of).map(({ room }) => room)).toEqual([hash('1'), hash('2')]);
  expect(codeOf(held, { ...of, ...named('9') })).toBe('SECOND_RESULT');
  expect(inConflict(held, { ...of, ...named('1') }).map(({ room }) => room)).toEqual([hash('2')]);
  expect(codeOf(held, { ...of, ...named('1', '2') })).toBeNull();
});

test('a room that says two things is refused whatever the other one lacks', () => {
  for (const state of ['received', 'second', 'incomplete'] as const) {
    const other = result('1', state, { ciphertext: hash('f') });
    expect(codeOf([other], result('1', 'verifying', { payload: 'else' }))).toBe('RESULT_DIFFERS');
    expect(codeOf([other], result('1', 'verifying'))).toBeNull();
  }
});

test('what waited goes on once it has nothing to wait for', () => {
  const first = result('1', 'verifying');
  const waits = result('2', 'verifying');
  const waiting = { ...waits, refusal: conflict([first], waits) };
  expect(settled([first, waiting])).toEqual([]);
  expect(settled([{ ...first, state: 'incomplete' }, waiting])).toEqual([waiting]);
  // It says another package now than its seal had said.
  expect(settled([{ ...first, state: 'failed', package: hash('b') }, waiting])).toEqual([waiting]);
  const second = result('3', 'second');
  expect(settled([{ ...first, state: 'failed', replayed: true }, second])).toEqual([]);
  const aborted = { ...first, state: 'received', outcome: 'aborted', scoresOut: false } as const;
  expect(settled([aborted, second])).toEqual([second]);
});

test('the window is told which result the word is wanted about, and how that one stands by now', () => {
  const second = result('2', 'second', { refusal: conflict([result('1', 'failed')], result('2', 'second')) });
  const shown = shownResult([result('1', 'incomplete'), second], second);
  expect(shown).toMatchObject({ first: hash('1'), state: 'second' });
  expect(shown.refusal!.zh).toContain('不完整');
  expect(shownResult([result('1', 'received')], result('1', 'received'))).toMatchObject({
    first: null,
    refusal: null,
  });
});

test('what was kept before there could be more words than one is read as it was meant', () => {
  const { second: _, ...kept } = result('2', 'received');
  expect(keptResult.parse({ ...kept, second: null }).second).toEqual([]);
  expect(keptResult.parse({ ...kept, second: word('1') }).second).toEqual([word('1')]);
  expect(keptResult.parse({ ...kept, second: [word('1'), word('3')] }).second).toHaveLength(2);
});
