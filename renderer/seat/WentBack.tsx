/** The evaluation has gone back to an earlier phase (退回): until it is where it was, everybody reads why. */
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { PHASES } from '../../shared/journal/acts.ts';
import { inSentence } from '../../shared/record/narrator.ts';
import { usePhaseName } from '../components/PhaseStepper.tsx';
import { memberName } from './names.ts';
import { useSeat } from './seat.ts';

export function WentBack() {
  const { t } = useTranslation('seatDecisions');
  const { room, me, data } = useSeat();
  const phaseName = usePhaseName(data.project.regime);
  // One return may lie within another: the newest that the room has not yet come past.
  const last = room.superseded.findLast(({ from }) => PHASES.indexOf(room.phase) < PHASES.indexOf(from));
  if (last === undefined) return null;
  const change = room.substitutions.find(({ seq }) => seq === last.requested);
  if (change?.in === me) return null;
  const phase = phaseName(last.to);
  const text =
    change === undefined
      ? t('wentBack.asked', { phase, reason: inSentence(last.reason) })
      : t('wentBack.substituted', {
          phase,
          in: memberName(data, change.in),
          out: memberName(data, change.out),
        });
  return <Alert banner role="status" type="info" title={text} />;
}
