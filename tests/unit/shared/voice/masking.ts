/** A whole recording through the mask, in step with the original. */
import { createHash } from 'node:crypto';
import type { RandomPort } from '../../../../shared/ports/crypto.ts';
import { openVoiceMask, type VoiceMask } from '../../../../shared/voice/voiceMask.ts';
import { RATE } from './voices.ts';

/** A call's draws, the same each time for one name. */
export function callNamed(name: string): RandomPort {
  let draws = 0;
  return (bytes) =>
    new Uint8Array(createHash('sha256').update(`${name} ${draws++}`).digest()).subarray(0, bytes);
}

export function maskAt(rate: number, name: string): VoiceMask {
  const opened = openVoiceMask(rate, callNamed(name));
  if (!opened.ok) throw new Error(opened.refusals[0]!.en);
  return opened.value;
}

/** Masked in blocks of 10 ms, without the mask's delay. */
export function masked(samples: Float32Array, name: string): Float32Array {
  const mask = maskAt(RATE, name);
  const delay = Math.round(mask.latency * RATE);
  const whole = new Float32Array(samples.length + delay);
  whole.set(samples);
  for (let start = 0; start < whole.length; start += 160) {
    const block = whole.subarray(start, start + 160);
    mask.process(block, block);
  }
  return whole.subarray(delay);
}
