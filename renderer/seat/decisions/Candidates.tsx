/** Whom the committee is about to recommend, in their order: what the chair confirms, and whoever signs will find in the report. */
import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { recommended } from '../../../shared/evaluation/tieAtCut.ts';
import { bidName } from '../names.ts';
import { useSeat } from '../seat.ts';
import { useOpenEvaluation } from './useOpenEvaluation.ts';

export function Candidates() {
  const { t } = useTranslation('seatDecisions');
  const { room, data } = useSeat();
  const evaluation = useOpenEvaluation();
  const candidates = evaluation === null ? [] : recommended(room, evaluation.answer);
  if (candidates.length === 0) return null;
  return (
    <div>
      <Typography.Text strong>
        {t(room.settled === null ? 'consolidation.recommended' : 'consolidation.settled')}
      </Typography.Text>
      <ol style={{ margin: 0 }}>
        {candidates.map((bid) => (
          <li key={bid}>{bidName(data, bid)}</li>
        ))}
      </ol>
    </div>
  );
}
