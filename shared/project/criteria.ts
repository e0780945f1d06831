/** The criteria of a project: what the preliminary review checks (初步评审), what is scored and by whom (评审因素). */
import { compareDecimals } from './decimal.ts';
import { type Faults, type Place, shown } from './faults.ts';
import { type Fields, given, mapping, refuseRepeated } from './fields.ts';
import type { Check, Decimal, Group, Item, ItemSource } from './model.ts';
import {
  aboveZero,
  asList,
  asText,
  decimal,
  flag,
  identifier,
  listOf,
  type Reader,
  text,
  word,
  zeroOrMore,
} from './readers.ts';
import type { ListNode, TreeNode } from './yamlTree.ts';

/** The identifiers under `key` of every mapping in a list, with their lines: for `REPEATED`. */
export function* identifiers(
  node: TreeNode | undefined,
  key: string,
): Iterable<{ readonly id: string; readonly place: Place }> {
  if (node?.kind !== 'list') return;
  for (const item of node.items) {
    const id = item.kind === 'map' ? item.entries.get(key)?.value : undefined;
    if (id?.kind === 'text') yield { id: id.text, place: id.place };
  }
}

const check: Reader<Check> = mapping({ id: '', name: '', stage: 'form' }, (fields) => ({
  id: fields.required('id', identifier),
  name: fields.required('name', text),
  stage: fields.required('stage', word(['form', 'qualification', 'responsiveness'])),
  ...given({ text: fields.optional('text', text) }),
}));

export function readReview(fields: Fields, faults: Faults): readonly Check[] {
  const checks = fields.optional('review', listOf(check)) ?? [];
  refuseRepeated(['评审项', 'the check'], identifiers(fields.node('review'), 'id'), faults);
  return checks;
}

type Tier = readonly [name: string, from: Decimal, to: Decimal];

const tier: Reader<Tier> = {
  placeholder: ['', '0', '0'],
  read(node, name, faults) {
    const parts = asList(node, name, faults);
    if (parts === undefined) return this.placeholder;
    const [label, from, to] = parts.items;
    if (label === undefined || from === undefined || to === undefined || parts.items.length !== 3) {
      faults.add('VALUE', node.place, `${name} 应为 [名称, 下限, 上限]`, `${name} must be [name, from, to]`);
      return this.placeholder;
    }
    return [
      asText(label, `${name}[0]`, faults)?.text ?? '',
      decimal().read(from, `${name}[1]`, faults),
      decimal().read(to, `${name}[2]`, faults),
    ];
  },
};

function readExpertItem(fields: Fields, max: Decimal, faults: Faults): Partial<Item> {
  const min = fields.optional('min', decimal());
  const step = fields.optional('step', decimal(aboveZero));
  refuseEmptyRange(fields, min ?? '0', max, faults);
  return given({
    min,
    // A step out of its range has been refused; left in, it would be divided by.
    step: step !== undefined && aboveZero.holds(step) ? step : undefined,
    objective: fields.optional('objective', flag),
    tiers: fields.optional('tiers', listOf(tier)),
  });
}

function refuseEmptyRange(fields: Fields, min: Decimal, max: Decimal, faults: Faults): void {
  const place = fields.placeOf('min') ?? fields.placeOf('max');
  if (place === undefined || compareDecimals(min, max) <= 0) return;
  const [low, high] = [fields.nameOf('min'), fields.nameOf('max')];
  faults.add(
    'VALUE',
    place,
    `${low}（${min}）大于 ${high}（${max}），请改正其一`,
    `${low} (${min}) is above ${high} (${max}): correct either`,
  );
}

const EMPTY_ITEM: Item = { id: '', name: '', by: 'experts', max: '0' };
const SOURCES: readonly string[] = ['experts', 'price', 'integrity'] satisfies readonly ItemSource[];

const item: Reader<Item> = mapping(EMPTY_ITEM, (fields, faults) => {
  const by = fields.required('by', word(['experts', 'price', 'integrity'], 'decisive'));
  const id = fields.required('id', identifier);
  const name = fields.required('name', text);
  const max = fields.required('max', by === 'experts' ? decimal() : decimal(zeroOrMore));
  const known = SOURCES.includes(fields.peek('by') ?? '');
  if (!known) fields.tolerate('min', 'step', 'objective', 'tiers');
  return {
    id,
    name,
    by,
    max,
    ...(known && by === 'experts' ? readExpertItem(fields, max, faults) : {}),
    ...given({ text: fields.optional('text', text) }),
  };
});

