/** The committee as it stands now (评标委员会): who is a member, what a majority is, and what data the evaluation runs on. */

import type { MemberState, RoomState, Round, Session } from '../journal/state.ts';
import type { Decisions, ProjectData, ReviewLine, ScoreLine } from '../project/model.ts';

/** More than half of `members`. */
export const majorityOf = (members: number): number => Math.floor(members / 2) + 1;

/** Shares that give a sheet key back: a majority of the other members, fixed at the opening. */
export const thresholdFor = (members: number): number => majorityOf(members - 1);

export const isMember = (state: RoomState, who: string): boolean => state.members.includes(who);

/** The session in which a person works now, or undefined. */
export function activeSession(state: RoomState, who: string): Session | undefined {
  for (const session of state.sessions.values())
    if (session.who === who && session.admitted !== null && session.closed === null) return session;
  return undefined;
}

/** The member's own record, made when first asked for. */
export function memberState(state: RoomState, id: string): MemberState {
  const found = state.member.get(id);
  if (found !== undefined) return found;
  const fresh: MemberState = { id, acted: 0, committed: null, recused: null, read: null, reviews: new Map() };
  state.member.set(id, fresh);
  return fresh;
}

/** Members who have recused themselves and have not been replaced yet: what they judged must not count. */
export const recusedMembers = (state: RoomState): string[] =>
  state.members.filter((member) => state.member.get(member)?.recused);

export const currentRound = (state: RoomState): Round | undefined => {
  const last = state.rounds.at(-1);
  return last === undefined || last.abandoned !== null ? undefined : last;
};

/** The unit separator (U+001F), which no identifier may hold, keeps `bid` and `item` apart. */
const BETWEEN = '\u001f';

/** One name for a cell (bid and item) or a decision (bid and check). */
export const cellKey = (bid: string, item: string): string => `${bid}${BETWEEN}${item}`;

/** Bid and item of a cell's name. */
export function cellOf(key: string): { bid: string; item: string } {
  const [bid = '', item = ''] = key.split(BETWEEN);
  return { bid, item };
}

/** The items that experts score, in the order of the criteria. */
export const expertsItems = (data: ProjectData) =>
  data.project.groups.flatMap((group) => group.items.filter((item) => item.by === 'experts'));

/** The project as it is after substitutions: a substitute stands where the replaced member stood (BR 48). */
export function effectiveData(state: RoomState): ProjectData {
  const { data } = state.pkg;
  if (state.substitutions.length === 0) return data;
  const gone = new Set(state.substitutions.map((s) => s.out));
  const seated = new Set(state.members);
  const row = new Map(data.committee.map((m) => [m.expert, m]));
  const reserves = data.project.reserves.filter((r) => !seated.has(r) && !gone.has(r));
  return {
    ...data,
    project: { ...data.project, reserves },
    committee: [...state.members, ...reserves].flatMap((id) => row.get(id) ?? []),
  };
}

/** The committee's decisions as the contract's tables say them: the current members', with what counts now. */
export function decisionsOf(state: RoomState): Decisions {
  const { data } = state.pkg;
  const scores: ScoreLine[] = [];
  for (const expert of state.members)
    for (const [key, value] of currentRound(state)?.sheets.get(expert)?.values ?? []) {
      if (value.score !== null) scores.push({ expert, ...cellOf(key), score: value.score });
    }
  if (data.project.review.length === 0) return { scores };
  return { reviews: reviewLines(state), scores };
}

function reviewLines(state: RoomState): ReviewLine[] {
  const { data } = state.pkg;
  return state.members.flatMap((expert) =>
    data.bids.flatMap(({ bid }) =>
      data.project.review.flatMap(({ id: check }) => {
        const decision = state.member.get(expert)?.reviews.get(cellKey(bid, check));
        return decision === undefined
          ? []
          : [{ expert, bid, check, pass: decision.pass, reason: decision.reason }];
      }),
    ),
  );
}
