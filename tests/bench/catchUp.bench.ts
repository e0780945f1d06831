/** From reconnect to caught up: a seat that lacks 10,000 entries, beside a process that only receives the same messages over the same kind of socket. */
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Act } from '../../shared/journal/acts.ts';
import { SESSIONS, scoringRoom } from '../scoringRoom.ts';
import { linkRoom, value } from './linkRoom.ts';
import { type Measured, median } from './measure.ts';

const ENTRIES = 10_000;
const ROUNDS = 5;
const SEAT = join(import.meta.dirname, 'catchUpSeat.ts');

export async function benchCatchUp(): Promise<Measured> {
  const room = await scoringRoom(Math.ceil(ENTRIES / SESSIONS));
  const open = await linkRoom(room);
  const acts = room.acts[0]!.flatMap((_, n) => room.acts.map((own) => JSON.parse(own[n]!) as Act));
  for (const answer of open.host.receiveAll(acts.slice(0, ENTRIES - room.earlier.length), 'checked'))
    value(answer);
  const task = join(open.folder, 'task.json');
  const pkg = { ...room.pkg, slipKeys: [...room.pkg.slipKeys] };
  writeFileSync(task, JSON.stringify({ port: open.port, entries: ENTRIES, pkg }));
  const run = async (how: 'seat' | 'raw', round: number): Promise<number> => {
    const folder = join(open.folder, `${how}-${round}`);
    mkdirSync(folder);
    const { stdout } = await promisify(execFile)(process.execPath, [SEAT, how, task, folder]);
    return Number(stdout);
  };
  const times = { ours: [] as number[], peer: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    times.peer.push(await run('raw', round));
    times.ours.push(await run('seat', round));
  }
  await open.close();
  const [mine, raw] = [median(times.ours), median(times.peer)];
  return {
    name: `${ENTRIES} entries caught up and verified, against receiving the same bytes`,
    ours: `${mine.toFixed(0)} ms`,
    peer: `${raw.toFixed(0)} ms`,
    ratio: raw / mine,
    goal: 1 / 3,
  };
}
