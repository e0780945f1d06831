/** A window whose station holds evidence that nobody else has yet stays open, however it is asked to close: by its frame, a key, or the system. */
import { z } from 'zod';
import { refusalForm } from '../../shared/bridge/parts.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { statusIn } from './statusIn.ts';

/** Of a seat's status and of the room's. */
const status = z.object({ stage: z.string(), quit: refusalForm.nullable() });

/** Why the program must not be ended, where the station's message says it; null: it may; undefined: the message says nothing of it. */
export function quitIn(message: unknown): Refusal | null | undefined {
  const said = status.safeParse(statusIn(message));
  return said.success ? (said.data.quit as Refusal | null) : undefined;
}

/** What is used of Electron's window. */
interface Closing {
  on(event: 'close', listener: (event: { preventDefault(): void }) => void): unknown;
}

/**
 * Keeps a window open while there is a reason. What the station said last counts while it is gone: a crash lets nobody go.
 * @param told hears the reason each time that the window was asked to close in vain
 */
export function keepOpen(window: Closing, told: (why: Refusal) => void): { hear(message: unknown): void } {
  let why: Refusal | null = null;
  window.on('close', (event) => {
    if (why === null) return;
    event.preventDefault();
    told(why);
  });
  return {
    hear(message) {
      const said = quitIn(message);
      if (said !== undefined) why = said;
    },
  };
}
