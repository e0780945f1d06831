/** What a seat keeps for the screen of the person who sits here: places to come back to, and the lock of a break. */
import { accept, type Result, refuse } from '../../shared/refusal.ts';
import { slipOwner } from '../../shared/slip/holder.ts';
import { notSeated } from './acting.ts';
import type { SeatEngine } from './seatEngine.ts';
import type { Unlocking } from './windowMemory.ts';

export interface SeatScreen {
  /** Refuses `NO_SESSION`, `MEMORY_FULL`, and what the disk refuses; so do the others. */
  remember(key: string, value: string): Result<Record<string, never>>;
  /** Of the person who sits here; empty before the slip is entered. */
  remembered(): Result<{ entries: Record<string, string> }>;
  setPin(pin: string): Promise<Result<Record<string, never>>>;
  /** By the PIN, or by the slip of the person who sits here. Refuses what `slipOwner` refuses. */
  unlock(given: { readonly pin: string } | { readonly slip: string }): Promise<Result<Unlocking>>;
}

const emptied = (done: Result<void>): Result<Record<string, never>> => (done.ok ? accept({}) : done);

export function seatScreen(engine: SeatEngine): SeatScreen {
  const { memory } = engine.folder.store;
  return {
    remember(key, value) {
      const desk = engine.desk();
      return desk === null ? refuse(notSeated) : emptied(memory.remember(desk.who, key, value));
    },
    remembered() {
      const desk = engine.desk();
      return accept({ entries: desk === null ? {} : { ...memory.entries(desk.who) } });
    },
    async setPin(pin) {
      const desk = engine.desk();
      return desk === null ? refuse(notSeated) : emptied(await memory.setPin(desk.who, pin));
    },
    async unlock(given) {
      const desk = engine.desk();
      const opened = engine.opened();
      if (desk === null || opened === null) return refuse(notSeated);
      if ('pin' in given) return memory.tryPin(desk.who, given.pin);
      const owner = slipOwner(engine.crypto, opened.room, given.slip);
      if (!owner.ok) return owner;
      if (owner.value.who !== desk.who) return accept({ open: false, wait: 0 });
      const done = memory.forgetPin(desk.who);
      return done.ok ? accept({ open: true, wait: 0 }) : done;
    },
  };
}
