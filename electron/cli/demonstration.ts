/**
 * `node electron/cli/demonstration.ts <folder>`: makes the demonstration that the app's first window offers (the small sample of `build/small`,
 * packed, provisioned on loopback), or finds it there, and prints as JSON its stations and the slips' codes. The slips of a real project are
 * printed on paper and shown nowhere.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFolderForPackage } from '../folder/index.ts';
import { freePort } from '../rehearsal/freePort.ts';
import { slipsIn } from '../rehearsal/house.ts';
import { writeDurably } from '../store/durableFile.ts';
import { runCommand, UsageError } from './command.ts';

const USAGE = 'node electron/cli/demonstration.ts <folder>';
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LISTED = 'demonstration.json';

function run(script: string, ...args: string[]): void {
  const done = spawnSync(process.execPath, [join(ROOT, script), ...args], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${script} ended with ${done.status}\n${done.stderr}`);
}

async function make(folder: string): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const [project, centre, stations] = ['project', 'centre', 'stations'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  run('build/sample/generate.ts', 'small', project);
  run('electron/cli/centreInit.ts', centre);
  run('electron/cli/package.ts', project, folder, '--centre', centre);
  const read = await readFolderForPackage(project);
  if (!read.ok) throw new Error(read.refusals[0]!.en);
  const { committee, supervisors, project: about } = read.value.data;
  const members = committee.filter(({ expert }) => !about.reserves.includes(expert));
  const seats = members.length + 1;
  const [room, receiving] = [await freePort(), await freePort()];
  run(
    'electron/cli/provision.ts',
    join(folder, `${about.code}-${about.lot ?? ''}.sealroom`.replace('-.', '.')),
    stations,
    '--keys',
    centre,
    '--room',
    `127.0.0.1:${room}`,
    '--centre',
    `127.0.0.1:${receiving}`,
    '--seats',
    String(seats),
  );
  const codes = slipsIn(join(folder, 'slips'));
  const station = (name: string): string => join(stations, name, 'station.json');
  const numbers = Array.from({ length: seats }, (_, i) => String(i + 1).padStart(2, '0'));
  return JSON.stringify({
    stations: [
      { role: 'room', name: '', file: station('room') },
      ...numbers.map((number) => ({ role: 'seat', name: number, file: station(`seat-${number}`) })),
      { role: 'centre', name: '', file: station('centre') },
    ],
    people: [
      ...supervisors.map(({ supervisor, name }) => ({ who: supervisor, name, role: 'supervisor' })),
      ...members.map(({ expert, name }) => ({ who: expert, name, role: 'expert' })),
    ].map((person) => ({ ...person, code: codes.get(person.who) })),
  });
}

await runCommand(USAGE, async ([typed, ...others]) => {
  if (typed === undefined || others.length > 0) throw new UsageError('one folder is needed');
  const folder = resolve(typed);
  const listed = join(folder, LISTED);
  if (!existsSync(listed)) {
    const made = await make(folder);
    await writeDurably(listed, made, 0o600);
  }
  process.stdout.write(readFileSync(listed, 'utf8'));
  return 0;
});
