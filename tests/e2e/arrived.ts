/** What a window has asked of `recordingStation.ts`, line by line. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One question of the window's, as a line of `arrived.jsonl`. */
export interface Arrived {
  readonly do: 'start' | 'piece' | 'stop' | 'trouble';
  readonly track: 'screen' | 'camera';
  readonly segment?: number;
  readonly kind?: string;
  readonly mono?: string;
}

export function arrivedIn(folder: string): Arrived[] {
  const file = join(folder, 'arrived.jsonl');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}
