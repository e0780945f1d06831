/** What the hall may know (大厅显示): the phase, how many people are waited for, and for how long. No name, no seat. */
import { Card, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { hallCount, hallLines } from '../../shared/devices/hallLines.ts';
import { useDuration } from '../components/duration.ts';
import { useLanguage } from '../components/languageOf.ts';
import { usePhaseName } from '../components/PhaseStepper.tsx';
import { useRoom } from './supervise.ts';
import { useWaitingSince } from './Waits.tsx';

export function Hall() {
  const { t } = useTranslation('room');
  const language = useLanguage();
  const { room, data } = useRoom();
  const phaseName = usePhaseName(data.project.regime);
  const since = useWaitingSince();
  const duration = useDuration(hallCount(room) === 0 ? null : since);
  const [phase, line] = hallLines(room)[language];
  return (
    <Card size="small" title={t('hall.title')}>
      <Typography.Paragraph style={{ marginBlockEnd: 0 }}>
        {language === 'zh' ? phase : phaseName(room.phase)}
      </Typography.Paragraph>
      <Typography.Paragraph style={{ marginBlockEnd: 0 }}>
        {duration === '' ? line : t('hall.for', { line, duration })}
      </Typography.Paragraph>
    </Card>
  );
}
