import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../../../shared/project/csvTable.ts';
import { afterChange, changed, GOOD, readTexts, refusalsOf } from './goodFolder.ts';

describe('CSV', () => {
  it('has its columns in any order, blank lines ignored, cells not trimmed', () => {
    const texts = {
      ...GOOD,
      'committee.csv':
        '\norganisation,role,name,expert\n\n 某 ,expert,,E1\n  \n,expert,乙,E2\n,owner,丙,E3\n,expert,,E9\n\n',
    };
    const result = readTexts(texts);
    expect(result.ok && result.value.data.committee[0]).toEqual({
      expert: 'E1',
      name: '',
      role: 'expert',
      organisation: ' 某 ',
    });
  });

  it('ends its lines in CRLF, LF or CR', () => {
    for (const ending of ['\r\n', '\r']) {
      expect(refusalsOf({ ...GOOD, 'scores.csv': GOOD['scores.csv']!.replaceAll('\n', ending) })).toEqual([]);
    }
  });

  it('names the line on which a row begins, after cells of several lines', () => {
    expect(parseCsv('a,b\r\n\r\n"1\r\n2","x\ny"\r\n3,4\n')).toEqual({
      rows: [
        { line: 1, cells: ['a', 'b'] },
        { line: 3, cells: ['1\r\n2', 'x\ny'] },
        { line: 6, cells: ['3', '4'] },
      ],
    });
    const noted = changed('reviews.csv', '未盖章', '"未\n盖\r\n章"');
    expect(refusalsOf(changed('reviews.csv', 'E1,B2,R1,yes', 'E1,B2,R1,maybe', noted))).toEqual([
      'VALUE reviews.csv:7',
    ]);
  });

  it.each([
    ['a row with fewer fields', 'E2,B1,T1,21.5', 'E2,B1,T1', 3],
    ['a row with more fields', 'E2,B1,T1,21.5', 'E2,B1,T1,21.5,', 3],
    ['an open quote', 'E2,B1,T1,21.5', 'E2,B1,T1,"21.5', 3],
    ['a quote inside a cell', 'E2,B1,T1,21.5', 'E2,B1,T"1,21.5', 3],
    ['text after a quoted cell', 'E2,B1,T1,21.5', 'E2,B1,"T1"x,21.5', 3],
  ])('UNREADABLE: %s', (_, from, to, line) => {
    expect(refusalsOf(changed('scores.csv', from, to))).toEqual([`UNREADABLE scores.csv:${line}`]);
  });

  it('COLUMN_UNKNOWN, COLUMN_MISSING', () => {
    expect(refusalsOf(changed('bids.csv', 'price,sme', 'price,SME'))).toEqual([
      'COLUMN_UNKNOWN bids.csv:1',
      'COLUMN_MISSING bids.csv:1',
    ]);
    expect(refusalsOf({ ...GOOD, 'reviews.csv': '' })).toHaveLength(5);
  });

  const sentences = (file: keyof typeof GOOD, from: string, to: string): string[] => {
    const result = readTexts(changed(file, from, to));
    return result.ok ? [] : result.refusals.map(({ zh }) => zh);
  };

  it('one column under another name is to be renamed, and both refusals say to what', () => {
    expect(sentences('committee.csv', 'role,organisation', 'role,工作单位')).toEqual([
      '没有名为“工作单位”的列，请将列名“工作单位”改为 organisation',
      '缺少列 organisation，请将列名“工作单位”改为 organisation',
    ]);
  });

  it('of several columns nobody can know which is which: each refusal says what to do with its own', () => {
    expect(sentences('committee.csv', 'role,organisation', '角色,工作单位')).toEqual([
      '没有名为“角色”的列，请删除该列，或改为规定的列名',
      '没有名为“工作单位”的列，请删除该列，或改为规定的列名',
      '缺少列 role，请补上该列',
      '缺少列 organisation，请补上该列',
    ]);
  });

  it('an amount with its unit and grouping is told how numbers are written', () => {
    expect(sentences('bids.csv', '35000000', '35000000元')).toEqual([
      'price 应为十进制数（只填数字，不带单位和千分位，如 36902455.60），现为 “35000000元”',
    ]);
  });

  it('may leave out the column ends, and no other', () => {
    const records =
      'record,enterprise,item,count,date,department,document\nR1,91370102MA0002100X,M01,1,2026-03-31,,\n';
    const result = readTexts({ ...GOOD, 'integrity/records.csv': records });
    expect(result.ok && result.value.data.integrity?.records?.[0]?.ends).toBe('');
  });
});

