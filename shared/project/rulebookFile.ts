import { identifiers } from './criteria.ts';
import { compareDecimals } from './decimal.ts';
import { type Faults, shown } from './faults.ts';
import { Fields, given, mapping, refuseRepeated } from './fields.ts';
import type { Rulebook, RulebookItem, RulebookPart } from './model.ts';
import { readFormat } from './projectFile.ts';
import { count, decimal, identifier, listOf, type Reader, share, text, zeroOrMore } from './readers.ts';
import type { TreeNode } from './yamlTree.ts';

const EMPTY_PART: RulebookPart = { id: '', name: '', weight: '0', base: '0', min: '0', max: '0' };

const part: Reader<RulebookPart> = mapping(EMPTY_PART, (fields, faults) => {
  const read: RulebookPart = {
    id: fields.required('id', identifier),
    name: fields.required('name', text),
    weight: fields.required('weight', decimal(share)),
    base: fields.required('base', decimal()),
    min: fields.required('min', decimal()),
    max: fields.required('max', decimal()),
  };
  const steps = ['0', read.min, read.base, read.max, '100'];
  const place = fields.placeOf('base') ?? fields.placeOf('min') ?? fields.placeOf('max');
  if (
    place !== undefined &&
    steps.some((step, index) => index > 0 && compareDecimals(steps[index - 1]!, step) > 0)
  ) {
    const name = fields.nameOf('base');
    const found = `min ${read.min}, base ${read.base}, max ${read.max}`;
    faults.add(
      'VALUE',
      place,
      `${name}：应有 0 ≤ min ≤ base ≤ max ≤ 100，现为 ${found}`,
      `${name}: 0 <= min <= base <= max <= 100 must hold; found ${found}`,
    );
  }
  return read;
});

const EMPTY_ITEM: RulebookItem = { code: '', part: '', name: '', points: '0', months: 0 };

const item: Reader<RulebookItem> = mapping(EMPTY_ITEM, (fields) => ({
  code: fields.required('code', identifier),
  part: fields.required('part', identifier),
  name: fields.required('name', text),
  points: fields.required('points', decimal()),
  months: fields.required('months', count()),
  ...given({ cap: fields.optional('cap', decimal(zeroOrMore)) }),
}));

/** Reads `integrity/rulebook.yaml` (诚信评价标准). */
export function readRulebook(root: TreeNode, faults: Faults): Rulebook {
  const fields = new Fields(root, '', faults);
  readFormat(fields, 'sealroom-rulebook/1', faults);
  const parts = fields.required('parts', listOf(part));
  const items = fields.required('items', listOf(item));
  fields.close();
  refuseRepeated(['评价部分', 'the part'], identifiers(fields.node('parts'), 'id'), faults);
  refuseRepeated(['评价条目', 'the rulebook item'], identifiers(fields.node('items'), 'code'), faults);
  for (const { id, place } of identifiers(fields.node('items'), 'part')) {
    if (faults.broken || parts.some((known) => known.id === id)) continue;
    faults.add(
      'UNDECLARED',
      place,
      `评价部分 ${shown(id)} 没有声明，请核对编号，或在 parts 中列出`,
      `the part ${shown(id)} is not declared: correct it, or list it among the parts`,
    );
  }
  return { format: 'sealroom-rulebook/1', parts, items };
}
