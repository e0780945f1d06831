/** Play, pause, speed, and where in the day the pictures stand. */
import {
  CaretRightOutlined,
  PauseOutlined,
  StepBackwardOutlined,
  StepForwardOutlined,
} from '@ant-design/icons';
import { Button, Flex, Segmented, Slider, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { type Playhead, SPEEDS, type Speed } from './playhead.ts';
import { useRecordedTime } from './recording.ts';

/** Milliseconds that a step goes. */
export const STEP = 5000;

interface Props {
  readonly head: StoreApi<Playhead>;
  readonly from: number;
  readonly to: number;
}

export function Controls({ head, from, to }: Props) {
  const { t } = useTranslation('centrePlayback');
  const clock = useRecordedTime();
  const { at, playing, speed, seek, play, pause, setSpeed } = useStore(head);
  const seconds = Math.round((at - from) / 1000);
  return (
    <Flex vertical gap={4}>
      <Flex gap={8} align="center" wrap>
        <Button
          icon={<StepBackwardOutlined aria-hidden />}
          aria-label={t('back')}
          onClick={() => seek(at - STEP)}
        />
        <Button
          type="primary"
          icon={playing ? <PauseOutlined aria-hidden /> : <CaretRightOutlined aria-hidden />}
          onClick={playing ? pause : play}
        >
          {t(playing ? 'pause' : 'play')}
        </Button>
        <Button
          icon={<StepForwardOutlined aria-hidden />}
          aria-label={t('on')}
          onClick={() => seek(at + STEP)}
        />
        <Segmented
          aria-label={t('speed')}
          value={speed}
          onChange={(value) => setSpeed(value as Speed)}
          options={SPEEDS.map((value) => ({ value, label: `${value}×` }))}
        />
        <Typography.Text strong className="figures" data-moment={Math.round(at)}>
          {clock(at)}
        </Typography.Text>
        <Typography.Text type="secondary" className="figures">
          {t('range', { from: clock(from), to: clock(to) })}
        </Typography.Text>
      </Flex>
      <Slider
        style={{ margin: '4px 8px' }}
        min={0}
        max={Math.ceil((to - from) / 1000)}
        step={1}
        value={seconds}
        ariaLabelForHandle={t('moment')}
        ariaValueTextFormatterForHandle={(value) => clock(from + (value ?? 0) * 1000)}
        tooltip={{ formatter: (value) => clock(from + (value ?? 0) * 1000) }}
        onChange={(value) => seek(from + value * 1000)}
      />
    </Flex>
  );
}
