/** A house whose room watches its seats: windows' code at both ends, real stations, the monitor in a process of its own. */
import { readdirSync, readFileSync } from 'node:fs';
import { eachFrame, eachSound } from '../../electron/monitor/rtc.ts';
import { viewing } from '../../renderer/room/wall/viewing.ts';
import { publisher } from '../../renderer/seat/live/publisher.ts';
import type { roomContract } from '../../shared/bridge/room.ts';
import type { Watched } from '../../shared/bridge/watch.ts';
import type { I420 } from '../../shared/noticing/picture.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { type Evaluation, evaluation, type Fields } from '../stations/house.ts';
import { type TestCamera, withCamera } from './browser.ts';

export interface Stage {
  readonly all: Evaluation;
  session(who: string): string;
  /** The seat's window is open: it publishes whenever the seat says that somebody watches. */
  publish(who: string, camera: TestCamera): void;
  /** Opens a view as the wall does. */
  view(who: string, options?: { large?: boolean; sound?: boolean }): Seen;
  close(): Promise<void>;
}

/** What a window has received so far. */
export interface Seen {
  readonly frames: number;
  readonly last: I420 | null;
  /** Loudest sample of the last tenth of a second, 0 to 32767. */
  readonly loudest: number;
  readonly refusals: readonly Refusal[] | null;
  close(): void;
}

/** Everybody is seated and goes no further. */
export async function stage(
  room: Fields = { monitor: {} },
  clocks: Parameters<typeof evaluation>[1] = {},
): Promise<Stage> {
  const all = await evaluation(room, clocks);
  const running: { close(): void }[] = [];
  for (const person of all.people.values()) {
    await person.until(({ status }) => status?.stage === 'seated');
    person.rest();
  }
  all.lead.rest();
  const session = (who: string): string => all.people.get(who)!.window.status!.session!;
  return {
    all,
    session,
    publish(who, camera) {
      const { window } = all.people.get(who)!;
      const publishing = withCamera(camera, () => publisher((offer) => window.client.ask('publish', offer)));
      let told = 'null';
      const timer = setInterval(() => {
        const watched = window.status?.watched ?? null;
        if (JSON.stringify(watched) === told) return;
        told = JSON.stringify(watched);
        withCamera(camera, () => publishing.want(watched));
      }, 20);
      running.push({
        close() {
          clearInterval(timer);
          publishing.close();
        },
      });
    },
    view(who, options = {}) {
      const seen = seeing(all.lead.window.client, session(who), options);
      running.push(seen);
      return seen;
    },
    async close() {
      for (const one of running) one.close();
      await all.close();
    },
  };
}

/** Opens a view of a seat as the supervisor's window does. */
export function seeing(
  client: Watched<typeof roomContract>['client'],
  session: string,
  { large = false, sound = false }: { large?: boolean; sound?: boolean } = {},
): Seen {
  const seen = {
    frames: 0,
    last: null as I420 | null,
    loudest: 0,
    refusals: null as readonly Refusal[] | null,
  };
  const stops: (() => void)[] = [];
  const end = viewing({
    sound,
    ask: (sdp) => client.ask('view', { session, sdp, large, sound }),
    end: (view) => void client.ask('endView', { view }),
    onStream(stream) {
      for (const track of stream.getTracks())
        stops.push(
          track.kind === 'video'
            ? eachFrame(track, (frame) => {
                seen.frames += 1;
                seen.last = frame;
              })
            : eachSound(track, ({ samples }) => {
                seen.loudest = samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
              }),
        );
    },
    onEnded: (refusals) => {
      seen.refusals = refusals;
    },
  });
  return Object.assign(seen, {
    close() {
      for (const stop of stops.splice(0)) stop();
      end();
    },
  });
}

/** Looks until it holds; the test's own limit ends one that never does. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 25));
}

/** Process ids of the monitors that this process has forked. */
export function monitors(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const parent = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        return (
          parent === `${process.pid}` &&
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('monitor/main.ts')
        );
      } catch {
        return false;
      }
    })
    .map(Number);
}
