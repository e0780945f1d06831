/**
 * Live watching (现场监看) as the room does it: seats' offers to the monitor's process, the monitor's pictures to the supervisor's window, alarms to the
 * journal. Camera and sound alone; a sound is sent only after the journal holds who listens to whom.
 */
import type { RoomStatus } from '../../shared/bridge/room.ts';
import { isPublication, isViewing, withHostCandidates } from '../../shared/monitor/description.ts';
import { isWatched, type Picture, publicationSigned } from '../../shared/monitor/publication.ts';
import { alarmBody } from '../../shared/noticing/alarmBody.ts';
import { LEVELS, type Noticed } from '../../shared/noticing/kinds.ts';
import { DEFAULT_THRESHOLDS } from '../../shared/noticing/thresholds.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { accept, type Refusal, type Result, refusal, refuse } from '../../shared/refusal.ts';
import type { RoomEngine } from '../host/roomEngine.ts';
import type { Listener, Peer } from '../link/roomServer.ts';
import type { FromSeat } from '../link/wire.ts';
import type { FromMonitor } from '../monitor/wire.ts';
import type { Clock } from '../session/sessionAuthor.ts';
import type { RoomFile } from '../station/stationFile.ts';
import { alarmLimit } from './alarmLimit.ts';
import type { HostActs } from './hostActs.ts';
import { monitorProcess } from './monitorProcess.ts';
import type { Supervisor } from './supervisor.ts';
import { wanted } from './wanted.ts';

type Offer = Extract<FromSeat, { say: 'monitor-offer' }>;

export interface Asked {
  readonly session: string;
  readonly sdp: string;
  readonly large: boolean;
  readonly sound: boolean;
}

export interface Watching {
  /** Stands between the link and the host: hears what is meant for the monitor, and passes the rest on. */
  onPeer(peer: Peer, host: Listener): Listener;
  /** The room has changed: somebody else may be watched. */
  refresh(): void;
  status(): RoomStatus['monitor'];
  /** Refuses `NO_MONITOR`, `NOT_LIVE`, `VIEWING`, and what `act` refuses. */
  view(asked: Asked): Promise<Result<{ view: number; sdp: string }>>;
  endView(view: number): void;
  close(): Promise<void>;
}

/** Milliseconds that the monitor's answer is waited for. */
const PATIENCE = 8_000;

const off: Watching = {
  onPeer: (_, host) => host,
  refresh: () => undefined,
  status: () => null,
  view: async () => refuse(noMonitor),
  endView: () => undefined,
  close: async () => undefined,
};

interface Options {
  readonly crypto: CryptoPort;
  readonly clock: Clock;
  readonly file: Pick<RoomFile, 'monitor' | 'gateway' | 'thresholds'>;
  readonly engine: Pick<RoomEngine, 'state' | 'sessionAt'>;
  /** This machine's host key: alarms are the host's acts. */
  readonly host: { readonly key: string };
  readonly byHost: HostActs;
  /** Makes the supervisor's act: a sound is listened to only where it stands in the journal. */
  readonly act: Supervisor['act'];
  readonly changed: () => void;
  readonly onFault: (error: unknown) => void;
}

/** Off, and without a process, where the station file has no `monitor`. */
export const watching = (options: Options): Watching =>
  options.file.monitor === undefined ? off : watchingBy(options);

