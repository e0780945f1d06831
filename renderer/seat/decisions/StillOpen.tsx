/** What has to be done before the committee can conclude, and how: everybody reads it, because it is not the chair's alone to do. */
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '../names.ts';
import { useSeat } from '../seat.ts';
import { useRankingOpen } from './useOpenEvaluation.ts';

/** Where the window has a way to it. */
const WAYS = ['CELL_FAULTY', 'OBJECTIVE_SCORES_DIFFER', 'TIE_UNSETTLED'] as const;

export function StillOpen() {
  const { t } = useTranslation('seatDecisions');
  const { terms } = useSeat();
  const named = useNames();
  const open = useRankingOpen();
  if (open.length === 0) return null;
  const ways = WAYS.filter((way) => open.some(({ code }) => code === way));
  return (
    <Alert
      role="status"
      type="warning"
      title={t('consolidation.open')}
      description={
        <>
          <ul style={{ margin: 0, paddingInlineStart: '1.2em' }}>
            {open.map((one) => (
              <li key={`${one.code} ${one.zh}`}>{named(one)}</li>
            ))}
          </ul>
          {ways.map((way) => (
            <div key={way}>{t(`consolidation.ways.${way}`, { chair: terms.chair })}</div>
          ))}
        </>
      }
    />
  );
}
