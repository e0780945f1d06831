/** Playback (录像回放): the journal as the timeline of the recording, and every seat at the moment that one looks at. */
import { Flex, Typography } from 'antd';
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreApi } from 'zustand/vanilla';
import { timelineOf } from '../../../shared/recording/timeline.ts';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { bySeat } from '../../components/seatOrder.ts';
import { useAsk } from '../../components/useAsk.ts';
import { Waiting } from '../../components/Waiting.tsx';
import { useCentre } from '../centre.ts';
import type { OpenedResult } from '../openedResult.ts';
import { ActList } from './ActList.tsx';
import { ClipExport } from './ClipExport.tsx';
import { Controls, STEP } from './Controls.tsx';
import { type Playhead, playhead } from './playhead.ts';
import './playback.css';
import { openRecording, type Recording, RecordingContext } from './recording.ts';
import { SeatTile } from './SeatTile.tsx';

export function Playback({ result }: { readonly result: OpenedResult }) {
  const { t } = useTranslation('centrePlayback');
  const { client } = useCentre();
  const { run, refusals } = useAsk();
  const [recording, setRecording] = useState<Recording | null | undefined>(undefined);
  useEffect(() => {
    void run(() => openRecording(client, result)).then(setRecording);
  }, [client, result, run]);
  if (refusals.length > 0) return <RefusalNote refusals={refusals} />;
  if (recording === undefined) return <Waiting since={null}>{t('opening')}</Waiting>;
  if (recording === null) return <Typography.Text>{t('none')}</Typography.Text>;
  return (
    <RecordingContext value={recording}>
      <Opened result={result} recording={recording} />
    </RecordingContext>
  );
}

/** Milliseconds between two looks at the clock while it runs. */
const TICK = 100;

/** Lets the clock run with this machine's, for as long as it is on screen. */
function useRunning(head: StoreApi<Playhead>): void {
  useEffect(() => {
    let before = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      head.getState().pass(now - before);
      before = now;
    }, TICK);
    return () => clearInterval(timer);
  }, [head]);
}

function Opened({ result, recording }: { readonly result: OpenedResult; readonly recording: Recording }) {
  const { t } = useTranslation('centrePlayback');
  const { room, entries } = result;
  const { data } = room.pkg;
  const { from, to, tracks } = recording;
  const head = useMemo(() => playhead(from, to), [from, to]);
  const timeline = useMemo(() => timelineOf(room, entries), [room, entries]);
  const [large, setLarge] = useState<string | null>(null);
  const [sound, setSound] = useState(false);
  useRunning(head);
  const seats = [...new Set(tracks.map(({ session }) => session))]
    .map((session) => {
      const { who, seat } = room.sessions.get(session)!;
      const name = data.committee.find(({ expert }) => expert === who)?.name ?? who;
      return { session, seat, name: t('seat', { seat, name }) };
    })
    .sort(bySeat);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys beside the controls, which all can be reached by themselves
    <div className="recorded" tabIndex={-1} onKeyDown={(event) => key(event, head.getState())}>
      <ActList data={data} entries={timeline} head={head} />
      <Flex vertical gap={8} style={{ minWidth: 0, minHeight: 0, overflow: 'auto' }}>
        <Controls head={head} from={from} to={to} />
        <div className="recorded-seats">
          {seats.map(({ session, name }) => (
            <SeatTile
              key={session}
              name={name}
              tracks={tracks.filter((one) => one.session === session)}
              head={head}
              large={large === session}
              sound={sound}
              onLarge={() => setLarge(large === session ? null : session)}
              onSound={setSound}
            />
          ))}
        </div>
        <ClipExport head={head} seats={seats} />
        <Typography.Text type="secondary">{t('keys')}</Typography.Text>
      </Flex>
    </div>
  );
}

/** Space plays and rests, the arrows step: wherever the keys are not a control's own. */
function key(event: KeyboardEvent<HTMLElement>, { at, playing, play, pause, seek }: Playhead): void {
  const own = (event.target as HTMLElement).closest('input, button, summary, [role=slider], [role=combobox]');
  if (own !== null && !(own instanceof HTMLButtonElement && event.key.startsWith('Arrow'))) return;
  if (event.key === ' ') (playing ? pause : play)();
  else if (event.key === 'ArrowLeft') seek(at - STEP);
  else if (event.key === 'ArrowRight') seek(at + STEP);
  else return;
  event.preventDefault();
}
