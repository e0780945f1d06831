/** Keys that a window hears wherever the hands are, F1 and its like: heard at one place, so that a covered window hears none of them. */

let holding = 0;

/** From now on until what is returned is called, no handler of this window hears a key. */
export function holdKeys(): () => void {
  holding += 1;
  let held = true;
  return () => {
    if (held) holding -= 1;
    held = false;
  };
}

/** Calls the handler at each key, but while keys are held. Returns what ends the hearing. */
export function hearKeys(hear: (event: KeyboardEvent) => void): () => void {
  const listener = (event: KeyboardEvent): void => {
    if (holding === 0) hear(event);
  };
  window.addEventListener('keydown', listener);
  return () => window.removeEventListener('keydown', listener);
}
