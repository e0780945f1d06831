import { identifiers, readGroups, readReview, readTies } from './criteria.ts';
import { isDecimal, sameNumber } from './decimal.ts';
import { type Faults, shown } from './faults.ts';
import { Fields, given, mapping, refuseRepeated } from './fields.ts';
import type { Aggregate, IntegrityRule, Project, Rounding, Thresholds } from './model.ts';
import { priceRule } from './priceRule.ts';
import {
  aboveZero,
  asText,
  between,
  count,
  date,
  decimal,
  flag,
  identifier,
  instant,
  listOf,
  type Reader,
  text,
  textOrTexts,
  word,
} from './readers.ts';
import type { TreeNode } from './yamlTree.ts';

/** More places than any rule names; beyond this a rounding point only makes numbers that nobody can print. */
const MOST_PLACES = 100;

const rounding: Reader<Rounding> = mapping({}, (fields) => {
  const places = count(MOST_PLACES);
  return given({
    benchmark: fields.optional('benchmark', places),
    deviation: fields.optional('deviation', places),
    mean: fields.optional('mean', places),
    price: fields.optional('price', places),
    integrity: fields.optional('integrity', places),
    group: fields.optional('group', places),
    total: fields.optional('total', places),
  });
});

const thresholds: Reader<Thresholds> = mapping({}, (fields) =>
  given({
    outlier: fields.optional('outlier', decimal()),
    outlierFloor: fields.optional('outlierFloor', decimal()),
    unbalanced: fields.optional('unbalanced', decimal()),
    lowPrice: fields.optional(
      'lowPrice',
      mapping({}, (low) =>
        given({
          mean: low.optional('mean', decimal()),
          next: low.optional('next', decimal()),
          ceiling: low.optional('ceiling', decimal()),
        }),
      ),
    ),
  }),
);

const trim = mapping({ experts: 0, high: 0, low: 0 }, (fields) => ({
  experts: fields.required('experts', count()),
  high: fields.required('high', count()),
  low: fields.required('low', count()),
}));

const NO_AGGREGATE: Aggregate = { over: 'item', trim: [] };

const aggregate: Reader<Aggregate> = mapping(NO_AGGREGATE, (fields, faults) => {
  const read: Aggregate = {
    over: fields.optional('over', word(['item', 'sheet'])) ?? 'item',
    trim: fields.optional('trim', listOf(trim)) ?? [],
  };
  const entries = [...identifiers(fields.node('trim'), 'experts')];
  refuseRepeated(
    ['trim 条目 experts', 'in trim, the entry for experts'],
    entries.map(({ id, place }) => ({ id: sameNumber(id), place })),
    faults,
  );
  return read;
});

/** `refuse`, `zero` or the score that an enterprise without one gets, from 0 to 100. */
const missingScore: Reader<string> = {
  placeholder: 'refuse',
  read(node, name, faults) {
    const found = asText(node, name, faults);
    if (found === undefined || found.text === 'refuse' || found.text === 'zero')
      return found?.text ?? 'refuse';
    if (isDecimal(found.text)) return decimal(between('0', '100')).read(node, name, faults);
    faults.markUnsound();
    faults.add(
      'VALUE',
      node.place,
      `${name} 应为 refuse | zero | 十进制数，现为 ${shown(found.text)}`,
      `${name} must be refuse | zero | a decimal number; found ${shown(found.text)}`,
    );
    return 'refuse';
  },
};

const integrity: Reader<IntegrityRule> = mapping<IntegrityRule>({ applies: false }, (fields) => {
  const applies = fields.required('applies', flag);
  // Where the method does not apply, its settings may stay in the file: switching it off must not mean deleting them.
  const from = word(['records', 'scores'], 'decisive');
  const source = applies ? fields.required('from', from) : fields.optional('from', from);
  const basis = fields.optional('basis', text);
  const convert = fields.optional('convert', word(['proportion', 'best'])) ?? 'proportion';
  const stated = fields.peek('from');
  const missing = stated === 'records' ? undefined : fields.optional('missing', missingScore);
  if (!applies || source === undefined) return { applies: false };
  return {
    applies,
    ...given({ basis }),
    from: source,
    convert,
    ...(source === 'scores' ? { missing: missing ?? 'refuse' } : {}),
  };
});

/** `format`: of a version that is not known nothing else can be trusted to mean what it says, but it is read all the same. */
export function readFormat(fields: Fields, known: string, faults: Faults): void {
  const found = fields.required('format', text);
  if (!fields.has('format') || found === known || fields.peek('format') === undefined) return;
  faults.add(
    'FORMAT',
    fields.placeOf('format')!,
    `format 应为 ${known}，现为 ${shown(found)}`,
    `format must be ${known}; found ${shown(found)}`,
  );
}

function readReserves(fields: Fields, faults: Faults): readonly string[] {
  const node = fields.node('reserves');
  const entries = node?.kind === 'list' ? node.items : [];
  const reserves = entries.flatMap((entry) =>
    entry.kind === 'text' ? [{ id: entry.text, place: entry.place }] : [],
  );
  refuseRepeated(['备选专家', 'the reserve'], reserves, faults);
  return fields.optional('reserves', listOf(identifier)) ?? [];
}

/** Reads `project.yaml`. */
export function readProject(root: TreeNode, faults: Faults): Project {
  const fields = new Fields(root, '', faults);
  readFormat(fields, 'sealroom-project/1', faults);
  const method = fields.required('method', word(['comprehensive', 'lowestPrice']));
  const ceiling = fields.optional('ceiling', decimal(aboveZero));
  const groups = readGroups(fields, method === 'comprehensive', faults);
  const priceItems = groups.flatMap(({ items }) => items.filter(({ by }) => by === 'price'));
  const price = priceRule({ priceItems, ceiling, missingCeiling: () => fields.missing('ceiling') });
  const needsPrice = priceItems.length > 0 || fields.peek('method') === 'lowestPrice';
  const project: Project = {
    format: 'sealroom-project/1',
    code: fields.required('code', identifier),
    name: fields.required('name', text),
    kind: fields.required('kind', word(['works', 'goods', 'services'])),
    regime: fields.required('regime', word(['tendering', 'procurement'])),
    ...given({
      lot: fields.optional('lot', identifier),
      owner: fields.optional('owner', text),
      agency: fields.optional('agency', text),
      notice: fields.optional('notice', textOrTexts),
      opening: fields.optional('opening', textOrTexts),
      budget: fields.optional('budget', decimal(aboveZero)),
      complex: fields.optional('complex', flag),
      socialImpact: fields.optional('socialImpact', flag),
      currency: fields.optional('currency', identifier),
      ceiling,
      price: needsPrice ? fields.required('price', price) : fields.optional('price', price),
    }),
    reserves: readReserves(fields, faults),
    thresholds: fields.optional('thresholds', thresholds) ?? {},
    opened: fields.required('opened', instant),
    evaluatedOn: fields.required('evaluatedOn', date),
    candidates: fields.required('candidates', count()),
    method,
    full: fields.required('full', decimal(aboveZero)),
    rounding: fields.optional('rounding', rounding) ?? {},
    aggregate: fields.optional('aggregate', aggregate) ?? NO_AGGREGATE,
    ties: readTies(fields, groups, faults),
    review: readReview(fields, faults),
    groups,
    integrity: fields.optional('integrity', integrity) ?? { applies: false },
  };
  fields.close();
  return project;
}
