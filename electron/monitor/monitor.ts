/** The monitor: takes what the seats publish, sends it on to the room's window and outside, and has it watched. It decides nothing and stores nothing. */
import { DEFAULT_THRESHOLDS, type NoticingThresholds } from '../../shared/noticing/thresholds.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { type Intake, openIntake } from './intake.ts';
import { type Outside, outside } from './outside.ts';
import { openView, type View } from './view.ts';
import type { Watch } from './watch.ts';
import type { FromMonitor, ToMonitor } from './wire.ts';

export interface Monitor {
  hear(message: ToMonitor): void;
  close(): Promise<void>;
}

type Publish = Extract<ToMonitor, { say: 'publish' }>;
type Viewing = Extract<ToMonitor, { say: 'view' }>;

/** Milliseconds between two looks at whether pictures still come. */
const LOOK = 1_000;

/**
 * @param options.tell reaches the room's station
 * @param options.watchBy who looks at the seats
 * @param options.now milliseconds since 1970, by a clock that nobody sets while it runs
 */
export function monitor(options: {
  readonly tell: (message: FromMonitor) => void;
  readonly watchBy: (thresholds: NoticingThresholds, now: () => number) => Watch;
  readonly now: () => number;
  readonly onFault: (error: unknown) => void;
}): Monitor {
  const { tell, watchBy, now, onFault } = options;
  const intakes = new Map<string, Intake>();
  const views = new Map<number, View>();
  /** Sessions whose newest offer is being taken, by its number: an older one that is done later counts no more. */
  const newest = new Map<string, number>();
  let watch: Watch = watchBy(DEFAULT_THRESHOLDS, now);
  let out: Outside | null = null;
  let told = '';

  function tellPictures(): void {
    const seats = [...intakes].map(([session, intake]) => ({ session, picture: intake.picture() }));
    const text = JSON.stringify(seats);
    if (text === told) return;
    told = text;
    tell({ say: 'pictures', seats });
  }
  const looking = setInterval(tellPictures, LOOK);

  async function publish({ id, session, seat, sdp }: Publish): Promise<void> {
    newest.set(session, id);
    const watcher = watch(seat, ({ kind, from, to }) => tell({ say: 'alarm', session, kind, from, to }));
    const { intake, answer } = await openIntake(sdp, watcher, now);
    if (newest.get(session) !== id) return intake.close();
    intakes.get(session)?.close();
    intakes.set(session, intake);
    tell({ say: 'answer', id, sdp: answer });
    for (const view of views.values()) if (view.session === session) await view.carry(intake.tracks);
    out?.send(session, seat, intake.tracks);
  }

  function withdraw(session: string): void {
    newest.delete(session);
    intakes.get(session)?.close();
    intakes.delete(session);
    out?.end(session);
    for (const [id, view] of views) if (view.session === session) endView(id);
    tellPictures();
  }

  async function open({ id, session, sdp, sound }: Viewing): Promise<void> {
    const tracks = intakes.get(session)?.tracks;
    if (tracks === undefined) return tell({ say: 'answer', id, sdp: null });
    const { view, answer } = await openView({ session, sdp, sound, tracks, ended: () => endView(id) });
    const current = intakes.get(session)?.tracks;
    if (current === undefined) view.close();
    else {
      views.set(id, view);
      if (current !== tracks) await view.carry(current);
    }
    tell({ say: 'answer', id, sdp: current === undefined ? null : answer });
  }

  function endView(id: number): void {
    views.get(id)?.close();
    if (views.delete(id)) tell({ say: 'view-ended', id });
  }

  /** What the library does not take is answered so; the seat or the window tries again. */
  const answered = (id: number, work: Promise<void>): void =>
    void work.catch((error: unknown) => {
      onFault(error);
      tell({ say: 'answer', id, sdp: null });
    });

  return {
    hear(message) {
      switch (message.say) {
        case 'begin':
          watch = watchBy(message.noticing, now);
          if (message.outside !== null)
            out = outside(message.outside, (streams: number, problem: Refusal | null) =>
              tell({ say: 'outside', streams, problem: problem as never }),
            );
          break;
        case 'clock':
          intakes.get(message.session)?.clock(message.offset);
          break;
        case 'publish':
          answered(message.id, publish(message));
          break;
        case 'withdraw':
          withdraw(message.session);
          break;
        case 'view':
          answered(message.id, open(message));
          break;
        case 'end-view':
          endView(message.id);
          break;
      }
    },
    async close() {
      clearInterval(looking);
      for (const intake of intakes.values()) intake.close();
      for (const view of views.values()) view.close();
      await out?.close();
    },
  };
}