describe('YAML', () => {
  it('reads scalars as text, quoted or not', () => {
    const result = readTexts(changed('project.yaml', 'code: DEMO-2026-001', 'code: 0x10'));
    expect(result.ok && result.value.data.project.code).toBe('0x10');
    expect(afterChange('full: "100"', 'full: 100')).toEqual([]);
    expect(afterChange('name: 某县第二中学教学楼施工', 'name: null')).toEqual([]);
    expect(afterChange('full: "100"', 'full: 1_00')).toEqual(['NOT_A_DECIMAL project.yaml:17']);
    expect(afterChange('full: "100"', 'full: !!int 100')).toEqual([]);
  });

  it.each([
    ['a wrong indentation', 'lot: "1"', ' lot: "1"'],
    ['a tab', 'lot: "1"', '\tlot: "1"'],
    ['an open bracket', '[E9]', '[E9'],
    ['an alias without an anchor', 'lot: "1"', 'lot: *x'],
    ['an alias that contains itself', '[E9]', '&x [*x]'],
    ['a second document', 'integrity:\n', '---\nintegrity:\n'],
  ])('UNREADABLE: %s', (_, from, to) => {
    expect(afterChange(from, to).map((found) => found.slice(0, 24))).toEqual(['UNREADABLE project.yaml:']);
  });

  it('follows aliases', () => {
    const anchored = changed('project.yaml', 'code: DEMO-2026-001', 'code: &c DEMO-2026-001');
    const result = readTexts(changed('project.yaml', 'lot: "1"', 'lot: *c', anchored));
    expect(result.ok && result.value.data.project.lot).toBe('DEMO-2026-001');
  });

  it('UNREADABLE: a few lines that stand for millions of nodes, and nesting without end', () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 9; i += 1)
      bomb.push(
        `a${i}: &a${i} [${Array(10)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      );
    for (const text of [bomb.join('\n'), '['.repeat(200_000), '- '.repeat(100_000), '{a: '.repeat(100_000)]) {
      expect(refusalsOf({ ...GOOD, 'project.yaml': text })[0]).toMatch(/^UNREADABLE project.yaml:/);
    }
  });

  it('REPEATED: a key that stands twice', () => {
    expect(afterChange('lot: "1"', 'lot: "1"\nlot: "2"')).toEqual(['REPEATED project.yaml:5']);
    expect(afterChange('{id: R1,', '{id: R1, id: R2,')).toEqual(['REPEATED project.yaml:22']);
  });

  it('VALUE: a list or mapping where a scalar belongs, or the reverse', () => {
    expect(afterChange('lot: "1"', 'lot: ["1"]')).toEqual(['VALUE project.yaml:4']);
    expect(afterChange('lot: "1"', 'lot: {a: "1"}')).toEqual(['VALUE project.yaml:4']);
    expect(afterChange('[E9]', 'E9')).toEqual(['VALUE project.yaml:9']);
    expect(afterChange('{mean: 2, price: 2, integrity: 2, total: 2}', '2')).toEqual([
      'VALUE project.yaml:18',
    ]);
    expect(afterChange('lot: "1"', '[a]: "1"')).toEqual(['VALUE project.yaml:4']);
    expect(refusalsOf({ ...GOOD, 'project.yaml': 'hello' })).toEqual(['VALUE project.yaml:1']);
  });

  it('VALUE: only true and false are booleans', () => {
    expect(afterChange('objective: true', 'objective: yes')).toEqual(['VALUE project.yaml:29']);
    expect(afterChange('applies: true', 'applies: True')[0]).toBe('VALUE project.yaml:41');
  });

  it('an empty file is an empty mapping, whose keys are all missing', () => {
    for (const text of ['', '\n# nothing\n', '---\n']) {
      const found = refusalsOf({ ...GOOD, 'project.yaml': text });
      expect(new Set(found)).toEqual(new Set(['KEY_MISSING project.yaml:1']));
      expect(found).toHaveLength(11);
    }
  });
});
