/**
 * The voice mask's work for a second of sound at 48 kHz, in blocks of 128 samples as an audio thread gives them, against the share of it that it may take:
 * processor time, so that what else the machine does is not counted.
 */
import { openVoiceMask } from '../../shared/voice/voiceMask.ts';
import { type Measured, median } from './measure.ts';

const RATE = 48_000;
const BLOCK = 128;
const SECONDS = 5;
const ROUNDS = 5;
/** Of one core: the rest of the audio thread's time is the browser's own. */
const LIMIT = 0.2;

/** A buzz of 120 Hz that comes and goes: voiced and silent frames alike. */
const buzz = Float32Array.from({ length: RATE * SECONDS }, (_, i) =>
  Math.sin((Math.PI * 2 * i) / RATE) > 0 ? 0.6 * ((((i * 120) / RATE) % 1) - 0.5) : 0,
);

function share(seed: number): number {
  const opened = openVoiceMask(RATE, (bytes) => new Uint8Array(bytes).fill(seed));
  if (!opened.ok) throw new Error(opened.refusals[0]!.en);
  const out = new Float32Array(BLOCK);
  const before = process.cpuUsage();
  for (let at = 0; at + BLOCK <= buzz.length; at += BLOCK)
    opened.value.process(buzz.subarray(at, at + BLOCK), out);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6 / SECONDS;
}

export function benchVoice(): Measured {
  const ours = median(Array.from({ length: ROUNDS }, (_, round) => share(round + 1)));
  return {
    name: 'voice mask, processor time for a second of sound at 48 kHz',
    ours: `${(ours * 1000).toFixed(0)} ms`,
    peer: `${LIMIT * 1000} ms`,
    ratio: LIMIT / ours,
    goal: 1,
  };
}
