/** The lines to the seats, under the frame, whatever screen is shown: each ring, and the call that is held here. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { RoomStatus } from '../../../shared/bridge/room.ts';
import { isOpen } from '../../../shared/intercom/line.ts';
import { CallBar } from '../../components/call/CallBar.tsx';
import { usePeerName } from '../../components/call/peers.ts';
import { Voice } from '../../components/call/Voice.tsx';
import { act, nameOf, useRoom } from '../supervise.ts';
import { roomCall } from './roomCall.ts';

type RoomLine = RoomStatus['lines'][number];

export function RoomCallBars() {
  const { status } = useRoom();
  const { voice } = useStore(roomCall);
  const [read, setRead] = useState(0);
  // Of what is over the newest alone: the journal holds the others.
  const newest = status.lines.at(-1)?.number;
  const shown = status.lines.filter((line) => isOpen(line) || (line.number === newest && line.number > read));
  return (
    <>
      <Voice of={voice} />
      {shown.map((line) => (
        <Bar key={line.number} line={line} onClose={() => setRead(line.number)} />
      ))}
    </>
  );
}

function Bar({ line, onClose }: { readonly line: RoomLine; readonly onClose: () => void }) {
  const { t } = useTranslation('calls');
  const { client, room, data, terms } = useRoom();
  const { voice, refusals } = useStore(roomCall);
  const name = usePeerName(room, terms);
  const { number, call, session } = line;
  const at = room.sessions.get(session);
  const member = t('peer.member', { seat: at?.seat ?? '', name: nameOf(data, at?.who ?? '') });
  // The supervisor speaks for himself; for anybody else it is said who is to be called to this window.
  const peer = line.with.kind === 'supervisor' ? member : t('between', { member, peer: name(line.with) });
  return (
    <CallBar
      line={line}
      side="room"
      peer={peer}
      call={call === null ? null : (room.calls.get(call) ?? null)}
      connected={voice !== null}
      bidder={line.with.kind === 'bidder'}
      refusals={refusals}
      onAccept={() => client.ask('acceptLine', { line: number })}
      onEnd={() =>
        call === null
          ? client.ask('endLine', { line: number, why: 'person' })
          : act(client, { type: 'call-end', body: { call, how: 'hung-up' } })
      }
      onClose={onClose}
    />
  );
}
