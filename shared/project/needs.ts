import type { TreeNode } from './yamlTree.ts';

/** Whether a table must be there, is read where it is there, or is not looked at. */
export type Need = 'needed' | 'optional' | 'ignored';

/** Which files a project asks for. */
export interface FolderNeeds {
  readonly rulebook: boolean;
  readonly committee: Need;
  readonly bids: Need;
  readonly supervisors: Need;
  readonly reviews: Need;
  readonly scores: Need;
  readonly 'integrity/enterprises': Need;
  readonly 'integrity/records': Need;
  readonly 'integrity/scores': Need;
}

const child = (node: TreeNode | undefined, key: string): TreeNode | undefined =>
  node?.kind === 'map' ? node.entries.get(key)?.value : undefined;

const children = (node: TreeNode | undefined): readonly TreeNode[] =>
  node?.kind === 'list' ? node.items : [];

const says = (node: TreeNode | undefined, word: string): boolean =>
  node?.kind === 'text' && node.text === word;

/**
 * Looks only at what decides on files, so that a missing file is found in the first phase, whatever else is wrong with the project.
 */
export function needsOf(root: TreeNode | undefined, purpose: 'score' | 'package'): FolderNeeds {
  const items = children(child(root, 'groups')).flatMap((group) => children(child(group, 'items')));
  const byExperts = items.some((item) => says(child(item, 'by'), 'experts'));
  const integrity = child(root, 'integrity');
  const applies = says(child(integrity, 'applies'), 'true');
  const records = applies && says(child(integrity, 'from'), 'records');
  const scores = applies && says(child(integrity, 'from'), 'scores');
  const when = (holds: boolean): Need => (holds ? 'needed' : 'ignored');
  return {
    rulebook: records,
    committee: 'needed',
    bids: 'needed',
    supervisors: when(purpose === 'package'),
    reviews: purpose === 'score' ? 'optional' : 'ignored',
    scores: purpose === 'package' ? 'ignored' : byExperts ? 'needed' : 'optional',
    'integrity/enterprises': when(applies),
    'integrity/records': when(records),
    'integrity/scores': when(scores),
  };
}
