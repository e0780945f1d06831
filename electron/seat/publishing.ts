/**
 * The seat's part in live watching: what the room's monitor wants, and the window's offer of camera and microphone on its way there, signed by the
 * session. The screen has no way through here: one camera and one microphone, sent alone, is all that an offer may hold.
 */
import type { SeatStatus } from '../../shared/bridge/seat.ts';
import { isPublication, withHostCandidates } from '../../shared/monitor/description.ts';
import { signPublication } from '../../shared/monitor/publication.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import type { FromRoom, FromSeat } from '../link/wire.ts';
import type { Desk } from '../session/desk.ts';

export interface Publishing {
  /** What the window is told; null: nobody watches. */
  watched(): SeatStatus['watched'];
  hear(message: Extract<FromRoom, { say: 'monitor-want' | 'monitor-answer' }>): void;
  /** Refuses `NOT_WATCHED`, `PUBLICATION`, and `MONITOR_SILENT` where no answer comes: the window offers again. */
  publish(offer: { readonly monitor: number; readonly sdp: string }): Promise<Result<{ sdp: string }>>;
  /** The link went down: whoever watched is not known to watch still. */
  lost(): void;
}

/** Milliseconds that an answer is waited for. */
const PATIENCE = 10_000;

/** @param seat.present who sits here, and the room, while its host is in reach; else null */
export function publishing(seat: {
  readonly crypto: CryptoPort;
  readonly present: () => { readonly desk: Desk; readonly room: string } | null;
  readonly say: (message: FromSeat) => void;
}): Publishing {
  let watched: SeatStatus['watched'] = null;
  let waiting: { readonly monitor: number; settle(sdp: string | null): void } | null = null;

  function settle(sdp: string | null): void {
    const { settle: told } = waiting ?? {};
    waiting = null;
    told?.(sdp);
  }

  return {
    watched: () => watched,
    hear(message) {
      const { monitor } = message;
      if (message.say === 'monitor-want') {
        watched = monitor === null ? null : { monitor, rate: message.rate };
        if (monitor !== waiting?.monitor) settle(null);
      } else if (message.session === seat.present()?.desk.session && monitor === waiting?.monitor)
        settle(message.sdp);
    },
    async publish({ monitor, sdp: offered }) {
      const present = seat.present();
      if (present === null || watched?.monitor !== monitor) return refuse(notWatched);
      if (!isPublication(offered)) return refuse(otherMedia);
      const { desk, room } = present;
      const { session } = desk;
      const sdp = withHostCandidates(offered);
      const sig = signPublication(seat.crypto, desk.secretKey, { room, session, monitor, sdp });
      // One offer at a time: the answer to an older one would fit no longer.
      settle(null);
      const answered = new Promise<string | null>((resolve) => {
        const late = setTimeout(() => settle(null), PATIENCE);
        waiting = {
          monitor,
          settle(given) {
            clearTimeout(late);
            resolve(given);
          },
        };
      });
      seat.say({ say: 'monitor-offer', session, monitor, sdp, sig });
      const answer = await answered;
      return answer === null ? refuse(silent) : accept({ sdp: answer });
    },
    lost() {
      watched = null;
      settle(null);
    },
  };
}

const notWatched = refusal(
  'NOT_WATCHED',
  '现场监看未开启，摄像头和麦克风不发送',
  'Nobody watches at present; camera and microphone are not sent',
);
const otherMedia = refusal(
  'PUBLICATION',
  '现场监看只发送一路摄像和一路声音，其他内容不予发送',
  'Live watching sends one camera and one microphone and nothing else; this is not sent',
);
const silent = refusal(
  'MONITOR_SILENT',
  '监看程序暂未应答，将自动重试；评审不受影响',
  'The monitor does not answer at present; it is tried again, and the evaluation goes on',
);
