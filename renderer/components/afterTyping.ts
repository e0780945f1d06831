/**
 * What somebody types is on the screen before anything else is drawn. That the window's thread is idle does not tell it: other threads draw the picture,
 * and wait for a core while this one works.
 */

/** Milliseconds after a key within which its picture comes to the screen. */
const ON_ITS_WAY = 50;
/** Milliseconds after which whoever types on and on waits no longer for what others have done. */
const LONGEST = 400;
/** Milliseconds after which a window that is busy with something else draws it all the same. */
const BUSY = 200;

let typed = Number.NEGATIVE_INFINITY;
addEventListener(
  'keydown',
  () => {
    typed = performance.now();
  },
  { capture: true, passive: true },
);

/** Calls `draw` once, when no key's picture is on its way. */
export function afterTyping(draw: () => void): void {
  const due = performance.now() + LONGEST;
  const look = (): void => {
    const wait = Math.min(typed + ON_ITS_WAY, due) - performance.now();
    if (wait > 0) setTimeout(look, wait);
    else requestIdleCallback(draw, { timeout: BUSY });
  };
  look();
}
