import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Where the files that last longest are; in a fresh clone nothing else tells. */
const LONGEST = [
  '/tests/e2e/',
  '/tests/integration/rehearsal',
  '/tests/faults/',
  '/tests/simulator/',
  '/tests/stations/',
  '/tests/monitor/',
  '/tests/integration/',
];

/** Long files first, so that no worker ends alone with one; those that share a worker (`isolate: false`) last and side by side. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const turns = new Map(sorted.map((file) => [file, turn(file)]));
    return sorted.sort((one, other) => turns.get(one)! - turns.get(other)!);
  }
}

function turn({ moduleId, project }: TestSpecification): number {
  if (!project.config.isolate) return LONGEST.length + 1;
  const folder = LONGEST.findIndex((part) => moduleId.includes(part));
  return folder < 0 ? LONGEST.length : folder;
}
