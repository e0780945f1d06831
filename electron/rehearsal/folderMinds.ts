/** People who decide what a project folder's `reviews.csv` and `scores.csv` say. */
import { cellKey } from '../../shared/evaluation/committee.ts';
import type { Decisions, ProjectData } from '../../shared/project/model.ts';
import type { Minds } from './day.ts';

/** @throws on a cell that the folder does not decide: a folder that `score` accepts decides all that are due. */
export function folderMinds(data: ProjectData, decisions: Decisions): Minds {
  const scores = new Map(
    decisions.scores.map((line) => [`${line.expert}\u001f${cellKey(line.bid, line.item)}`, line.score]),
  );
  const reviews = new Map(
    (decisions.reviews ?? []).map((line) => [`${line.expert}\u001f${cellKey(line.bid, line.check)}`, line]),
  );
  const chair = data.committee.find((m) => m.role === 'expert' && !data.project.reserves.includes(m.expert));
  return {
    chair: chair!.expert,
    passes(expert, bid, check) {
      const line = reviews.get(`${expert}\u001f${cellKey(bid, check)}`);
      return line === undefined ? { pass: true, reason: '' } : { pass: line.pass, reason: line.reason };
    },
    scores(expert, bid, item) {
      const score = scores.get(`${expert}\u001f${cellKey(bid, item)}`);
      if (score === undefined) throw new Error(`no score by ${expert} for ${bid} ${item}`);
      return score;
    },
  };
}
