/** Whether the segment on screen is the one that the journal binds: in a word with its sign, in full where there is room. */
import { Tooltip } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaybackTrack, SegmentCheck } from '../../../shared/bridge/playback.ts';
import type { Result } from '../../../shared/refusal.ts';
import { useLanguage } from '../../components/languageOf.ts';
import { type Mark, StatusMark } from '../../components/StatusMark.tsx';
import { useRecording } from './recording.ts';

const MARKS: Readonly<Record<SegmentCheck['state'] | 'unchecked', Mark>> = {
  fits: 'good',
  digest: 'warn',
  unchecked: 'warn',
  fault: 'bad',
};

interface Props {
  readonly track: PlaybackTrack;
  readonly segment: number;
  /** Says it in full. */
  readonly words: boolean;
  /** The picture is there: what is looked at comes before what is checked. */
  readonly ready: boolean;
}

export function ChainMark({ track, segment, words, ready }: Props) {
  const { t } = useTranslation('centrePlayback');
  const language = useLanguage();
  const recording = useRecording();
  const [checked, setChecked] = useState<{ segment: number; answer: Result<SegmentCheck> } | null>(null);
  useEffect(() => {
    if (!ready) return;
    let gone = false;
    void recording.check(track, segment).then((answer) => {
      if (!gone) setChecked({ segment, answer });
    });
    return () => {
      gone = true;
    };
  }, [recording, track, segment, ready]);
  if (checked?.segment !== segment) return <StatusMark mark="wait">{t('chain.wait')}</StatusMark>;
  const { answer } = checked;
  // Nothing is said against a segment that could not be looked at.
  const state = answer.ok ? answer.value.state : 'unchecked';
  const { heads, refusals } = answer.ok ? answer.value : { heads: 0, refusals: answer.refusals };
  const full = refusals[0]?.[language] ?? t(`chain.full.${state}`, { segment, heads });
  return words ? (
    <StatusMark mark={MARKS[state]}>{full}</StatusMark>
  ) : (
    <Tooltip title={full}>
      <span>
        <StatusMark mark={MARKS[state]}>{t(`chain.short.${state}`)}</StatusMark>
      </span>
    </Tooltip>
  );
}