function watchingBy(options: Options): Watching {
  const { crypto, clock, file, byHost, changed, onFault } = options;
  const { state } = options.engine;
  const limit = alarmLimit(() => Number(clock.mono()));
  /** Starts of the station's earlier lives had smaller numbers: what seats still publish to one of them is told apart. */
  const first = Date.parse(clock.now());
  const views = new Map<number, { readonly session: string; readonly large: boolean }>();
  const open = new Map<number, (sdp: string | null) => void>();
  let pictures = new Map<string, Picture>();
  let outside = { on: file.gateway?.whip !== undefined, streams: 0, problem: null as Refusal | null };
  let numbers = 0;
  let raised = Promise.resolve();

  const monitor = monitorProcess({
    started() {
      // What a killed station has left open.
      endAll();
      const noticing = file.thresholds?.noticing ?? DEFAULT_THRESHOLDS;
      monitor.say({ say: 'begin', noticing, outside: file.gateway?.whip ?? null });
    },
    hear,
    changed() {
      // Whatever the last process was about is over.
      if (monitor.state !== 'up') forget();
      if (monitor.state === 'gone') endAll();
      seats.refresh();
      changed();
    },
    onFault,
  });
  const number = (): number | null => (monitor.state === 'up' ? first + monitor.starts : null);
  const seats = wanted({
    state,
    monitor: number,
    rate: (session) =>
      [...views.values()].some((view) => view.large && view.session === session) ? 'high' : 'low',
  });

  function forget(): void {
    for (const settle of [...open.values()]) settle(null);
    views.clear();
    pictures = new Map();
    outside = { ...outside, streams: 0 };
  }

  /** Asks the monitor for its answer to an offer; null where none comes. */
  function ask(say: (id: number) => Parameters<typeof monitor.say>[0], id: number): Promise<string | null> {
    return new Promise((resolve) => {
      const late = setTimeout(() => settle(null), PATIENCE);
      const settle = (sdp: string | null): void => {
        clearTimeout(late);
        open.delete(id);
        resolve(sdp);
      };
      open.set(id, settle);
      monitor.say(say(id));
    });
  }

  function hear(message: FromMonitor): void {
    switch (message.say) {
      case 'answer':
        open.get(message.id)?.(message.sdp);
        return;
      case 'view-ended':
        endView(message.id);
        return;
      case 'pictures':
        pictures = new Map(message.seats.map(({ session, picture }) => [session, picture]));
        break;
      case 'outside':
        outside = { ...outside, streams: message.streams, problem: message.problem as Refusal | null };
        break;
      case 'alarm':
        if (message.to === null) raise(message.session, message.kind, message.from);
        else end(message.session, message.kind, message.from, message.to);
        return;
    }
    changed();
  }

  function raise(session: string, kind: Noticed, from: string): void {
    const about = state().sessions.get(session);
    if (!isWatched(about) || !limit.allows(session, kind)) return;
    raised = byHost('alarm', bodyOf(about!.who, kind, from));
  }

  const bodyOf = (who: string, kind: Noticed, from: string) =>
    alarmBody(who, { kind, level: LEVELS[kind], from, to: null });

  /** The alarm of that beginning stands in the journal, unless there were too many. */
  function end(session: string, kind: Noticed, from: string, to: string): void {
    const about = state().sessions.get(session);
    if (about === undefined) return;
    const { text } = bodyOf(about.who, kind, from);
    void raised.then(() => {
      const alarms = [...state().alarms].filter(
        ([, { by, body, ended }]) =>
          by === options.host.key && body.about === about.who && body.text === text && ended === null,
      );
      for (const [alarm] of alarms) void byHost('alarm-end', { alarm, to });
    });
  }

  /** Nobody watches any more what the alarms were about; what lasts is raised again by the monitor's next process. */
  function endAll(): void {
    limit.ended();
    const to = clock.now();
    raised = raised.then(async () => {
      for (const [alarm, { by, ended }] of state().alarms)
        if (by === options.host.key && ended === null)
          await byHost('alarm-end', { alarm, to, reason: 'monitor-lost' });
    });
  }

  /** What a seat says of its clock is held against this machine's when it comes. */
  function takeClock(session: string | null, at: string): void {
    if (session === null || !pictures.has(session) || monitor.state !== 'up') return;
    monitor.say({ say: 'clock', session, offset: (Date.parse(at) - Date.parse(clock.now())) / 1000 });
  }

  async function takeOffer(peer: Peer, { session, monitor: wantedBy, sdp, sig }: Offer): Promise<void> {
    const room = state().room;
    const about = state().sessions.get(session);
    const good =
      room !== null &&
      wantedBy === number() &&
      seats.holds(peer, session) &&
      isPublication(sdp) &&
      publicationSigned(crypto, { room, session, monitor: wantedBy, sdp }, sig);
    const seat = about?.seat ?? '';
    numbers += 1;
    const given = withHostCandidates(sdp);
    const answer = good
      ? await ask((id) => ({ say: 'publish', id, session, seat, sdp: given }), numbers)
      : null;
    peer.say({ say: 'monitor-answer', session, monitor: wantedBy, sdp: answer });
  }

  function endView(view: number): void {
    if (!views.delete(view)) return;
    monitor.say({ say: 'end-view', id: view });
    seats.refresh();
  }

  /** Sessions that are open no longer are not watched any more, whatever their machines go on sending. */
  function refresh(): void {
    const { closed, sessions } = state();
    for (const session of [...pictures.keys()]) {
      if (closed === null && isWatched(sessions.get(session))) continue;
      pictures.delete(session);
      monitor.say({ say: 'withdraw', session });
    }
    seats.refresh();
  }

  return {
    onPeer: (peer, host) => ({
      hear(message) {
        if (message.say === 'clock') takeClock(options.engine.sessionAt(peer), message.at);
        if (message.say === 'monitor-offer') void takeOffer(peer, message).catch(onFault);
        else host.hear(message);
        if (message.say === 'hello') seats.hello(peer, options.engine.sessionAt(peer));
      },
      gone() {
        seats.gone(peer);
        host.gone();
      },
    }),
    refresh,
    status: () => ({
      state: monitor.state,
      starts: monitor.starts,
      seats: [...pictures].map(([session, picture]) => ({
        session,
        picture: seats.connected(session) ? picture : 'lost',
      })),
      outside: outside as NonNullable<RoomStatus['monitor']>['outside'],
    }),
    async view({ session, sdp, large, sound }) {
      if (monitor.state !== 'up') return refuse(noMonitor);
      if (!pictures.has(session)) return refuse(notLive);
      if (!isViewing(sdp, sound)) return refuse(otherViewing);
      if (sound) {
        const journalled = await options.act('listen', { session, from: clock.now() });
        if (!journalled.ok) return journalled;
      }
      numbers += 1;
      const view = numbers;
      views.set(view, { session, large });
      seats.refresh();
      const given = withHostCandidates(sdp);
      const answer = await ask((id) => ({ say: 'view', id, session, sdp: given, sound }), view);
      if (answer !== null) return accept({ view, sdp: answer });
      endView(view);
      return refuse(notLive);
    },
    endView,
    close: monitor.close,
  };
}

const noMonitor = refusal(
  'NO_MONITOR',
  '监看程序未运行；评标不受影响，恢复后画面自动出现',
  'The monitor is not running. The evaluation goes on; pictures come back with it',
);
const notLive = refusal('NOT_LIVE', '该席位暂无画面', 'There is no picture of this seat at present');
const otherViewing = refusal(
  'VIEWING',
  '监看窗口的请求格式不符，未予接通',
  'The window asks for something else than to receive a picture; it is not connected',
);
