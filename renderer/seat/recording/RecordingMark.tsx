/** Whether this seat is being recorded, in a word with its sign; folded out: by which devices, since when, and for how long the disk lasts. */
import { ExclamationCircleOutlined, PauseCircleOutlined, VideoCameraOutlined } from '@ant-design/icons';
import { Button, Descriptions, Popover, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { timeOfDay } from '../../components/moments.ts';
import { useMarkState, useRecording } from './useRecording.ts';

const ICONS = {
  starting: <VideoCameraOutlined aria-hidden />,
  recording: <VideoCameraOutlined aria-hidden />,
  paused: <PauseCircleOutlined aria-hidden />,
  trouble: <ExclamationCircleOutlined aria-hidden />,
} as const;

export function RecordingMark() {
  const { t } = useTranslation('seatRecording');
  const state = useMarkState();
  if (state === 'off') return null;
  return (
    <Popover trigger="click" placement="bottomRight" title={t('details.title')} content={<Details />}>
      <Button
        size="small"
        icon={ICONS[state]}
        danger={state === 'trouble'}
        data-recording={state}
        aria-haspopup="dialog"
      >
        {t(`state.${state}`)}
      </Button>
    </Popover>
  );
}

const MEGA = 1_000_000;

function Details() {
  const { t } = useTranslation('seatRecording');
  const { said, view } = useRecording();
  if (said === null) return null;
  const lines = (texts: readonly string[]) => texts.map((text) => <div key={text}>{text}</div>);
  const device = (i: number) => {
    const devices = view.tracks[i]?.devices ?? [];
    return devices.length === 0 ? t('details.none') : <div>{lines(devices)}</div>;
  };
  const last = said.tracks.map(({ track, last: at }) =>
    [t(`tracks.${track}`), at === null ? '—' : timeOfDay(at, true)].join(' '),
  );
  const items = [
    {
      key: 'screen',
      label: t('tracks.screen'),
      children: view.tracks[0]?.devices.length ? t('details.own') : device(0),
    },
    { key: 'camera', label: t('tracks.camera'), children: device(1) },
    { key: 'last', label: t('details.last'), children: last.length === 0 ? '—' : <div>{lines(last)}</div> },
    {
      key: 'disk',
      label: t('details.disk'),
      children:
        said.hoursLeft === null ? t('details.measuring') : t('details.hours', { hours: said.hoursLeft }),
    },
    {
      key: 'unsent',
      label: t('details.unsent'),
      children: t('details.size', { size: (said.unsent / MEGA).toFixed(1) }),
    },
  ];
  return (
    <div style={{ width: 460, maxWidth: '80vw' }}>
      <Descriptions column={1} size="small" items={items} />
      <Typography.Paragraph type="secondary" style={{ margin: '8px 0 0' }}>
        {t('notice.who')}
      </Typography.Paragraph>
    </div>
  );
}
