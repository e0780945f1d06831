/** The percentages and numbers in force, as `build/regulations.yaml` says them and every package carries them. */
import { Faults } from '../project/faults.ts';
import { Fields, mapping } from '../project/fields.ts';
import type { Decimal, ProjectKind, Regime } from '../project/model.ts';
import { readFormat } from '../project/projectFile.ts';
import {
  aboveZero,
  count,
  date,
  decimal,
  identifier,
  listOf,
  type Reader,
  share,
  text,
  word,
} from '../project/readers.ts';
import { parseYaml } from '../project/yamlTree.ts';
import { accept, type Result } from '../refusal.ts';

/** From and to, both allowed. */
type Span = readonly [from: Decimal, to: Decimal];

export interface Preference {
  readonly source: string;
  readonly regime: Regime;
  readonly kind: ProjectKind;
  readonly by: 'deduct' | 'bonus';
  readonly small: Span;
  readonly consortium: Span;
}

export interface Regulations {
  readonly format: 'sealroom-regulations/1';
  /** `YYYY-MM-DD`: day of effect of the newest source. */
  readonly effective: string;
  readonly sources: readonly {
    readonly id: string;
    readonly title: string;
    readonly document: string;
    readonly effective: string;
  }[];
  /** From this budget on a procurement committee has at least so many members (R87 47). */
  readonly committee: { readonly budget: Decimal; readonly members: number };
  /** Least share of the price in the full marks under procurement (R87 55). */
  readonly priceWeight: Readonly<Record<'goods' | 'services', Decimal>>;
  /** Ranges of the preferences for small firms; what is not listed is not allowed. */
  readonly preferences: readonly Preference[];
}

const span: Reader<Span> = {
  placeholder: ['0', '0'],
  read(node, name, faults) {
    const parts = listOf(decimal(share)).read(node, name, faults);
    const [from, to] = parts;
    if (parts.length === 2 && from !== undefined && to !== undefined) return [from, to];
    faults.add('VALUE', node.place, `${name} 应为 [下限, 上限]`, `${name} must be [from, to]`);
    return this.placeholder;
  },
};

const FORMAT = 'sealroom-regulations/1';

const preference: Reader<Preference> = mapping<Preference>(
  {
    source: '',
    regime: 'procurement',
    kind: 'goods',
    by: 'deduct',
    small: ['0', '0'],
    consortium: ['0', '0'],
  },
  (fields) => ({
    source: fields.required('source', identifier),
    regime: fields.required('regime', word(['tendering', 'procurement'])),
    kind: fields.required('kind', word(['works', 'goods', 'services'])),
    by: fields.required('by', word(['deduct', 'bonus'])),
    small: fields.required('small', span),
    consortium: fields.required('consortium', span),
  }),
);

const source = mapping({ id: '', title: '', document: '', effective: '' }, (fields) => ({
  id: fields.required('id', identifier),
  title: fields.required('title', text),
  document: fields.required('document', text),
  effective: fields.required('effective', date),
}));

const committee = mapping({ budget: '0', members: 0 }, (fields) => ({
  budget: fields.required('budget', decimal(aboveZero)),
  members: fields.required('members', count(1000)),
}));

const priceWeight = mapping({ goods: '0', services: '0' }, (fields) => ({
  goods: fields.required('goods', decimal(share)),
  services: fields.required('services', decimal(share)),
}));

/** Reads a regulations file strictly; refuses with the codes of a project folder, naming `file` and the line. */
export function readRegulations(content: string, file: string): Result<Regulations> {
  const faults = new Faults();
  const root = parseYaml(content, file, faults);
  let regulations: Regulations | undefined;
  if (root !== undefined) {
    const fields = new Fields(root, '', faults);
    readFormat(fields, FORMAT, faults);
    regulations = {
      format: FORMAT,
      effective: fields.required('effective', date),
      sources: fields.required('sources', listOf(source)),
      committee: fields.required('committee', committee),
      priceWeight: fields.required('priceWeight', priceWeight),
      preferences: fields.required('preferences', listOf(preference)),
    };
    fields.close();
  }
  const refusals = faults.refusals([file]);
  return regulations === undefined || refusals.length > 0 ? { ok: false, refusals } : accept(regulations);
}
