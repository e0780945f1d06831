/**
 * The room as the window of a seat or of the supervisor sees it: the station's status, and the state folded from the journal. When the
 * station's process comes back, the old picture stays until the new one is as long.
 */
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BridgeClient } from '../../shared/bridge/client.ts';
import type { RoomStatus, roomContract } from '../../shared/bridge/room.ts';
import type { SeatStatus, seatContract } from '../../shared/bridge/seat.ts';
import { watch } from '../../shared/bridge/watch.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { nobleCrypto } from '../../shared/ports/nobleCrypto.ts';
import { afterTyping } from '../components/afterTyping.ts';
import { speakOf } from '../texts/regime.ts';
import type { ChannelPort } from './ports.ts';
import { atEachStart } from './starts.ts';
import { isCounter, visible } from './visible.ts';

type Contract = typeof seatContract | typeof roomContract;
type StatusOf<C extends Contract> = C extends typeof seatContract ? SeatStatus : RoomStatus;

export interface RoomView<C extends Contract> {
  /** Null before the process has started once. What is asked while it is gone is refused with `STATION_GONE`. */
  readonly client: BridgeClient<C> | null;
  readonly status: StatusOf<C> | null;
  /** Null until there is a package. Folded in place: `revision` tells that it has changed. */
  readonly room: RoomState | null;
  /** The journal as far as `room` is folded. */
  readonly entries: readonly Entry[];
  readonly revision: number;
}

/** Milliseconds between two pictures of the room: more often nobody could read it. */
const BETWEEN_PICTURES = 200;
/** The same where only a recording's counters have moved. */
const BETWEEN_COUNTERS = 2000;

/** Follows the station from now on. */
export function roomView<C extends Contract>(contract: C): StoreApi<RoomView<C>> {
  const store = createStore<RoomView<C>>(() => ({
    client: null,
    status: null,
    room: null,
    entries: [],
    revision: 0,
  }));
  let current: ChannelPort | null = null;

  atEachStart((port) => {
    current = port;
    let last = { at: 0, status: '', entries: 0, here: false };
    let timer: ReturnType<typeof setTimeout> | undefined;
    let due = Number.POSITIVE_INFINITY;
    const watched = watch(nobleCrypto, contract, port, () => {
      const counted =
        !watched.gone &&
        visible(watched.status) === last.status &&
        watched.entries.slice(last.entries).every(isCounter);
      // Before the first picture, and before the one with the package, nobody can do anything.
      const empty = last.at === 0 || (watched.state !== null && !last.here);
      // The first change shows at once; those that come on its heels, as other people's acts do, are one picture.
      const at = empty ? 0 : last.at + (counted ? BETWEEN_COUNTERS : BETWEEN_PICTURES);
      if (at >= due) return;
      due = at;
      clearTimeout(timer);
      timer = setTimeout(
        () => {
          due = Number.POSITIVE_INFINITY;
          const picture = (): void => void (current === port && show());
          if (empty) picture();
          else afterTyping(picture);
        },
        Math.max(0, at - performance.now()),
      );
    });
    const show = (): void => {
      const { status, entries } = watched;
      const fresh = watched.state;
      last = {
        at: performance.now(),
        status: visible(status),
        entries: entries.length,
        here: fresh !== null,
      };
      if (fresh !== null) speakOf(fresh.pkg.data.project.regime);
      const before = store.getState();
      const shown = Math.min(watched.status?.head.seq ?? 0, before.room?.head.seq ?? 0);
      store.setState({
        client: watched.client,
        status: watched.status ?? before.status,
        ...(fresh !== null && fresh.head.seq >= shown
          ? { room: fresh, entries: watched.entries }
          : { room: before.room, entries: before.entries }),
        revision: before.revision + 1,
      });
    };
    store.setState({ client: watched.client });
  });
  return store;
}

/** Milliseconds for which a window's first picture waits for what its station says: without it, it would be drawn only to be drawn anew. */
const FOR_THE_FIRST = 200;

/** Resolves when the package is there, or the time for it is over. */
export async function firstPicture(store: StoreApi<RoomView<Contract>>): Promise<void> {
  if (store.getState().room !== null) return;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(end, FOR_THE_FIRST);
    const stop = store.subscribe(({ room }) => void (room !== null && end()));
  });
}

/** The view in a component; it is drawn again at each revision. */
export function useRoomView<C extends Contract>(store: StoreApi<RoomView<C>>): RoomView<C> {
  return useStore(store);
}
