import { Faults } from '../project/faults.ts';
import { parseYaml, type TreeNode } from '../project/yamlTree.ts';

/** Where in the project folder something stands: a key of `project.yaml` by its path, or a file. */
export type Spot = { readonly key: readonly (string | number)[] } | { readonly file: string };

/** Turns spots into `file:line`. */
export type Locate = (spot: Spot) => string;

/** The key's line, or 1 where it is missing, as for everything that is missing. */
function lineOf(root: TreeNode, key: readonly (string | number)[]): number {
  let node = root;
  let { line } = root.place;
  for (const step of key) {
    const entry = node.kind === 'map' ? node.entries.get(String(step)) : undefined;
    const next = node.kind === 'list' ? node.items[Number(step)] : entry?.value;
    if (next === undefined) return 1;
    line = (entry ?? next).place.line;
    node = next;
  }
  return line;
}

/**
 * A locator over the text of `project.yaml`.
 * @param spreadsheets files of the folder that stand for the contract's `.csv`: `committee.csv` -> `committee.xlsx`
 */
export function locator(projectFile: string, spreadsheets: ReadonlyMap<string, string>): Locate {
  const root = parseYaml(projectFile, 'project.yaml', new Faults());
  return (spot) => {
    if ('file' in spot) return `${spreadsheets.get(spot.file) ?? spot.file}:1`;
    return `project.yaml:${root === undefined ? 1 : lineOf(root, spot.key)}`;
  };
}
