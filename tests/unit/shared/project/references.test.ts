import { describe, expect, it } from 'vitest';
import { type FileContent, readFolder } from '../../../../shared/project/folder.ts';
import { afterChange, changed, FROM_SCORES, GOOD, refusalsOf } from './goodFolder.ts';

const twice = (file: string, row: string, texts = GOOD): readonly string[] =>
  refusalsOf({ ...texts, [file]: `${texts[file]}${row}\n` }).map((found) => found.replace(/:\d+$/, ''));

describe('REPEATED', () => {
  it.each([
    ['committee.csv', 'E1,戊,expert,'],
    ['bids.csv', 'B1,丙公司,91370102MA00021024,1,none'],
    ['reviews.csv', 'E1,B1,R1,no,'],
    ['scores.csv', 'E1,B1,T1,3'],
    ['integrity/enterprises.csv', '91370102MA0002100X,甲公司,,suspended'],
    ['integrity/records.csv', 'R1,91370102MA0002100X,M01,2,2026-03-31,,,'],
  ])('in %s', (file, row) => {
    expect(twice(file, row)).toEqual([`REPEATED ${file}`]);
  });

  it('two bids of one enterprise', () => {
    expect(refusalsOf(changed('bids.csv', '91370102MA00021011', '91370102MA0002100X'))).toEqual([
      'REPEATED bids.csv:3',
    ]);
  });

  it('an enterprise’s integrity score', () => {
    expect(twice('integrity/scores.csv', '91370102MA0002100X,1', FROM_SCORES)).toEqual([
      'REPEATED integrity/scores.csv',
    ]);
  });

  it('a supervisor', () => {
    const supervisors = 'supervisor,name,organisation\nS1,戊,\nS1,己,\n';
    expect(refusalsOf({ ...GOOD, 'supervisors.csv': supervisors }, 'package')).toEqual([
      'REPEATED supervisors.csv:3',
    ]);
  });

  it.each([
    ['a check', 'stage: form}', 'stage: form}\n  - {id: R1, name: x, stage: form}', 23],
    ['a group', '- id: price', '- id: tech', 30],
    ['an item of another group', 'id: P1', 'id: T1', 32],
    ['a reserve', '[E9]', '[E9, E9]', 9],
    [
      'a trim for one number',
      '[{experts: 3, high: 1, low: 1}]',
      '[{experts: 3, high: 1, low: 1}, {experts: 03, high: 0, low: 1}]',
      19,
    ],
    [
      'a drop for one number',
      '[{bids: 6, high: 1, low: 0}]',
      '[{bids: 6, high: 1, low: 0}, {bids: 6, high: 0, low: 1}]',
      38,
    ],
  ])('%s', (_, from, to, line) => {
    expect(afterChange(from, to).filter((found) => found.startsWith('REPEATED'))).toEqual([
      `REPEATED project.yaml:${line}`,
    ]);
  });

  it('in the rulebook', () => {
    expect(refusalsOf(changed('integrity/rulebook.yaml', 'code: Q07', 'code: M01'))).toContain(
      'REPEATED integrity/rulebook.yaml:7',
    );
    expect(refusalsOf(changed('integrity/rulebook.yaml', 'id: quality', 'id: market'))).toContain(
      'REPEATED integrity/rulebook.yaml:4',
    );
  });

  it('a column', () => {
    expect(refusalsOf(changed('committee.csv', 'organisation', 'organisation,name', { ...GOOD }))).toContain(
      'UNREADABLE committee.csv:2',
    );
    const rows = GOOD['committee.csv']!.trim()
      .split('\n')
      .map((row) => `${row},x`);
    const texts = {
      ...GOOD,
      'committee.csv': rows.join('\n').replace('organisation,x', 'organisation,name'),
    };
    expect(refusalsOf(texts)).toEqual(['REPEATED committee.csv:1']);
  });

  it('one table as .csv and as .xlsx', () => {
    const files = Object.entries(GOOD).map(([file, text]): [string, FileContent] => [
      file,
      { kind: 'text', text },
    ]);
    const result = readFolder(new Map([...files, ['bids.xlsx', { kind: 'rows', rows: [] }]]), 'score');
    expect(result.ok ? [] : result.refusals.map(({ code, where }) => `${code} ${where}`)).toEqual([
      'REPEATED bids.xlsx:1',
    ]);
  });
});

describe('UNDECLARED', () => {
  it.each([
    ['an expert who scores', 'scores.csv', 'E2,B1,T1', 'E4,B1,T1', 3],
    ['a bid that is scored', 'scores.csv', 'E2,B1,T1', 'E2,B3,T1', 3],
    ['an item that is scored', 'scores.csv', 'E2,B1,T1', 'E2,B1,T3', 3],
    ['a score for an item not by experts', 'scores.csv', 'E2,B1,T1', 'E2,B1,P1', 3],
    ['an expert who reviews', 'reviews.csv', 'E2,B1', 'E5,B1', 3],
    ['a bid that is reviewed', 'reviews.csv', 'E2,B1', 'E2,', 3],
    ['a check', 'reviews.csv', 'E2,B1,R1', 'E2,B1,R2', 3],
    ['a rulebook item', 'integrity/records.csv', 'Q07', 'Q08', 3],
    ['a rulebook part', 'integrity/rulebook.yaml', 'part: quality', 'part: safety', 7],
    ['a reserve', 'project.yaml', '[E9]', '[E8, E9]', 9],
    ['a group that settles ties', 'project.yaml', 'group:tech', 'group:text', 20],
  ])('%s', (_, file, from, to, line) => {
    expect(refusalsOf(changed(file, from, to))).toEqual([`UNDECLARED ${file}:${line}`]);
  });

  it('is said of reserves’ lines and of rejected bids’ lines too', () => {
    expect(twice('scores.csv', 'E9,B1,P1,3')).toEqual(['UNDECLARED scores.csv']);
  });

  it('is not said of enterprises in records and library that do not bid', () => {
    expect(twice('integrity/enterprises.csv', '91370102MA00021024,丙公司,,suspended')).toEqual([]);
    expect(twice('integrity/records.csv', 'R3,91370102MA00021024,M01,1,2026-01-01,,,')).toEqual([]);
  });
});
