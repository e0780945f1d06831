/** The seat at work: link, package, copy, desk and duties put together; what its window sees of them. */
import type { SeatStatus } from '../../shared/bridge/seat.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import { type CheckedStretch, openStretchChecker } from '../journal/stretch.ts';
import { pinnedAgent } from '../link/pinned.ts';
import { openSeatLink, type SeatLink } from '../link/seatLink.ts';
import type { FromRoom } from '../link/wire.ts';
import type { OpenPackage } from '../package/openPackage.ts';
import type { Desk } from '../session/desk.ts';
import type { Clock } from '../session/sessionAuthor.ts';
import type { SeatFile } from '../station/stationFile.ts';
import { type Acting, acting } from './acting.ts';
import { attending } from './attending.ts';
import { earlierDesks } from './earlierDesks.ts';
import { following } from './following.ts';
import { forgetting } from './forgetting.ts';
import { type Outgoing, outgoing } from './outgoing.ts';
import type { Fork, SeatCopy } from './seatCopy.ts';
import type { SeatFolder } from './seatFolder.ts';
import { type SeatMedia, seatMedia } from './seatMedia.ts';
import { roomIn, sittingOf, stageOf } from './stage.ts';

export interface SeatEngine {
  readonly crypto: CryptoPort;
  readonly random: RandomPort;
  readonly clock: Clock;
  readonly folder: SeatFolder;
  /** But for the recording's part. */
  status(): Omit<SeatStatus, 'recording' | 'quit'>;
  /** The verified package; null until it is here. */
  opened(): OpenPackage | null;
  /** The room as this seat's copy tells it; null before its opening is here. */
  room(): RoomState | null;
  desk(): Desk | null;
  /** The host that the journal names is at the other end, and nothing is missing here. */
  inStep(): boolean;
  /** Canonical lines of the copy from an entry on. */
  lines(from: number): Iterable<string>;
  /** Sessions that the slips have opened here, and that a move has closed. */
  earlier(): readonly Desk[];
  /** The slip has opened a session: it works here from now on; and those that the same person has left here. */
  sit(desk: Desk, left?: readonly Desk[]): void;
  readonly act: Acting;
  readonly media: SeatMedia;
  /** Own acts that the room has not signed for. */
  waiting(): readonly Outgoing[];
  close(): Promise<void>;
}

/**
 * @param options.added entries were taken, from this number on
 * @param options.changed something of the status may have changed
 */
