/** What a seat's and the room's process hold at most (VmHWM) over a whole evaluation of the small project, the report's making included. */
import { readFileSync } from 'node:fs';
import { type Launched, launch } from '../../electron/rehearsal/launch.ts';
import { buildHouse, expert, supervisor } from '../stations/house.ts';
import type { Measured } from './measure.ts';

/** MiB that a station may take on an office machine of 4 GiB, beside its window and the system. */
const LIMIT = 512;

/** MiB; Linux alone tells it. */
const mostOf = (pid: number): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** Two lines of one evaluation: the seat's and the room's. */
export async function benchMemory(): Promise<Measured[]> {
  const house = await buildHouse();
  const running: Launched[] = [];
  const start = (path: string): Launched => {
    const one = launch(path);
    running.push(one);
    return one;
  };
  try {
    const room = start(house.file('room'));
    const lead = supervisor(house);
    lead.attach(room.port);
    for (const [i, who] of house.members.entries())
      expert(house, who).attach(start(await house.addSeat(`${i + 1}`)).port);
    await lead.until(({ status }) => status?.stage === 'sealed');
    const line = (name: string, most: number): Measured => ({
      name: `${name}, most memory over an evaluation`,
      ours: `${most.toFixed(0)} MiB`,
      peer: `${LIMIT} MiB`,
      ratio: LIMIT / most,
      goal: 1,
    });
    return [line('a seat', mostOf(running[1]!.pid)), line('the room', mostOf(room.pid))];
  } finally {
    for (const one of running) await one.kill();
    await house.remove();
  }
}
