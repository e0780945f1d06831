import { describe, expect, it } from 'vitest';
import { afterChange, changed, FROM_SCORES, GOOD, refusalsOf, without } from './goodFolder.ts';

const withoutLine = (file: string, line: string): readonly string[] =>
  refusalsOf(changed(file, `${line}\n`, ''));

describe('FULL, WEIGHTS, INTEGRITY_WEIGHT', () => {
  it('maxima against full', () => {
    expect(afterChange('max: "15"', 'max: "15.01"')).toEqual(['FULL project.yaml:17']);
  });

  it('FULL and INTEGRITY_WEIGHT under lowestPrice too, where there are groups', () => {
    const lowest = changed('project.yaml', 'method: comprehensive', 'method: lowestPrice');
    expect(refusalsOf(changed('project.yaml', 'max: "15"', 'max: "15.01"', lowest))).toEqual([
      'FULL project.yaml:17',
    ]);
    const heavy = changed(
      'project.yaml',
      'name: 报价得分, by: price, max: "30"',
      'name: 报价得分, by: price, max: "29"',
      lowest,
    );
    const light = changed('project.yaml', 'by: integrity, max: "30"', 'by: integrity, max: "31"', heavy);
    expect(refusalsOf(light)).toEqual(['INTEGRITY_WEIGHT project.yaml:35']);
  });

  it('a group scaled to the best counts with its own max', () => {
    const scaled = changed('project.yaml', 'pass: "24"', 'scale: best\n    max: "40"');
    expect(refusalsOf(changed('project.yaml', 'max: "15"', 'max: "90"', scaled))).toEqual([]);
  });

  it('the rulebook’s weights against 1', () => {
    expect(refusalsOf(changed('integrity/rulebook.yaml', 'weight: "0.4"', 'weight: "0.39"'))).toEqual([
      'WEIGHTS integrity/rulebook.yaml:2',
    ]);
  });

  it('25% and 30% are inside, what does not apply weighs nothing', () => {
    const edge = changed(
      'project.yaml',
      'name: 报价得分, by: price, max: "30"',
      'name: 报价得分, by: price, max: "35"',
    );
    expect(
      refusalsOf(changed('project.yaml', 'by: integrity, max: "30"', 'by: integrity, max: "25"', edge)),
    ).toEqual([]);
    expect(afterChange('applies: true', 'applies: false')).toEqual(['INTEGRITY_WEIGHT project.yaml:35']);
  });
});

describe('INTEGRITY_MISSING', () => {
  const scores = changed('integrity/scores.csv', '91370102MA00021011,90\n', '', FROM_SCORES);

  it('a responsive bid without a score', () => {
    expect(refusalsOf(scores)).toEqual(['INTEGRITY_MISSING integrity/scores.csv:1']);
    expect(
      refusalsOf(changed('project.yaml', 'from: scores', 'from: scores\n  missing: zero', scores)),
    ).toEqual([]);
  });

  it('does not speak of bids that are out', () => {
    expect(refusalsOf(changed('integrity/enterprises.csv', ',,listed', ',,suspended', scores))).toEqual([]);
  });
});

describe('reviews and scores', () => {
  it('REVIEW_MISSING: a line for every expert, bid and check', () => {
    expect(withoutLine('reviews.csv', 'E2,B1,R1,yes,')).toEqual(['REVIEW_MISSING reviews.csv:1']);
  });

  it('SCORE_MISSING: every member, every item, every responsive bid', () => {
    expect(withoutLine('scores.csv', 'E2,B1,T1,21.5')).toEqual(['SCORE_MISSING scores.csv:1']);
  });

  it('lines for rejected bids and by reserves are checked for names and repetition only', () => {
    const rejected = changed('reviews.csv', 'E1,B1,R1,yes', 'E1,B1,R1,no');
    const texts = changed('reviews.csv', 'E2,B1,R1,yes', 'E2,B1,R1,no', rejected);
    const odd = changed('scores.csv', 'E1,B1,T1,20', 'E1,B1,T1,999', texts);
    expect(refusalsOf(changed('scores.csv', 'E2,B1,T1,21.5\n', 'E9,B2,T1,-7.123\n', odd))).toEqual([]);
  });

  it('range first, then the step', () => {
    const withScore = (score: string): readonly string[] => refusalsOf(changed('scores.csv', '21.5', score));
    expect(withScore('25.5')).toEqual(['SCORE_OUT_OF_RANGE scores.csv:3']);
    expect(withScore('0.9')).toEqual(['SCORE_OUT_OF_RANGE scores.csv:3']);
    expect(withScore('25.7')).toEqual(['SCORE_OUT_OF_RANGE scores.csv:3']);
    expect(withScore('21.25')).toEqual(['SCORE_OFF_STEP scores.csv:3']);
    expect([withScore('1'), withScore('25.0'), withScore('1.50')]).toEqual([[], [], []]);
  });

  it('the step is counted from min', () => {
    const shifted = changed('project.yaml', 'min: "1"', 'min: "0.75"');
    expect(refusalsOf(shifted)).toContain('SCORE_OFF_STEP scores.csv:2');
    const texts = changed('scores.csv', '21.5', '21.25', shifted);
    expect(refusalsOf(texts)).not.toContain('SCORE_OFF_STEP scores.csv:3');
  });

  it('OBJECTIVE_SCORES_DIFFER: as numbers, over responsive bids', () => {
    expect(refusalsOf(changed('scores.csv', 'E3,B2,T2,15.0', 'E3,B2,T2,10'))).toEqual([
      'OBJECTIVE_SCORES_DIFFER scores.csv:13',
    ]);
    const out = changed('bids.csv', '36000000', '39000000');
    expect(refusalsOf({ ...out, ...changed('scores.csv', 'E3,B2,T2,15.0', 'E3,B2,T2,10', out) })).toEqual([]);
  });

  it('VALUE: nobody who scores', () => {
    expect(afterChange('[E9]', '[E1, E2, E3, E9]')).toEqual(['VALUE committee.csv:1']);
  });

  it('what a wrong value stands for accuses no other value', () => {
    expect(refusalsOf(changed('reviews.csv', 'E1,B1,R1,yes', 'E1,B1,R1,true'))).toEqual([
      'VALUE reviews.csv:2',
    ]);
    expect(afterChange('step: "0.5"', 'step: "-1"')).toEqual(['VALUE project.yaml:28']);
  });

  it('everything that is found is said', () => {
    const texts = changed('bids.csv', '91370102MA0002100X', '91370102MA00021000');
    const more = changed('scores.csv', '21.5', '21.25', changed('committee.csv', 'owner', 'chair', texts));
    expect(refusalsOf(changed('project.yaml', 'full: "100"', 'full: "101"', more))).toEqual([
      'FULL project.yaml:17',
      'VALUE committee.csv:4',
      'ENTERPRISE_CODE bids.csv:2',
    ]);
  });

  it('a package has no decisions that could be missing', () => {
    const supervised = {
      ...without(GOOD, 'scores.csv', 'reviews.csv'),
      'supervisors.csv': 'supervisor,name,organisation\n',
    };
    expect(refusalsOf(supervised, 'package')).toEqual([]);
    expect(refusalsOf(changed('project.yaml', 'full: "100"', 'full: "101"', supervised), 'package')).toEqual([
      'FULL project.yaml:17',
    ]);
  });
});
