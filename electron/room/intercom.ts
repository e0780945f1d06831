/**
 * The intercom (变声电话) as the room does it: lines between the supervisor's window and the seats, from the ring to the end. The voices go from window to
 * window; here are who may ring, and the two descriptions on their way, which pass only while the call stands in the journal.
 */
import type { RoomStatus } from '../../shared/bridge/room.ts';
import { askingSigned } from '../../shared/intercom/asking.ts';
import { type EndOf, endedBy, isOpen, type Line, type Side } from '../../shared/intercom/line.ts';
import { mayCall, openCall } from '../../shared/intercom/mayCall.ts';
import type { CallPeer } from '../../shared/journal/acts.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { isCall, withHostCandidates } from '../../shared/monitor/description.ts';
import { isWatched } from '../../shared/monitor/publication.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { recordingDue } from '../../shared/recording/dueNow.ts';
import { accept, type Refusal, type Result, refuse } from '../../shared/refusal.ts';
import type { RoomEngine } from '../host/roomEngine.ts';
import type { Listener, Peer } from '../link/roomServer.ts';
import type { FromSeat } from '../link/wire.ts';
import type { Clock } from '../session/sessionAuthor.ts';
import type { HostActs } from './hostActs.ts';
import * as no from './intercomRefusals.ts';

type Ask = Extract<FromSeat, { say: 'line-ask' }>;
type Done = Result<Record<string, never>>;

export interface Intercom {
  /** Stands between the link and the host, as the watching does. */
  onPeer(peer: Peer, host: Listener): Listener;
  /** The room has changed: a call may have begun or ended. */
  refresh(): void;
  status(): RoomStatus['lines'];
  ring(asked: { readonly session: string; readonly with: CallPeer }): Done;
  accept(line: number): Done;
  end(line: number, why: EndOf): Done;
  answer(line: number, sdp: string): Done;
  close(): void;
}

/** Milliseconds that a ring lasts, and that an accepted line may take until its call stands in the journal. */
const RINGS = 60_000;
const CONNECTS = 40_000;
/** Milliseconds that a seat may be out of reach before its call counts as lost: a cable is soon back, and the voices have their own way. */
const REACH = 20_000;

