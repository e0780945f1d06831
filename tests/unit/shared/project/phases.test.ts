import { describe, expect, it } from 'vitest';
import { readFolder } from '../../../../shared/project/folder.ts';
import { changed, FROM_SCORES, GOOD, readTexts, refusalsOf, without } from './goodFolder.ts';

describe('a good folder', () => {
  it('is read', () => {
    const result = readTexts(GOOD);
    expect(result.ok && result.value.data.project.code).toBe('DEMO-2026-001');
    expect(result.ok && result.value.data.bids.map(({ bid }) => bid)).toEqual(['B1', 'B2']);
    expect(refusalsOf(FROM_SCORES)).toEqual([]);
  });

  it('may leave out the reviews, which are then not recorded', () => {
    const result = readTexts(without(GOOD, 'reviews.csv'));
    expect(result.ok && result.value.decisions.reviews).toBe(undefined);
  });
});

describe('files', () => {
  it.each([
    'project.yaml',
    'committee.csv',
    'bids.csv',
    'scores.csv',
    'integrity/enterprises.csv',
    'integrity/rulebook.yaml',
    'integrity/records.csv',
  ])('FILE_MISSING: %s', (file) => {
    expect(refusalsOf(without(GOOD, file))).toEqual([`FILE_MISSING ${file}:1`]);
  });

  it('FILE_MISSING: the integrity scores where they are taken from a table', () => {
    expect(refusalsOf(without(FROM_SCORES, 'integrity/scores.csv'))).toEqual([
      'FILE_MISSING integrity/scores.csv:1',
    ]);
  });

  it('are all named where the folder has none', () => {
    expect(refusalsOf({})).toEqual([
      'FILE_MISSING project.yaml:1',
      'FILE_MISSING committee.csv:1',
      'FILE_MISSING bids.csv:1',
    ]);
  });

  it('UNREADABLE: what could not be decoded', () => {
    const bad = { kind: 'unreadable', zh: '编码不明', en: 'no known encoding' } as const;
    const result = readFolder(new Map([['project.yaml', bad]]), 'score');
    expect(result.ok ? [] : result.refusals.map(({ code, where }) => `${code} ${where}`)).toContain(
      'UNREADABLE project.yaml:1',
    );
  });

  it('that a project does not ask for are not looked at', () => {
    const texts = changed('project.yaml', 'from: records', 'from: scores', GOOD);
    expect(
      refusalsOf({ ...texts, 'integrity/records.csv': '"', 'integrity/scores.csv': 'enterprise,score\n' }),
    ).toEqual(['INTEGRITY_MISSING integrity/scores.csv:1', 'INTEGRITY_MISSING integrity/scores.csv:1']);
  });

  it('for a package: supervisors are needed, decisions are not looked at', () => {
    const decided = { ...GOOD, 'scores.csv': '"', 'reviews.csv': '"' };
    expect(refusalsOf(decided, 'package')).toEqual(['FILE_MISSING supervisors.csv:1']);
    const supervised = { ...decided, 'supervisors.csv': 'supervisor,name,organisation\nS1,戊,\n' };
    expect(refusalsOf(supervised, 'package')).toEqual([]);
  });
});

describe('phases', () => {
  const value = changed('bids.csv', ',none', ',some');
  const reference = { ...value, ...changed('scores.csv', 'E1,B1,T1', 'E7,B1,T1') };
  const form = changed('project.yaml', 'lot: "1"', 'plot: "1"', reference);

  it('run only if those before them found nothing', () => {
    expect(refusalsOf(value)).toEqual(['VALUE bids.csv:2']);
    expect(refusalsOf(reference)).toEqual(['UNDECLARED scores.csv:2']);
    expect(refusalsOf(form)).toEqual(['KEY_UNKNOWN project.yaml:4']);
    expect(refusalsOf(without(form, 'bids.csv'))).toEqual(['FILE_MISSING bids.csv:1']);
  });

  it('report everything that they find, file by file and line by line', () => {
    const texts = changed(
      'bids.csv',
      '36000000',
      'x',
      changed('project.yaml', 'full: "100"', 'full: 1e2', form),
    );
    expect(refusalsOf(changed('project.yaml', 'candidates: 3\n', '', texts))).toEqual([
      'KEY_MISSING project.yaml:1',
      'KEY_UNKNOWN project.yaml:4',
      'NOT_A_DECIMAL project.yaml:16',
      'NOT_A_DECIMAL bids.csv:3',
    ]);
  });

  it('a text where a list belongs does not make what it should declare undeclared', () => {
    expect(
      refusalsOf(changed('project.yaml', '\n  - {id: R1, name: 投标函签字盖章, stage: form}', ' none')),
    ).toEqual(['VALUE project.yaml:21']);
  });
});

describe('sentences', () => {
  it('stand on one line and write nothing on the terminal, whatever a cell holds', () => {
    const result = readTexts(changed('bids.csv', '35000000', '"1\n\u001b[31m\u202e"'));
    const [first] = result.ok ? [] : result.refusals;
    expect(first?.code).toBe('NOT_A_DECIMAL');
    expect(`${first?.zh}${first?.en}`).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(first?.en).toContain('price');
  });
});
