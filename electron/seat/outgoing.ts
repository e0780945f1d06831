/** Own acts on their way to the room: kept at the seat, sent as often as it takes, until the room has signed for them. */
import type { ActType } from '../../shared/journal/acts.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import type { Refusal } from '../../shared/refusal.ts';
import type { Desk } from '../session/desk.ts';
import type { SeatStore } from './seatStore.ts';

export interface Outgoing {
  readonly seq: number;
  readonly act: string;
  readonly type: ActType;
  /** Canonical. */
  readonly body: string;
  readonly text: string;
}

export interface Outbox {
  waiting(): readonly Outgoing[];
  /** Number of the newest own act that the room has signed for. */
  received(): number;
  /** Another session works here; what it keeps beyond its last act in the record is on its way. */
  take(desk: Desk, last: number): void;
  drop(): void;
  add(own: Outgoing): void;
  /**
   * The room has signed for everything up to this act of the session. False where another act waits here under its number: what is kept
   * here is not what the record was made of.
   */
  settle(last: { readonly seq: number; readonly hash: string }): boolean;
  /** The room has signed for this act. */
  acknowledge(act: string): void;
  /** The room would not take it: for good, which is kept, or for now. Answers the act where it is the session's first, which makes the session void. */
  refused(act: string, why: Refusal): Outgoing | null;
  /** Says all that is waiting, again. */
  send(): void;
  close(): void;
}

/** Milliseconds after which acts are sent again that the room's disk would not take. */
const RETRY = 3_000;
/**
 * What the room may take later, or a host that takes the room over after a stopped one. Any other refusal stands, but only of the oldest act: a
 * later one is out of order as long as the one before it was not taken, and is judged when that was.
 */
const PASSING = /^(DISK_|JOURNAL_|CHAINS_DIFFER$)/;

/** @param say sends an act's text where the host that is to be trusted is in reach */
export function outgoing(store: SeatStore, say: (text: string) => void): Outbox {
  let session = '';
  let waiting: Outgoing[] = [];
  let received = 0;
  let retry: NodeJS.Timeout | undefined;

  function settleTo(seq: number): void {
    received = Math.max(received, seq);
    if (waiting.length > 0 && waiting[0]!.seq <= received)
      waiting = waiting.filter((own) => own.seq > received);
  }

  function send(): void {
    clearTimeout(retry);
    for (const { text } of waiting) say(text);
  }

  return {
    waiting: () => waiting,
    received: () => received,
    take(desk, last) {
      session = desk.session;
      received = 0;
      const gone = new Set(store.refusedActs(session).map(({ act }) => act));
      waiting = desk
        .acts(last + 1)
        .filter((own) => !gone.has(own.act))
        .map(({ seq, act, text }) => {
          const { type, body } = JSON.parse(text) as { type: ActType; body: unknown };
          return { seq, act, type, body: canonicalJson(body), text };
        });
    },
    drop() {
      waiting = [];
      clearTimeout(retry);
    },
    add(own) {
      waiting.push(own);
      say(own.text);
    },
    settle({ seq, hash }) {
      if (waiting.some((own) => own.seq === seq && own.act !== hash)) return false;
      settleTo(seq);
      return true;
    },
    acknowledge: (act) => settleTo(waiting.find((own) => own.act === act)?.seq ?? 0),
    refused(act, why) {
      const own = waiting.find((one) => one.act === act);
      if (own === undefined) return null;
      if (own !== waiting[0] || PASSING.test(why.code)) {
        clearTimeout(retry);
        retry = setTimeout(send, RETRY);
        return null;
      }
      store.refusedAct(session, act, why);
      waiting = waiting.filter((one) => one !== own);
      return own.seq === 1 ? own : null;
    },
    send,
    close: () => clearTimeout(retry),
  };
}
