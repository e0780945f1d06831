import { expect, it } from 'vitest';
import { left, section, table } from '../../../../shared/report/model.ts';
import { numbered } from '../../../../shared/report/numbering.ts';

it('chapters, sections and tables are numbered by where they stand', () => {
  const blocks = [
    section('甲'),
    table('某表', [left('项')], [['一']]),
    section('乙'),
    table('空表', [left('项')], []),
  ];
  const chapters = numbered(Array.from({ length: 21 }, () => ({ title: '章', blocks })));
  expect(chapters.map(({ title }) => title.split('、')[0])).toEqual(
    '一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十 二十一'.split(' '),
  );
  expect(chapters[11]!.blocks).toMatchObject([
    { title: '（一）甲' },
    { title: '表12-1　某表' },
    { title: '（二）乙' },
    { kind: 'paragraph', text: '无。' },
  ]);
});
