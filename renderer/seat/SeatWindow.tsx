/** The expert's window: what the station's stage asks for, or the desk where an expert works. */
import { Flex } from 'antd';
import { lazy, Suspense, useContext, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeatStatus } from '../../shared/bridge/seat.ts';
import { termsIn } from '../../shared/record/words.ts';
import { useLanguage } from '../components/languageOf.ts';
import { NamedProject } from '../components/namedRefusal.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { Waiting } from '../components/Waiting.tsx';
import { useRoomView } from '../station/roomView.ts';
import { Entry } from './Entry.tsx';
import { Frame } from './Frame.tsx';
import { useKeeping } from './keptRecord.ts';
import { usePublishing } from './live/usePublishing.ts';
import { LockScreen } from './lock/LockScreen.tsx';
import { recallLock, useLock } from './lock/lockStore.ts';
import { type Face, faceOf } from './lock/seatFace.ts';
import { QuitSeat } from './QuitSeat.tsx';
import { type Seat, SeatContext, type Sitting, SittingContext, seatStore } from './seat.ts';

/** An expert's work, documents and all: it is loaded while he looks for his slip. */
const work = () => import('./PhaseScreen.tsx');
const PhaseScreen = lazy(() => work().then(({ PhaseScreen }) => ({ default: PhaseScreen })));
const Leaving = lazy(() => import('./Leaving.tsx').then(({ Leaving }) => ({ default: Leaving })));

export function SeatWindow() {
  const view = useRoomView(seatStore);
  const { client, status, room, revision } = view;
  const language = useLanguage();
  const me = status?.person?.who ?? null;
  const data = room?.pkg.data ?? null;
  const sitting = useMemo<Sitting | null>(
    () =>
      client === null || me === null || data === null
        ? null
        : { client, me, data, terms: termsIn(language, data.project.regime) },
    [client, me, data, language],
  );
  const seat = useMemo<Seat | null>(
    () =>
      sitting === null || status === null || room === null ? null : { ...sitting, status, room, revision },
    [sitting, status, room, revision],
  );
  usePublishing(client, status);
  useKeeping(status);
  const entering = room !== null;
  useEffect(() => {
    if (!entering) return;
    const idle = requestIdleCallback(() => void work());
    return () => cancelIdleCallback(idle);
  }, [entering]);
  return (
    <SittingContext value={sitting}>
      <SeatContext value={seat}>
        <NamedProject value={data}>
          <Frame>{BODY}</Frame>
        </NamedProject>
      </SeatContext>
    </SittingContext>
  );
}

/** What this seat shows; a screen that was locked when the window was drawn anew is locked again. */
function useFace(status: SeatStatus | null): Face {
  const locked = useLock((one) => one.locked);
  const [begun, setBegun] = useState<string | null>(null);
  const session = status?.session ?? null;
  const face = status === null ? 'entry' : faceOf({ status, locked, begun });
  useEffect(() => {
    if (session !== null) void recallLock();
  }, [session]);
  useEffect(() => {
    if (face === 'work') setBegun(session);
  }, [face, session]);
  return face;
}

function Body() {
  const { t } = useTranslation('seatEntry');
  const view = useRoomView(seatStore);
  const seat = useContext(SeatContext);
  const { client, status } = view;
  const face = useFace(status);
  const works = seat !== null && face === 'work';
  const warnings = [status?.refused.at(-1)?.refusal, status?.kept].filter((one) => one != null);
  return (
    <>
      {warnings.length > 0 ? (
        <Flex vertical style={{ padding: '8px 16px 0' }}>
          <RefusalNote kind="warning" refusals={warnings} />
        </Flex>
      ) : null}
      {client === null || status === null ? null : <QuitSeat client={client} status={status} />}
      {works ? <LockScreen /> : null}
      {works ? (
        <Suspense fallback={<Waiting since={null}>{t('loading')}</Waiting>}>
          {seat.status.stage === 'closed' ? <Leaving /> : <PhaseScreen />}
        </Suspense>
      ) : (
        <Entry view={view} owesPin={face === 'pin'} />
      )}
    </>
  );
}

/** Made once: the frame around it is not drawn anew with it. */
const BODY = <Body />;
