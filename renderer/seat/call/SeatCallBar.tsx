/** The seat's line, under the frame, whatever screen is shown. */
import { useState } from 'react';
import { useStore } from 'zustand';
import { CallBar } from '../../components/call/CallBar.tsx';
import { usePeerName } from '../../components/call/peers.ts';
import { Voice } from '../../components/call/Voice.tsx';
import { useSeat } from '../seat.ts';
import { seatCall } from './seatCall.ts';

export function SeatCallBar() {
  const { client, status, room, terms } = useSeat();
  const { voice, refusals } = useStore(seatCall);
  const [read, setRead] = useState(0);
  const name = usePeerName(room, terms);
  const { line } = status;
  if (line === null || line.number === read) return null;
  const { number, call: act } = line;
  const call = act === null ? null : (room.calls.get(act) ?? null);
  return (
    <>
      <Voice of={voice} />
      <CallBar
        line={line}
        side="seat"
        peer={name(line.with)}
        call={call}
        connected={voice !== null}
        bidder={line.with.kind === 'bidder'}
        refusals={refusals}
        onAccept={() => client.ask('acceptLine', { line: number })}
        onEnd={() =>
          act === null
            ? client.ask('endLine', { line: number, why: 'person' })
            : client.ask('act', { act: { type: 'call-end', body: { call: act, how: 'hung-up' } } })
        }
        onClose={() => setRead(number)}
      />
    </>
  );
}