const group: Reader<Group> = mapping({ id: '', name: '', items: [] }, (fields, faults) => {
  const items = fields.required('items', listOf(item));
  const stated = fields.optional('scale', word(['best'], 'decisive'));
  const scale = fields.peek('scale') === 'best' ? stated : undefined;
  if (scale !== stated) fields.tolerate('max');
  const scored = items.filter(({ by }) => by === 'experts').length;
  if (scale !== undefined && (scored === 0 || scored < items.length)) {
    const name = fields.nameOf('scale');
    faults.add(
      'VALUE',
      fields.placeOf('scale')!,
      `${name} 只用于全部由专家评分的组`,
      `${name} is for a group whose items are all by experts`,
    );
  }
  const pass = fields.optional('pass', decimal());
  if (pass !== undefined && scored === 0) {
    const name = fields.nameOf('pass');
    faults.add(
      'VALUE',
      fields.placeOf('pass')!,
      `${name} 只用于有专家评分项的组`,
      `${name} is for a group with items by experts`,
    );
  }
  return {
    id: fields.required('id', identifier),
    name: fields.required('name', text),
    items,
    ...given({
      pass,
      scale,
      max: scale === undefined ? undefined : fields.required('max', decimal(zeroOrMore)),
    }),
  };
});

function groupItems(groups: TreeNode | undefined): readonly (TreeNode | undefined)[] {
  if (groups?.kind !== 'list') return [];
  return groups.items.map((node) => (node.kind === 'map' ? node.entries.get('items')?.value : undefined));
}

/** Groups and their items; item identifiers are one space over all groups, because scores name an item without its group. */
export function readGroups(fields: Fields, needed: boolean, faults: Faults): readonly Group[] {
  const groups = needed ? fields.required('groups', listOf(group)) : fields.optional('groups', listOf(group));
  const node = fields.node('groups');
  refuseRepeated(['评分组', 'the group'], identifiers(node, 'id'), faults);
  const items = groupItems(node).flatMap((list) => [...identifiers(list, 'id')]);
  refuseRepeated(['评分项', 'the item'], items, faults);
  return groups ?? [];
}

/** Tie-breaks: known words, and groups that are declared. */
export function readTies(
  fields: Fields,
  groups: readonly Group[],
  faults: Faults,
): readonly ('price' | 'integrity' | `group:${string}`)[] {
  const node = fields.node('ties');
  if (node === undefined) return [];
  const list: ListNode | undefined = asList(node, fields.nameOf('ties'), faults);
  const ties: ('price' | 'integrity' | `group:${string}`)[] = [];
  for (const [index, entry] of (list?.items ?? []).entries()) {
    const name = `${fields.nameOf('ties')}[${index}]`;
    const found = asText(entry, name, faults)?.text;
    if (found === undefined) continue;
    if (found === 'price' || found === 'integrity') ties.push(found);
    else if (found.startsWith('group:')) {
      const id = found.slice('group:'.length);
      if (!faults.broken && !groups.some((g) => g.id === id)) {
        faults.add(
          'UNDECLARED',
          entry.place,
          `${name} 所指的评分组 ${shown(id)} 没有声明，请改为 groups 中已有的组`,
          `${name} names the group ${shown(id)}, which is not declared`,
        );
      }
      ties.push(`group:${id}`);
    } else {
      faults.add(
        'VALUE',
        entry.place,
        `${name} 应为 price | integrity | group:<id>，现为 ${shown(found)}`,
        `${name} must be price | integrity | group:<id>; found ${shown(found)}`,
      );
    }
  }
  const entries = (list?.items ?? []).flatMap((entry) =>
    entry.kind === 'text' ? [{ id: entry.text, place: entry.place }] : [],
  );
  refuseRepeated(['ties 中的', 'in ties'], entries, faults);
  return ties;
}
