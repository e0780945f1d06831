/** A ring that is heard, for as long as a call waits to be taken at this window. */

/** Hz, seconds: two short tones, then a pause. */
const TONE = 620;
const LASTS = 0.25;
const EVERY = 3_000;
/** Of 1: to be noticed in a quiet room. */
const LOUDNESS = 0.12;

/** @returns ends it */
export function startRinging(): () => void {
  const context = new AudioContext();
  function ring(): void {
    for (const at of [0, 1.4 * LASTS]) {
      const tone = context.createOscillator();
      const gain = context.createGain();
      const begins = context.currentTime + at;
      tone.frequency.value = TONE;
      gain.gain.setValueAtTime(0, begins);
      gain.gain.linearRampToValueAtTime(LOUDNESS, begins + 0.02);
      gain.gain.setValueAtTime(LOUDNESS, begins + LASTS - 0.05);
      gain.gain.linearRampToValueAtTime(0, begins + LASTS);
      tone.connect(gain).connect(context.destination);
      tone.start(begins);
      tone.stop(begins + LASTS);
    }
  }
  ring();
  const timer = setInterval(ring, EVERY);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}
