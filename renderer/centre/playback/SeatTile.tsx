/** A seat at the moment: screen and camera beside each other; large, with its sound where it is wanted. */
import { Button, Flex, Switch, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { StoreApi } from 'zustand/vanilla';
import type { PlaybackTrack } from '../../../shared/bridge/playback.ts';
import type { Playhead } from './playhead.ts';
import { TrackView } from './TrackView.tsx';

interface Props {
  readonly name: string;
  readonly tracks: readonly PlaybackTrack[];
  readonly head: StoreApi<Playhead>;
  readonly large: boolean;
  readonly sound: boolean;
  readonly onLarge: () => void;
  readonly onSound: (on: boolean) => void;
}

export function SeatTile({ name, tracks, head, large, sound, onLarge, onSound }: Props) {
  const { t } = useTranslation('centrePlayback');
  return (
    <section aria-label={name} className="recorded-seat" data-large={large}>
      <Flex justify="space-between" align="center" gap={8} wrap>
        <Typography.Text strong>{name}</Typography.Text>
        <Flex gap={8} align="center" wrap>
          {large ? (
            <Flex gap={6} align="center">
              <Switch
                aria-label={t('soundOf', { seat: name })}
                checked={sound}
                onChange={onSound}
                size="small"
              />
              <Typography.Text>{t('sound')}</Typography.Text>
            </Flex>
          ) : null}
          <Button
            aria-pressed={large}
            aria-label={t(large ? 'smallOf' : 'largeOf', { seat: name })}
            onClick={onLarge}
          >
            {t(large ? 'small' : 'large')}
          </Button>
        </Flex>
      </Flex>
      <div className="recorded-tracks">
        {tracks.map((track) => (
          <TrackView
            key={track.track}
            track={track}
            head={head}
            name={name}
            large={large}
            sound={large && sound && track.track === 'camera'}
          />
        ))}
      </div>
    </section>
  );
}
