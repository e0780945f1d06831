/** For the chair (负责人): which step comes next, what still keeps it from beginning, and the one button that begins it. */
import { Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { blockers, nextPhase } from '../../shared/evaluation/course.ts';
import { plainWordsAhead } from '../../shared/record/plainWords.ts';
import { ConfirmedAct } from '../components/ConfirmedAct.tsx';
import { usePhaseName } from '../components/PhaseStepper.tsx';
import { useNames } from './names.ts';
import { useSeat } from './seat.ts';

export function ChairStep() {
  const { t } = useTranslation('seatDecisions');
  const { t: common } = useTranslation();
  const { client, room, status, me, data, terms } = useSeat();
  const phaseName = usePhaseName(data.project.regime);
  const named = useNames();
  const next = nextPhase(room);
  if (room.chair?.member !== me || next === null || room.paused !== null) return null;
  const open = blockers(room, next);
  const proceed = { type: 'proceed' as const, body: { to: next } };
  return (
    <Flex
      gap={16}
      align="center"
      justify="space-between"
      wrap
      style={{ padding: '8px 16px', background: '#ffffff', borderBlockEnd: '1px solid #d0d7de' }}
    >
      <Flex vertical gap={4} style={{ flex: '1 1 20em' }}>
        <Typography.Text strong>
          {t('step.title', { chair: terms.chair, phase: phaseName(next) })}
        </Typography.Text>
        {open.length === 0 ? null : (
          <Typography.Text type="secondary">
            {t('step.open', { reasons: open.map((one) => named(one)).join(common('clauses')) })}
          </Typography.Text>
        )}
      </Flex>
      <ConfirmedAct
        key={next}
        primary
        disabled={open.length > 0}
        label={t('step.go', { phase: phaseName(next) })}
        what={common('proceedWhat', { phase: phaseName(next) })}
        reads={() => plainWordsAhead(room, { ...proceed, session: status.session ?? '' })}
        act={() => client.ask('act', { act: proceed })}
      />
    </Flex>
  );
}
