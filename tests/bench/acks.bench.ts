/** Acknowledged acts a second over real TLS WebSockets, 15 seats at once, beside bare commits of the same lines in the same run. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SESSIONS, scoringRoom } from '../scoringRoom.ts';
import { bareCommits } from './append.bench.ts';
import { linkRoom } from './linkRoom.ts';
import { type Measured, median, perSecond } from './measure.ts';

const ACTS_PER_SESSION = 300;
const ACTS = SESSIONS * ACTS_PER_SESSION;
const ROUNDS = 3;
const CLIENTS = join(import.meta.dirname, 'acksClients.ts');

export async function benchAcks(): Promise<Measured> {
  const room = await scoringRoom(ACTS_PER_SESSION);
  const times = { ours: [] as number[], peer: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    const open = await linkRoom(room);
    const task = join(open.folder, 'task.json');
    const sessions = room.acts.map((acts) => ({ session: JSON.parse(acts[0]!).session, acts }));
    writeFileSync(task, JSON.stringify({ port: open.port, host: open.hostKey, sessions }));
    const { stdout } = await promisify(execFile)(process.execPath, [CLIENTS, task]);
    times.ours.push(Number(stdout));
    if (open.host.state().refused.length > 0) throw new Error('acts without effect');
    const lines = [...open.journal.lines(room.earlier.length + 1)];
    if (lines.length !== ACTS) throw new Error(`${lines.length} acts instead of ${ACTS}`);
    times.peer.push(bareCommits(join(open.folder, 'bare.db'), lines));
    await open.close();
  }
  const [mine, bare] = [median(times.ours), median(times.peer)];
  return {
    name: `acts acknowledged end to end, ${SESSIONS} seats, against bare commits`,
    ours: perSecond(ACTS, mine),
    peer: perSecond(ACTS, bare),
    ratio: bare / mine,
    goal: 0.5,
  };
}