export function seatEngine(options: {
  readonly crypto: CryptoPort;
  readonly random: RandomPort;
  readonly clock: Clock;
  readonly file: SeatFile;
  readonly folder: SeatFolder;
  readonly added: (from: number) => void;
  readonly changed: () => void;
  readonly onFault: (error: unknown) => void;
}): SeatEngine {
  const { crypto, file, folder, clock, changed } = options;
  let desk: Desk | null = null;
  let documents = { received: 0, total: 0, verified: folder.opened() !== null };
  let since = clock.now();
  let closed = false;
  let stopped = false;
  let hearing = Promise.resolve();
  let stopping = Promise.resolve();
  let connection = 0;
  let fetching: AbortController | null = null;
  const checker = openStretchChecker();
  const end = forgetting({ mayEnd: () => !stopped && follow.inStep(), finish: folder.finish, done: leave });
  const earlier = earlierDesks(() => room());
  const copy = (): SeatCopy | null => folder.copy();
  const room = (): RoomState | null => roomIn(copy());

  const out = outgoing(folder.store, (text) => {
    if (follow.inStep()) link.say({ say: 'act', text });
  });
  const agent = pinnedAgent((key) => room() !== null || key === file.host.fingerprint);
  const follow = following({
    crypto,
    seat: file.seat,
    trusted: file.host.fingerprint,
    copy,
    link: () => link,
    sessions: () => folder.store.sessions().map(({ session }) => session),
    desk: () => desk,
    added(from) {
      settleWaiting();
      options.added(from);
    },
    reached() {
      // The host's word for the newest entries may have come with its welcome alone, where a kill fell between the two writes.
      settleWaiting();
      out.send();
      duty.attend();
    },
    forked: stop,
  });

  const link: SeatLink = openSeatLink({
    address: file.host.address,
    agent,
    hear(message) {
      const heardOn = connection;
      // Long stretches are checked while those before them are folded and stored.
      const checking = message.say === 'entries' ? checker.check(message.lines) : null;
      hearing = hearing
        .then(async () => {
          const checked = await checking;
          if (heardOn === connection && !closed && !stopped) await hear(message, checked);
        })
        .catch(options.onFault);
    },
    pinged: sayClock,
    changed() {
      since = clock.now();
      if (!link.state.up) {
        connection++;
        fetching?.abort();
        follow.lost();
        media.lost();
      }
      changed();
    },
  });
  if (folder.ended() !== null) link.close();

  async function hear(message: FromRoom, checked: CheckedStretch | null): Promise<void> {
    switch (message.say) {
      case 'welcome':
        await welcome(message);
        break;
      case 'entries':
        follow.entries(message, checked);
        settleWaiting();
        duty.attend();
        // So that the room knows that the end of its journal is here, should the cable be pulled now.
        if (room()?.closed != null) sayClock();
        await end.grown();
        break;
      case 'acks':
        for (const ack of message.acks) if (follow.acknowledged(ack)) out.acknowledge(ack.act);
        break;
      case 'refused':
        // A session whose sign-in the room would not take is nobody's: the slip is asked for again.
        if (follow.inStep() && out.refused(message.act, message.refusal) !== null) desk = null;
        break;
      case 'want':
        follow.want(message.from);
        break;
      case 'monitor-want':
      case 'monitor-answer':
      case 'line':
      case 'line-answer':
        media.hear(message);
        break;
      case 'receipt':
        if (follow.greeted()) await end.hear(message);
        break;
    }
    changed();
  }

  async function welcome(said: Extract<FromRoom, { say: 'welcome' }>): Promise<void> {
    const stranger = follow.stranger(said);
    if (stranger !== null) return link.drop(stranger);
    if (folder.opened() === null) {
      fetching = new AbortController();
      const fetched = await folder.fetch({
        url: file.host.address,
        agent,
        offer: said.package,
        signal: fetching.signal,
        progress(received, total) {
          documents = { received, total, verified: false };
          changed();
        },
      });
      fetching = null;
      if (!fetched.ok) return link.drop(fetched.refusals[0]!);
      documents = { ...documents, verified: true };
    }
    follow.hello(said);
    sayClock();
  }

  /** To the host that is trusted alone, as everything else. */
  function sayClock(): void {
    if (follow.greeted()) link.say({ say: 'clock', at: clock.now() });
  }

  /** Own acts that stand in the record, under a head that the host has signed, are waiting no longer. */
  function settleWaiting(): void {
    const state = room();
    const last = desk === null ? undefined : state?.sessions.get(desk.session)?.last;
    if (desk === null || state === null || last === undefined) return;
    if ((copy()?.signed()?.head.seq ?? 0) < state.head.seq) return;
    // The record holds other acts of this session: an older store was put back here. The slip is asked for again, and opens a new one.
    if (last.seq > desk.saved || !out.settle(last)) {
      out.drop();
      desk = null;
    }
  }

  function present(): { desk: Desk; state: RoomState } | null {
    const state = room();
    return desk === null || state === null || !follow.inStep() || copy()?.covered() !== true
      ? null
      : { desk, state };
  }

  const media = seatMedia({ crypto, desk: () => desk, present, say: (message) => link.say(message) });
  const act = acting({ crypto, room, desk: () => desk, out, changed });
  const duty = attending({
    crypto,
    present,
    lines: (from) => copy()?.lines(from) ?? [],
    waiting: out.waiting,
    act,
    sign: (signature) => link.say({ say: 'signature', signature }),
    changed,
    onFault: options.onFault,
  });

  function leave(): void {
    desk = null;
    earlier.drop();
    out.drop();
    link.close();
  }

  /** Nothing more is said to this host nor heard of it, not even what is still in line, whatever becomes of the disk. */
  function stop(fork: Fork): void {
    stopped = true;
    link.close();
    stopping = stopping.then(() => folder.stop(fork)).then(changed, options.onFault);
  }

  function sit(sitting: Desk, left: readonly Desk[] = []): void {
    earlier.add(desk === null ? left : [desk, ...left]);
    desk = sitting;
    out.take(sitting, room()?.sessions.get(sitting.session)?.last.seq ?? 0);
    settleWaiting();
    follow.sessionsChanged();
    out.send();
    duty.attend();
    changed();
  }

  return {
    crypto,
    random: options.random,
    clock,
    folder,
    opened: folder.opened,
    room,
    desk: () => desk,
    inStep: follow.inStep,
    lines: (from) => copy()?.lines(from) ?? [],
    earlier: earlier.closed,
    sit,
    act,
    media,
    waiting: out.waiting,
    status: () => ({
      stage: stageOf({ folder, fetching: fetching !== null, linked: link.state.up, room: room(), desk }),
      seat: file.seat,
      link: {
        up: follow.inStep() || (link.state.up && room() === null),
        since,
        attempt: link.state.attempt,
        problem: link.state.problem ?? folder.spoilt(),
      },
      documents,
      ...sittingOf({ crypto, folder, room: room(), desk }),
      acts: { saved: desk?.saved ?? 0, received: out.received() },
      ...media.status(),
      kept: room() === null ? null : (end.kept() as SeatStatus['kept']),
      stop: folder.ended()?.stop ?? null,
    }),
    async close() {
      closed = true;
      out.close();
      duty.close();
      fetching?.abort();
      link.close();
      agent.destroy();
      await hearing;
      await checker.close();
      await stopping;
      folder.close();
    },
  };
}
