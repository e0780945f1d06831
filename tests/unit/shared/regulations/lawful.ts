/** Two lawful projects, one of each regime, as small as they can be. */
import { readFileSync } from 'node:fs';
import type { Member, Project, ProjectData } from '../../../../shared/project/model.ts';
import { type Regulations, readRegulations } from '../../../../shared/regulations/regulations.ts';

/** The file that ships. */
export const REGULATIONS_TEXT = readFileSync(
  new URL('../../../../build/regulations.yaml', import.meta.url),
  'utf8',
);

const read = readRegulations(REGULATIONS_TEXT, 'regulations.yaml');
if (!read.ok) throw new Error(read.refusals[0]!.en);
export const IN_FORCE: Regulations = read.value;

export const members = (experts: number, owners: number): Member[] =>
  Array.from({ length: experts + owners }, (_, i) => ({
    expert: `E${i + 1}`,
    name: `评委${i + 1}`,
    role: i < experts ? 'expert' : 'owner',
    organisation: '',
  }));

const project: Project = {
  format: 'sealroom-project/1',
  code: 'P-1',
  name: '某项目',
  lot: '1',
  kind: 'works',
  regime: 'tendering',
  reserves: [],
  thresholds: {},
  opened: '2026-05-18T09:30:00+08:00',
  evaluatedOn: '2026-05-18',
  candidates: 3,
  method: 'comprehensive',
  full: '100',
  rounding: {},
  aggregate: { over: 'item', trim: [] },
  ties: ['price'],
  review: [{ id: 'R1', name: '签章', stage: 'form' }],
  groups: [
    { id: 'tech', name: '技术', items: [{ id: 'T1', name: '方案', by: 'experts', max: '70', min: '0' }] },
    { id: 'price', name: '报价', items: [{ id: 'P1', name: '报价', by: 'price', max: '30' }] },
  ],
  price: {
    over: 'responsive',
    benchmark: { kind: 'mean', drop: [] },
    score: { kind: 'deviation', above: '1', below: '1', floor: '0', units: 'exact' },
  },
  integrity: { applies: false },
};

export const TENDERING: ProjectData = {
  project,
  committee: members(4, 1),
  supervisors: [{ supervisor: 'S1', name: '见证', organisation: '' }],
  bids: [{ bid: 'B1', name: '甲公司', enterprise: '91370102MA0002100X', price: '100', sme: 'none' }],
};

export const PROCUREMENT: ProjectData = {
  ...TENDERING,
  project: {
    ...project,
    kind: 'goods',
    regime: 'procurement',
    price: { over: 'responsive', benchmark: { kind: 'lowest' }, score: { kind: 'ratio' } },
  },
};

/** The same data with some of the project otherwise. */
export const withProject = (data: ProjectData, changes: Partial<Project>): ProjectData => ({
  ...data,
  project: { ...data.project, ...changes },
});

/** The same data with the price item's maximum, the rest going to the experts. */
export function withPriceMax(data: ProjectData, max: number): ProjectData {
  const [tech, price] = data.project.groups;
  const groups = [
    { ...tech!, items: [{ ...tech!.items[0]!, max: `${100 - max}` }] },
    { ...price!, items: [{ ...price!.items[0]!, max: `${max}` }] },
  ];
  return withProject(data, { groups });
}
