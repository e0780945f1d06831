/** People at real stations: an expert and a supervisor who work through the same bridge that a window uses, one click after the other. */
import type { BridgePort } from '../../shared/bridge/contract.ts';
import { roomContract } from '../../shared/bridge/room.ts';
import { seatContract } from '../../shared/bridge/seat.ts';
import { type Watched, watch } from '../../shared/bridge/watch.ts';
import { activeSession, cellKey } from '../../shared/evaluation/committee.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import type { Result } from '../../shared/refusal.ts';
import type { Minds } from './day.ts';
import { expertMove, type Move, supervisorMove } from './moves.ts';

/** Somebody who goes on with the work by himself. */
export interface Person<C extends typeof seatContract | typeof roomContract> {
  /** What his window shows now; another one after he has been put before another station. */
  readonly window: Watched<C>;
  /** Puts him before a station: the first, or the one that was started again. */
  attach(port: BridgePort): void;
  /** Resolves when what he sees fulfils this. Rejects where nothing has changed for so long that he is stuck. */
  until(holds: (window: Watched<C>) => boolean): Promise<void>;
  /** He does nothing more by himself. */
  rest(): void;
  /** He goes on. */
  wake(): void;
}

/** Milliseconds after which somebody whose click was refused tries again, and after which nothing more is to be expected. */
const AGAIN = 100;
const STUCK = 240_000;

function person<C extends typeof seatContract | typeof roomContract>(
  crypto: CryptoPort,
  contract: C,
  name: string,
  step: (window: Watched<C>) => Promise<boolean>,
): Person<C> {
  let window: Watched<C> | null = null;
  let resting = false;
  let busy = false;
  /** Which window he is at: what he asked at one that has gone may never be answered, and keeps him from nothing at the next. */
  let at = 0;
  let pending = false;
  let last = 'nothing yet';
  const waiting = new Set<() => void>();

  function changed(): void {
    for (const look of [...waiting]) look();
    void go();
  }

  async function go(): Promise<void> {
    if (busy) {
      pending = true;
      return;
    }
    busy = true;
    const here = at;
    try {
      do {
        pending = false;
        while (here === at && !resting && window !== null && !window.gone && (await step(window)));
      } while (here === at && pending);
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
      if (!resting) setTimeout(go, AGAIN);
    } finally {
      if (here === at) busy = false;
    }
  }

  return {
    get window() {
      return window!;
    },
    attach(port) {
      at++;
      busy = false;
      window = watch(crypto, contract, port, changed);
    },
    until: (holds) =>
      new Promise((resolve, reject) => {
        let late: NodeJS.Timeout;
        const stuck = (): void => {
          waiting.delete(look);
          const { status, state } = window ?? {};
          reject(
            new Error(
              `${name} is stuck: ${last}; ${JSON.stringify(status)} ${state?.phase} ${state?.head.seq} ${JSON.stringify(state?.refused.slice(-2))}`,
            ),
          );
        };
        const look = (): void => {
          clearTimeout(late);
          if (window !== null && holds(window)) {
            waiting.delete(look);
            resolve();
          } else late = setTimeout(stuck, STUCK);
        };
        waiting.add(look);
        look();
      }),
    rest() {
      resting = true;
    },
    wake() {
      resting = false;
      void go();
    },
  };
}

/** A click that did not take: he looks again when the room has changed, or a moment later. */
class NotNow extends Error {}

const done = (answer: Result<unknown>): true => {
  if (answer.ok) return true;
  throw new NotNow(answer.refusals.map((r) => `${r.code} ${r.en}`).join('; '));
};

/** An expert with his slip, who decides as `minds` says. */
export function expertAt(
  crypto: CryptoPort,
  who: string,
  slip: string,
  minds: Minds,
): Person<typeof seatContract> {
  let dealt = new Set<string>();
  let phase = '';
  let stage = '';
  return person(crypto, seatContract, who, async ({ client, status, state }) => {
    if (status?.stage === 'slip') {
      done(await client.ask('enterSlip', { code: slip }));
      return false;
    }
    if (status?.stage !== 'seated' || state === null) return false;
    const here = `${state.phase} ${state.rounds.length} ${status.session}`;
    const now = `${here} ${status.sheetKey}`;
    if (now !== phase) {
      const sheet = await client.ask('sheet', {});
      const cells = sheet.ok ? sheet.value.cells.map(({ bid, item }) => cellKey(bid, item)) : [];
      // What was saved in this session is still on its way, also after a kill; at another seat it is done again.
      dealt = new Set([...(stage === here ? dealt : []), ...cells]);
      [phase, stage] = [now, here];
    }
    const move = expertMove(crypto, state, who, minds, dealt);
    if (move === null || (!status.sheetKey && ['score', 'submit'].includes(move.do))) return false;
    // All but scores and reviews wait for each other: what the room has yet to confirm would be clicked twice.
    if (!isCell(move) && status.acts.saved > status.acts.received) return false;
    done(await click(client, move));
    const key = keyOf(move, state);
    if (key !== null) dealt.add(key);
    return key !== null;
  });
}

const isCell = (move: Move): boolean =>
  move.do === 'score' || (move.do === 'act' && move.act.type === 'review');

function keyOf(move: Move, state: RoomState): string | null {
  if (move.do === 'score') return cellKey(move.bid, move.item);
  if (move.do === 'return') return activeSession(state, move.member)!.key;
  if (move.do === 'act' && move.act.type === 'review') return cellKey(move.act.body.bid, move.act.body.check);
  return null;
}

function click(client: Watched<typeof seatContract>['client'], move: Move): Promise<Result<unknown>> {
  switch (move.do) {
    case 'act':
      return client.ask('act', { act: move.act as never });
    case 'score':
      return client.ask('score', {
        bid: move.bid,
        item: move.item,
        score: move.score,
        remark: '',
        place: null,
      });
    case 'return':
      return client.ask('returnShares', { member: move.member });
    case 'submit':
      return client.ask('submit', {});
    case 'report':
      return client.ask('report', {});
    case 'sign':
      return client.ask('sign', {});
  }
}

/** A supervisor with his slip, who opens the room, admits whoever signs in, and leads to the close. */
export function supervisorAt(
  crypto: CryptoPort,
  slip: string,
  demonstration = true,
): Person<typeof roomContract> {
  return person(crypto, roomContract, 'supervisor', async ({ client, status, state }) => {
    if (status === null || state === null) return false;
    if (status.person === null) {
      done(await client.ask('enterSlip', { code: slip }));
      return false;
    }
    if (status.stage === 'ready') {
      done(await client.ask('open', { demonstration }));
      return false;
    }
    if (status.stage !== 'open' || status.head.seq !== state.head.seq) return false;
    const move = supervisorMove(state);
    if (move === null) return false;
    if (move.do === 'act') done(await client.ask('act', { act: move.act as never }));
    else {
      const seat = status.seats.find((one) => one.sessions.includes(move.session))?.seat ?? '?';
      const { session, letter, moves } = move;
      done(await client.ask('admit', { session, letter, moves, seat }));
    }
    return false;
  });
}
