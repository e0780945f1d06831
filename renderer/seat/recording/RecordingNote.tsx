/** What is wrong with the recording, as long as it is: the whole sentence and what to do, under the frame, over no work. */
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../components/languageOf.ts';
import { useRecording } from './useRecording.ts';

export function RecordingNote() {
  const { t } = useTranslation('seatRecording');
  const language = useLanguage();
  const { said, mark } = useRecording();
  const { problem } = mark;
  if (problem !== null) {
    const sentence = typeof problem === 'string' ? t(`problem.${problem}`) : problem[language];
    return <Alert banner role="alert" type="error" title={sentence} />;
  }
  if (mark.state === 'off' || !said?.warn) return null;
  return (
    <Alert banner role="status" type="warning" title={t('diskWarning', { hours: said.hoursLeft ?? '' })} />
  );
}
