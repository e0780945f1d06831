/** Where the day stands: the phases in their order, the present one marked by weight, frame and word. */
import { CheckOutlined } from '@ant-design/icons';
import { Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { PHASES, type Phase } from '../../shared/journal/acts.ts';
import type { Regime } from '../../shared/project/model.ts';
import { termsIn } from '../../shared/record/words.ts';
import { useSettings } from '../app/settings.ts';
import { ACCENT, LINE, QUIET } from '../app/theme.ts';
import { useLanguage } from './languageOf.ts';

/** The phase's short name in the regime's words. */
export function usePhaseName(regime: Regime): (phase: Phase) => string {
  const { steps } = termsIn(useLanguage(), regime);
  return (phase) => steps[phase];
}

interface Props {
  readonly phase: Phase;
  readonly regime: Regime;
  /** The phase in which the evaluation was broken off: it and what would have come after it were not done. */
  readonly brokenOff: Phase | null;
}

export function PhaseStepper({ phase, regime, brokenOff }: Props) {
  const { t } = useTranslation('phases');
  const name = usePhaseName(regime);
  const { textSize } = useSettings();
  const at = PHASES.indexOf(phase);
  /** So many are done. */
  const done = PHASES.indexOf(brokenOff ?? phase);
  if (textSize > 16)
    return (
      <Typography.Text strong aria-current="step">
        {t('at', { number: at + 1, of: PHASES.length, name: name(phase) })}
      </Typography.Text>
    );
  return (
    <Flex component="ol" gap={4} style={{ listStyle: 'none', margin: 0, padding: 0, overflow: 'hidden' }}>
      {PHASES.map((one, i) => (
        <li
          key={one}
          aria-current={i === at ? 'step' : undefined}
          style={{
            padding: '2px 8px',
            whiteSpace: 'nowrap',
            fontSize: 14,
            fontWeight: i === at ? 700 : 400,
            color: i === at ? ACCENT : QUIET,
            // Side by side and not `border`: React sets only what has changed, and that would take the line below with it.
            borderBlockStart: `1px solid ${i === at ? ACCENT : 'transparent'}`,
            borderInline: `1px solid ${i === at ? ACCENT : 'transparent'}`,
            borderBlockEnd: `3px solid ${i < done || i === at ? ACCENT : LINE}`,
          }}
        >
          {i < done ? <CheckOutlined aria-label={t('done')} style={{ marginInlineEnd: 4 }} /> : null}
          {name(one)}
        </li>
      ))}
    </Flex>
  );
}
