/** One track of one seat at the moment: its picture, or in words why there is none. */
import { Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { PlaybackTrack } from '../../../shared/bridge/playback.ts';
import { gapReason } from '../../../shared/recording/gapReason.ts';
import { presenceAt } from '../../../shared/recording/presence.ts';
import { useLanguage } from '../../components/languageOf.ts';
import { ChainMark } from './ChainMark.tsx';
import type { Playhead } from './playhead.ts';
import { useRecordedTime, useRecording } from './recording.ts';
import { type Shown, type TrackPlayer, trackPlayer } from './trackPlayer.ts';

interface Props {
  readonly track: PlaybackTrack;
  readonly head: StoreApi<Playhead>;
  readonly name: string;
  readonly sound: boolean;
  readonly large: boolean;
}

const NOTHING: Shown = { segment: null, loading: false, refusals: [] };

export function TrackView({ track, head, name, sound, large }: Props) {
  const { t } = useTranslation('centrePlayback');
  const recording = useRecording();
  const video = useRef<HTMLVideoElement>(null);
  const [shown, setShown] = useState(NOTHING);
  const hasAny = track.segments.length > 0;
  useEffect(() => {
    if (video.current === null || !hasAny) return;
    const player: TrackPlayer = trackPlayer(recording, track, video.current, setShown);
    const show = ({ at, playing, speed }: Playhead): void => player.show({ at, playing, speed });
    show(head.getState());
    const stop = head.subscribe(show);
    return () => {
      stop();
      player.end();
    };
  }, [recording, track, head, hasAny]);
  const label = t('picture', { seat: name, track: t(`tracks.${track.track}`) });
  const there = shown.segment !== null && shown.refusals.length === 0;
  return (
    <figure style={{ margin: 0, minWidth: 0 }}>
      <div className="recorded-picture" data-state={there ? (shown.loading ? 'loading' : 'shown') : 'none'}>
        <video
          ref={video}
          aria-label={label}
          data-session={track.session}
          data-track={track.track}
          muted={!sound}
          playsInline
          tabIndex={-1}
          disablePictureInPicture
          style={{ visibility: there ? 'visible' : 'hidden' }}
        />
        {there ? null : <Why track={track} head={head} shown={shown} large={large} />}
      </div>
      <figcaption style={{ display: 'flex', flexDirection: 'column', gap: 4, alignItems: 'start' }}>
        <Typography.Text type="secondary">{t(`tracks.${track.track}`)}</Typography.Text>
        {shown.segment === null ? null : (
          <ChainMark track={track} segment={shown.segment} words={large} ready={!shown.loading} />
        )}
      </figcaption>
    </figure>
  );
}

function Why({
  track,
  head,
  shown,
  large,
}: {
  readonly track: PlaybackTrack;
  readonly head: StoreApi<Playhead>;
  readonly shown: Shown;
  readonly large: boolean;
}) {
  const { t } = useTranslation('centrePlayback');
  const language = useLanguage();
  const time = useRecordedTime();
  const at = useStore(head, (one) => one.at);
  const [refusal] = shown.refusals;
  if (refusal !== undefined) return <p>{refusal[language]}</p>;
  const presence = presenceAt(track, at - track.behind);
  if (presence.kind === 'gap') {
    const { from, to, reason } = presence.gap;
    const why = gapReason(reason)[language];
    const clock = (moment: string): string => time(Date.parse(moment) + track.behind);
    const full = t('gap', { from: clock(from), to: clock(to), why });
    return <p title={full}>{large ? full : t('gapShort', { why })}</p>;
  }
  if (presence.kind === 'recorded') return <p>{t('loading')}</p>;
  return <p>{t(presence.kind === 'hole' ? 'hole' : large ? 'notDue' : 'notDueShort')}</p>;
}
