/**
 * The seat's part in the intercom: its line to the room's window as the room tells it, and what the expert says to it, signed by the session. Only a
 * masked microphone has a way through here: one voice each way is all that an offer may hold.
 */
import type { Asking } from '../../shared/intercom/asking.ts';
import { signAsking } from '../../shared/intercom/asking.ts';
import { type EndOf, isOpen, type Line } from '../../shared/intercom/line.ts';
import { mayCall } from '../../shared/intercom/mayCall.ts';
import type { CallPeer } from '../../shared/journal/acts.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { isCall, withHostCandidates } from '../../shared/monitor/description.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import type { FromRoom, FromSeat } from '../link/wire.ts';
import type { Desk } from '../session/desk.ts';

type Done = Result<Record<string, never>>;

export interface Calling {
  /** What the window is told; null: there was none, or somebody else's. */
  line(): Line | null;
  hear(message: Extract<FromRoom, { say: 'line' | 'line-answer' }>): void;
  /** These refuse `LINE_ROOM` where the room is not in reach; `ring` also `LINE_OPEN`, and what the rules refuse. */
  ring(peer: CallPeer): Done;
  accept(line: number): Done;
  end(line: number, why: EndOf): Done;
  /** Refuses `LINE_MEDIA`, and `LINE_SILENT` where no answer comes. */
  offer(offer: { readonly line: number; readonly sdp: string }): Promise<Result<{ sdp: string }>>;
  /** The link went down: no answer comes any more. */
  lost(): void;
}

/** Milliseconds that the other side's answer is waited for. */
const PATIENCE = 20_000;

/** @param seat.present who sits here, and the room, while its host is in reach; else null */
export function calling(seat: {
  readonly crypto: CryptoPort;
  readonly present: () => { readonly desk: Desk; readonly state: RoomState } | null;
  readonly desk: () => Desk | null;
  readonly say: (message: FromSeat) => void;
}): Calling {
  let newest: Line | null = null;
  let waiting: { readonly line: number; settle(sdp: string | null): void } | null = null;

  function line(): Line | null {
    if (newest === null || newest.session !== seat.desk()?.session) return null;
    // Where the room's station has started again, the journal alone says that the call is over.
    const over = seat.present()?.state.calls.get(newest.call ?? '')?.end != null;
    return over && isOpen(newest) ? { ...newest, state: 'over' } : newest;
  }

  function settle(sdp: string | null): void {
    const { settle: told } = waiting ?? {};
    waiting = null;
    told?.(sdp);
  }

  function say(asking: Asking): Done {
    const present = seat.present();
    const room = present?.state.room ?? null;
    if (present === null || room === null) return refuse(noRoom);
    const { session, secretKey } = present.desk;
    const sig = signAsking(seat.crypto, secretKey, { room, session, asking });
    seat.say({ say: 'line-ask', session, asking, sig });
    return accept({});
  }

  return {
    line,
    hear(message) {
      if (message.say === 'line-answer') {
        if (message.line === waiting?.line && isCall(message.sdp)) settle(message.sdp);
        return;
      }
      newest = message.line;
      if (waiting !== null && (!isOpen(newest) || newest.number !== waiting.line)) settle(null);
    },
    ring(peer) {
      const present = seat.present();
      if (present === null) return refuse(noRoom);
      const now = line();
      if (now !== null && isOpen(now)) return refuse(lineOpen);
      const problem = mayCall(seat.crypto, present.state, present.desk.session, peer);
      return problem === null ? say({ do: 'ring', with: peer }) : refuse(problem);
    },
    accept: (number) => say({ do: 'accept', line: number }),
    end: (number, why) => say({ do: 'end', line: number, why }),
    async offer({ line: number, sdp: offered }) {
      if (!isCall(offered)) return refuse(otherMedia);
      settle(null);
      const answered = new Promise<string | null>((resolve) => {
        const late = setTimeout(() => settle(null), PATIENCE);
        waiting = {
          line: number,
          settle(given) {
            clearTimeout(late);
            resolve(given);
          },
        };
      });
      const said = say({ do: 'offer', line: number, sdp: withHostCandidates(offered) });
      if (!said.ok) {
        settle(null);
        return said;
      }
      const answer = await answered;
      return answer === null ? refuse(silent) : accept({ sdp: answer });
    },
    lost() {
      settle(null);
      // A room that still has the line says so again; one that has started anew knows nothing of it, and nobody would end the ringing.
      if (newest !== null && isOpen(newest) && newest.call === null) newest = null;
    },
  };
}

const noRoom = refusal(
  'LINE_ROOM',
  '与评标室主机的连接中断，暂时不能通话',
  'The room’s host is not in reach; there are no calls until it is',
);
const lineOpen = refusal('LINE_OPEN', '线路已经接通或者正在振铃', 'The line is ringing or in use already');
const otherMedia = refusal(
  'LINE_MEDIA',
  '通话只传送双方变声后的声音，其他内容不予传送',
  'A call carries the two masked voices and nothing else; this is not sent',
);
const silent = refusal(
  'LINE_SILENT',
  '对方未能接通，请重新呼叫',
  'The other side was not connected; ring again',
);
