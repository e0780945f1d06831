/** The expert's window: what the station's stage asks for, or the desk where an expert works. */
import { Flex } from 'antd';
import { useContext, useMemo } from 'react';
import { termsIn } from '../../shared/record/words.ts';
import { useLanguage } from '../components/languageOf.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { useRoomView } from '../station/roomView.ts';
import { Entry } from './Entry.tsx';
import { Frame } from './Frame.tsx';
import { Leaving } from './Leaving.tsx';
import { usePublishing } from './live/usePublishing.ts';
import { LockScreen } from './lock/LockScreen.tsx';
import { PhaseScreen } from './PhaseScreen.tsx';
import { QuitSeat } from './QuitSeat.tsx';
import { type Seat, SeatContext, type Sitting, SittingContext, seatStore } from './seat.ts';

export default function SeatWindow() {
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
  return (
    <SittingContext value={sitting}>
      <SeatContext value={seat}>
        <Frame>{BODY}</Frame>
      </SeatContext>
    </SittingContext>
  );
}

function Body() {
  const view = useRoomView(seatStore);
  const seat = useContext(SeatContext);
  const { client, status } = view;
  const works = seat !== null && (seat.status.stage === 'seated' || seat.status.stage === 'closed');
  return (
    <>
      {status?.refused.length ? (
        <Flex vertical style={{ padding: '8px 16px 0' }}>
          <RefusalNote kind="warning" refusals={status.refused.slice(-1).map(({ refusal }) => refusal)} />
        </Flex>
      ) : null}
      {client === null || status === null ? null : <QuitSeat client={client} status={status} />}
      {works ? <LockScreen /> : null}
      {!works ? <Entry view={view} /> : seat.status.stage === 'closed' ? <Leaving /> : <PhaseScreen />}
    </>
  );
}

/** Made once: the frame around it is not drawn anew with it. */
const BODY = <Body />;