export function intercom(options: {
  readonly crypto: CryptoPort;
  readonly clock: Clock;
  readonly engine: Pick<RoomEngine, 'state' | 'settling' | 'sessionAt'>;
  /** That a line broke is the host's act where nobody else says it. */
  readonly byHost: HostActs;
  /** The supervisor who has signed in at this window; null: nobody would answer. */
  readonly supervisor: () => string | null;
  readonly changed: () => void;
  readonly onFault: (error: unknown) => void;
}): Intercom {
  const { crypto, clock, engine, supervisor, byHost, changed, onFault } = options;
  const { state } = engine;
  /** Newest line of each session. */
  const lines = new Map<string, Line>();
  const offers = new Map<number, string>();
  /** The session that each machine has shown that it works there. */
  const machines = new Map<Peer, string | null>();
  const timers = new Map<string, NodeJS.Timeout>();
  const losing = new Set<string>();
  /** From the clock on: a window that has seen lines of the life before a restart takes the next one for a new one. */
  let numbers = Date.parse(clock.now());

  const whoseSession = (session: string): string => state().sessions.get(session)?.who ?? '';
  const numbered = (number: number): Line | undefined =>
    [...lines.values()].find((line) => line.number === number);
  const held = (session: string): Peer[] =>
    [...machines].filter(([, works]) => works === session).map(([peer]) => peer);

  function later(key: string, after: number, run: () => void): void {
    clearTimeout(timers.get(key));
    timers.set(key, setTimeout(run, after));
  }

  function put(line: Line): void {
    lines.set(line.session, line);
    const limit = line.state === 'ringing' ? RINGS : line.state === 'accepted' ? CONNECTS : null;
    if (limit === null || line.call !== null) clearTimeout(timers.get(line.session));
    else later(line.session, limit, () => late(line.number));
    if (!isOpen(line)) offers.delete(line.number);
    for (const peer of held(line.session)) peer.say({ say: 'line', line });
    changed();
  }

  function late(number: number): void {
    const line = numbered(number);
    if (line?.state === 'ringing') put({ ...line, state: 'unanswered' });
    else if (line?.state === 'accepted' && line.call === null)
      put({ ...line, state: 'failed', problem: no.silent });
  }

  /** What speaks against this call now. @param own the line that it would be, where it rings already */
  function problemOf(session: string, peer: CallPeer, own?: Line): Refusal | null {
    const there = supervisor();
    if (there === null) return no.nobody;
    if (peer.kind === 'supervisor' && peer.supervisor !== there) return no.otherSupervisor;
    const busy = [...lines.values()].some(
      (line) => line.state === 'accepted' && line.number !== own?.number && line.session !== session,
    );
    if (busy) return no.busy;
    return mayCall(crypto, state(), session, peer);
  }

  function rung(by: Side, session: string, peer: CallPeer, problem: Refusal | null): void {
    numbers += 1;
    const since = clock.now();
    const line = { number: numbers, session, by, with: peer, since, call: null };
    put({ ...line, state: problem === null ? 'ringing' : 'refused', problem: problem as Line['problem'] });
  }

  /** The side that was rung takes it. */
  function taken(line: Line): Refusal | null {
    const problem = problemOf(line.session, line.with, line);
    put({
      ...line,
      state: problem === null ? 'accepted' : 'failed',
      problem: problem as Line['problem'],
    });
    return problem;
  }

  function end(line: Line, side: Side, why: EndOf): void {
    if (!isOpen(line)) return;
    const problem = why === 'failed' ? no.failedAt(side) : null;
    if (line.call !== null) lose(line.call);
    else put({ ...line, state: endedBy(line, side, why), problem: problem as Line['problem'] });
  }

  /** The call is over, and nobody who speaks in it will say so. */
  function lose(call: string): void {
    if (losing.has(call) || engine.settling()) return;
    losing.add(call);
    void byHost('call-end', { call, how: 'lost' }).finally(() => losing.delete(call));
  }

  function hear(peer: Peer, { session, asking, sig }: Ask): void {
    const { room, closed, sessions } = state();
    const good =
      room !== null &&
      closed === null &&
      isWatched(sessions.get(session)) &&
      held(session).includes(peer) &&
      askingSigned(crypto, { room, session, asking }, sig);
    if (!good) return;
    const line = lines.get(session);
    if (asking.do === 'ring') {
      if (line === undefined || !isOpen(line))
        rung('seat', session, asking.with, problemOf(session, asking.with));
      return;
    }
    if (line?.number !== asking.line) return;
    if (asking.do === 'end') end(line, 'seat', asking.why);
    else if (asking.do === 'accept' && line.by === 'room' && line.state === 'ringing') taken(line);
    else if (asking.do === 'offer' && line.state === 'accepted' && isCall(asking.sdp)) {
      offers.set(line.number, withHostCandidates(asking.sdp));
      refresh();
      changed();
    }
  }

  /** The journal's call of this line: by the same member, with the same partner, and so with no other one than the record names. */
  function callOf(line: Line): string | null {
    const call = openCall(state(), whoseSession(line.session));
    const partner = state().calls.get(call ?? '')?.with;
    return canonicalJson(partner ?? null) === canonicalJson(line.with) ? call : null;
  }

  /** What the journal says is recorded does not go on where nothing records: in a pause, and when the scores are out. */
  function unrecorded({ session, call }: Line): boolean {
    const about = state().sessions.get(session);
    return call !== null && (state().paused !== null || about === undefined || !recordingDue(state(), about));
  }

  function refresh(): void {
    const { calls, closed, sessions } = state();
    for (const line of [...lines.values()]) {
      if (!isOpen(line)) continue;
      const call = line.state === 'accepted' ? callOf(line) : null;
      if (line.call !== null && calls.get(line.call)?.end != null) put({ ...line, state: 'over' });
      else if (closed !== null || !isWatched(sessions.get(line.session)) || unrecorded(line)) {
        if (line.call !== null) lose(line.call);
        put({ ...line, state: 'over' });
      } else if (line.call === null && call !== null) put({ ...line, call });
    }
    // A call of the life before this station's restart, or one that nobody took.
    for (const [call, { end: ended }] of calls)
      if (ended === null && ![...lines.values()].some((line) => isOpen(line) && line.call === call))
        lose(call);
  }

  function gone(peer: Peer): void {
    const session = machines.get(peer) ?? null;
    machines.delete(peer);
    if (session === null) return;
    later(`reach ${session}`, REACH, () => {
      const line = lines.get(session);
      if (line !== undefined && held(session).length === 0) end(line, 'seat', 'failed');
    });
  }

  return {
    onPeer: (peer, host) => ({
      hear(message) {
        if (message.say === 'line-ask') {
          try {
            hear(peer, message);
          } catch (error) {
            onFault(error);
          }
        } else host.hear(message);
        if (message.say !== 'hello') return;
        const session = engine.sessionAt(peer);
        machines.set(peer, session);
        const line = session === null ? undefined : lines.get(session);
        if (line !== undefined) peer.say({ say: 'line', line });
      },
      gone() {
        gone(peer);
        host.gone();
      },
    }),
    refresh,
    status: () =>
      [...lines.values()]
        .sort((a, b) => a.number - b.number)
        .map((line) => ({
          ...line,
          // Before the journal holds the call, nobody is asked to answer it.
          offer: line.call === null ? null : (offers.get(line.number) ?? null),
        })),
    ring({ session, with: peer }) {
      if (held(session).length === 0 || !isWatched(state().sessions.get(session))) return refuse(no.seatAway);
      const line = lines.get(session);
      if (line !== undefined && isOpen(line)) return refuse(no.open);
      const problem = problemOf(session, peer);
      if (problem !== null) return refuse(problem);
      rung('room', session, peer, null);
      return accept({});
    },
    accept(number) {
      const line = numbered(number);
      if (line?.state !== 'ringing' || line.by !== 'seat') return refuse(no.gone);
      const problem = problemOf(line.session, line.with, line);
      // The ring goes on: what speaks against it here may be over in a moment.
      if (problem !== null) return refuse(problem);
      taken(line);
      return accept({});
    },
    end(number, why) {
      const line = numbered(number);
      if (line !== undefined) end(line, 'room', why);
      return accept({});
    },
    answer(number, sdp) {
      const line = numbered(number);
      if (line?.state !== 'accepted' || line.call === null || !offers.has(number)) return refuse(no.gone);
      if (!isCall(sdp)) return refuse(no.media);
      offers.delete(number);
      const given = withHostCandidates(sdp);
      for (const peer of held(line.session))
        peer.say({ say: 'line-answer', session: line.session, line: number, sdp: given });
      changed();
      return accept({});
    },
    close() {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
