/** The last look at a folder: whether the values fit each other. What they must be is scoring's to say; where they stand, ours. */
import type { FindingPlace } from '../scoring/finding.ts';
import { checkValues } from '../scoring/index.ts';
import type { Faults, Place } from './faults.ts';
import type { Decisions, ProjectData } from './model.ts';
import type { Tables } from './references.ts';
import type { Table } from './tables.ts';
import type { TreeNode } from './yamlTree.ts';

/** Where a folder's data was read from. */
export interface Origins {
  readonly root: TreeNode;
  readonly rules: TreeNode | undefined;
  readonly tables: Tables;
}

/** The line of what a YAML path names; of the nearest thing around it where there is nothing at its end. */
function placeInTree(root: TreeNode, path: readonly (string | number)[]): Place {
  let node = root;
  let place: Place = { file: root.place.file, line: 1 };
  for (const step of path) {
    const entry = node.kind === 'map' ? node.entries.get(String(step)) : undefined;
    const item = node.kind === 'list' && typeof step === 'number' ? node.items[step] : undefined;
    const next = entry?.value ?? item;
    if (next === undefined) return place;
    place = entry?.place ?? next.place;
    node = next;
  }
  return place;
}

function tableOf(at: FindingPlace, tables: Tables): Table<unknown> | undefined {
  switch (at.table) {
    case 'integrity/enterprises':
      return tables.enterprises;
    case 'integrity/records':
      return tables.records;
    case 'integrity/scores':
      return tables.integrityScores;
    case 'project':
    case 'integrity/rulebook':
      return undefined;
    default:
      return tables[at.table];
  }
}

function placeOf(at: FindingPlace, { root, rules, tables }: Origins): Place {
  if (at.table === 'project') return placeInTree(root, at.path ?? []);
  if (at.table === 'integrity/rulebook' && rules !== undefined) return placeInTree(rules, at.path ?? []);
  const table = tableOf(at, tables);
  const line = at.row === undefined ? undefined : table?.lines[at.row];
  return { file: table?.file ?? `${at.table}.csv`, line: line ?? 1 };
}

/** Reports every finding of the values' check at its line. */
export function checkFolderValues(
  content: { readonly data: ProjectData; readonly decisions: Decisions },
  origins: Origins,
  purpose: 'score' | 'package',
  faults: Faults,
): void {
  const { data, decisions } = content;
  const { reserves, groups } = data.project;
  const byExperts = groups.some(({ items }) => items.some(({ by }) => by === 'experts'));
  if (byExperts && data.committee.every(({ expert }) => reserves.includes(expert))) {
    const place = { file: origins.tables.committee.file, line: 1 };
    faults.add(
      'VALUE',
      place,
      '评标委员会没有参加评分的成员，请核对 committee.csv 与 project.yaml 中的 reserves',
      'the committee has no member who scores: compare committee.csv with reserves in project.yaml',
    );
    return;
  }
  if (faults.unsound) return;
  // A package carries no decisions, so none can be missing.
  for (const { code, zh, en, at } of checkValues(data, purpose === 'score' ? decisions : undefined)) {
    faults.add(code, placeOf(at, origins), zh, en);
  }
}
