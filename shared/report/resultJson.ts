/** The whole result for other programs, `sealroom-result/1`: project, committee, decisions, sheets, changes, ranking, course of the day. */
import { cellOf, effectiveData } from '../evaluation/committee.ts';
import { recommended } from '../evaluation/tieAtCut.ts';
import { canonicalJson } from '../journal/canonical.ts';
import type { RoomState, Round } from '../journal/state.ts';
import type { Evaluation } from '../scoring/index.ts';
import { allChanges } from './chapters/changes.ts';

const listed = <V, R>(map: ReadonlyMap<string, V>, row: (key: string, value: V) => R): R[] =>
  [...map].map(([key, value]) => row(key, value));

function roundJson(round: Round) {
  return {
    round: round.number,
    opened: round.opened,
    abandoned: round.abandoned,
    bids: round.bids,
    submitted: listed(round.submits, (expert, { seq }) => ({ expert, entry: seq })),
    sheets: listed(round.sheets, (expert, sheet) => ({
      expert,
      openedBy: sheet.by,
      entry: sheet.seq,
      cells: listed(sheet.values, (cell, { original, score, remark, place, fault }) => ({
        ...cellOf(cell),
        original,
        score,
        remark,
        place,
        fault,
      })),
    })),
  };
}

function committeeJson(state: RoomState) {
  const { data } = state.pkg;
  return {
    members: state.members.map((id) => {
      const record = state.member.get(id);
      return {
        ...data.committee.find((m) => m.expert === id),
        committed: record?.committed ?? null,
        read: record?.read ?? null,
      };
    }),
    chair: state.chair,
    supervisors: data.supervisors,
    substitutions: state.substitutions,
    recusals: listed(state.member, (expert, { recused }) => ({ expert, recused })).filter(
      ({ recused }) => recused !== null,
    ),
  };
}

function decisionsJson(state: RoomState) {
  return {
    reviews: listed(state.member, (expert, { reviews }) =>
      listed(reviews, (cell, decision) => {
        const { bid, item: check } = cellOf(cell);
        return { expert, counts: state.members.includes(expert), bid, check, ...decision };
      }),
    ).flat(),
    deliberations: listed(state.deliberations, (cell, one) => {
      const { bid, item: check } = cellOf(cell);
      return { bid, check, ...one };
    }),
    rejections: [...state.rejections.values()],
    clarifications: [...state.questions.values()],
    motions: [...state.motions.values()].map(({ votes, ...one }) => ({
      ...one,
      votes: listed(votes, (expert, vote) => ({ expert, ...vote })),
    })),
  };
}

function courseJson(state: RoomState) {
  return {
    superseded: state.superseded,
    pauses: state.pauses,
    calls: [...state.calls.values()],
    interventions: state.interventions,
    alarms: [...state.alarms.values()],
    recordings: listed(state.recordings, (source, { body, seq }) => ({ source, ...body, entry: seq })),
    deposits: state.deposits,
    withoutEffect: state.refused,
  };
}

/**
 * The result as JSON text, ended by a line feed; the same state gives the same bytes.
 * @param evaluation of the decisions in `state`; null where the outcome has no ranking
 */
export function resultJson(state: RoomState, evaluation: Evaluation | null): string {
  const data = effectiveData(state);
  const answer = evaluation?.answer ?? null;
  const result = {
    format: 'sealroom-evaluation/1',
    room: state.room,
    package: state.pkg.digest,
    head: state.head,
    at: state.at,
    demonstration: state.opening?.demonstration ?? null,
    project: data.project,
    bids: data.bids,
    committee: committeeJson(state),
    ...decisionsJson(state),
    rounds: state.rounds.map(roundJson),
    changes: allChanges(state),
    outcome: state.outcome,
    answer,
    recommended: answer === null ? [] : recommended(state, answer),
    explanations:
      evaluation === null ? [] : data.bids.map(({ bid }) => ({ bid, ...evaluation.explain(bid) })),
    report: state.report,
    signatures: listed(state.signatures, (expert, signature) => ({ expert, ...signature })),
    ...courseJson(state),
    closed: state.closed,
  };
  // Keys are sorted: an entry read from the journal and the same entry in memory have theirs in different orders.
  return `${JSON.stringify(JSON.parse(canonicalJson(result)), null, 2)}\n`;
}
