import type { Member, ProjectData } from '../project/model.ts';

/** The members who vote and score: the committee (评标委员会) without reserves, in the order of `committee.csv`. */
export function scoringMembers(data: ProjectData): readonly Member[] {
  const reserves = new Set(data.project.reserves);
  return data.committee.filter((member) => !reserves.has(member.expert));
}
